/** Arguments of a command, split into options and paths. */
export interface ParsedArguments {
  readonly paths: readonly string[];
  /** Values by option name (without dashes), in order; flags have the value ''. */
  readonly options: ReadonlyMap<string, readonly string[]>;
}

export interface OptionDescription {
  readonly name: string;
  readonly short?: string;
  /** Whether a value follows, as `--name value` or `--name=value`. */
  readonly takesValue: boolean;
}

/** A command line that can not be understood; the message is one sentence for the user. */
export class UsageError extends Error {}

/** Splits arguments; all behind `--` are paths. Throws UsageError for unknown options and missing values. */
export function parseArguments(
  args: readonly string[],
  known: readonly OptionDescription[],
): ParsedArguments {
  const paths: string[] = [];
  const options = new Map<string, string[]>();
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--') {
      paths.push(...args.slice(i + 1));
      break;
    }
    if (!arg.startsWith('-') || arg === '-') {
      paths.push(arg);
      continue;
    }
    const [written = '', attached] = splitOnce(arg, '=');
    const option = known.find(({ name, short }) => written === `--${name}` || written === `-${short}`);
    if (option === undefined) throw new UsageError(`There is no option ${written}.`);
    if (!option.takesValue && attached !== undefined)
      throw new UsageError(`The option ${written} takes no value.`);
    const value = option.takesValue ? (attached ?? args[++i]) : '';
    if (value === undefined) throw new UsageError(`The option ${written} needs a value.`);
    options.set(option.name, [...(options.get(option.name) ?? []), value]);
  }
  return { paths, options };
}

/** The parts before and behind the first separator; the second is undefined where there is none. */
export function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)];
}
