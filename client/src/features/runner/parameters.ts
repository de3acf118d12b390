/** Values of a flow's parameters as text, as the command line takes them. Pure. */
import type { ParameterInfo, ParameterValue } from '../../../../server/src/protocol/flows';

/** By the parameter's name. A parameter that is not named gets its default from Metaflow. */
export type Values = Readonly<Record<string, string>>;

/** How a default is shown and edited. */
export function valueText(value: ParameterValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return value === null ? 'None' : JSON.stringify(value);
}

/** What stands beside a parameter in the form. */
export function currentText(parameter: ParameterInfo, values: Values): string {
  const value = values[parameter.name];
  if (value !== undefined) return value === '' ? '""' : value;
  if (parameter.default !== undefined) return `${valueText(parameter.default)} (default)`;
  if (parameter.hasDefault) return '(default, computed)';
  return parameter.required ? '(required)' : '(not set)';
}

/** Required parameters without a value. */
export function missing(parameters: readonly ParameterInfo[], values: Values): readonly ParameterInfo[] {
  return parameters.filter(
    (parameter) => parameter.required && !parameter.hasDefault && values[parameter.name] === undefined,
  );
}

/** Remembered values that still fit: of parameters that exist and take them. */
export function stillValid(parameters: readonly ParameterInfo[], remembered: unknown): Values {
  if (typeof remembered !== 'object' || remembered === null) return {};
  const values = new Map(Object.entries(remembered));
  return Object.fromEntries(
    parameters.flatMap((parameter) => {
      const value: unknown = values.get(parameter.name);
      const fits = typeof value === 'string' && problem(parameter, value) === undefined;
      return fits ? [[parameter.name, value]] : [];
    }),
  );
}

/** What is wrong with a value, in one sentence; types as click takes them (metaflow/parameters.py, 2.19.38). */
export function problem(parameter: ParameterInfo, text: string): string | undefined {
  if (parameter.kind !== 'Parameter') return text.trim() === '' ? 'Enter the path of a file.' : undefined;
  switch (parameter.type) {
    case 'int':
      return /^\s*[+-]?\d+(_\d+)*\s*$/.test(text) ? undefined : 'Enter a whole number, such as 10 or -3.';
    case 'float':
      return /^\s*[+-]?(inf(inity)?|nan|(\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(e[+-]?\d+)?)\s*$/i.test(text)
        ? undefined
        : 'Enter a number, such as 0.5 or 1e-3.';
    case 'bool':
      return /^\s*(true|false|t|f|1|0|yes|no|y|n)\s*$/i.test(text) ? undefined : 'Enter True or False.';
    case 'JSONType':
      return jsonProblem(text);
    default:
      return undefined;
  }
}

function jsonProblem(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return 'Enter JSON, such as {"rate": 0.1} or [1, 2].';
  }
}
