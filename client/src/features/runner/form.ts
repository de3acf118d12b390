import * as vscode from 'vscode';
import type { ParameterInfo } from '../../../../server/src/protocol/flows';
import { currentText, missing, problem, type Values, valueText } from './parameters';

interface Item extends vscode.QuickPickItem {
  readonly parameter?: ParameterInfo;
}

const reset: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('discard'),
  tooltip: 'Use the default',
};
const browseButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('folder-opened'),
  tooltip: 'Browse…',
};

/** Asks for the values of a flow's parameters. Enter runs at once; undefined where the person turned away. */
export async function askValues(
  flow: string,
  parameters: readonly ParameterInfo[],
  initial: Values,
  folder: vscode.Uri | undefined,
): Promise<Values | undefined> {
  let values = initial;
  let active: string | undefined;
  for (;;) {
    const choice = await pick(flow, parameters, values, active);
    if (choice === undefined) return undefined;
    if (choice.kind === 'reset') {
      values = without(values, choice.parameter.name);
      active = choice.parameter.name;
      continue;
    }
    const parameter = choice.kind === 'edit' ? choice.parameter : missing(parameters, values)[0];
    if (parameter === undefined) return values;
    const value = await edit(flow, parameter, values, folder);
    if (value !== undefined) values = { ...values, [parameter.name]: value };
    // After an edit that was begun by "Run", Enter goes on running.
    active = choice.kind === 'edit' ? parameter.name : undefined;
  }
}

type PickResult =
  | { readonly kind: 'run' }
  | { readonly kind: 'edit' | 'reset'; readonly parameter: ParameterInfo }
  | undefined;

function pick(
  flow: string,
  parameters: readonly ParameterInfo[],
  values: Values,
  active: string | undefined,
): Promise<PickResult> {
  const quickPick = vscode.window.createQuickPick<Item>();
  const run: Item = { label: '$(play) Run', description: flow, alwaysShow: true };
  const items = parameters.map(
    (parameter): Item => ({
      label: parameter.name,
      description: `${currentText(parameter, values)}  ·  ${kindOf(parameter)}`,
      detail: parameter.help,
      buttons: values[parameter.name] === undefined ? [] : [reset],
      parameter,
    }),
  );
  quickPick.title = `Run ${flow}`;
  quickPick.placeholder = 'Enter runs with these values; choose one to change it';
  quickPick.items = [run, { label: 'Parameters', kind: vscode.QuickPickItemKind.Separator }, ...items];
  quickPick.matchOnDescription = true;
  quickPick.ignoreFocusOut = true;
  const selected = items.find(({ parameter }) => parameter?.name === active) ?? run;
  quickPick.activeItems = [selected];
  return new Promise((resolve) => {
    const end = (result: PickResult) => {
      resolve(result);
      quickPick.dispose();
    };
    quickPick.onDidAccept(() => {
      const [item] = quickPick.selectedItems;
      if (item !== undefined)
        end(item.parameter ? { kind: 'edit', parameter: item.parameter } : { kind: 'run' });
    });
    quickPick.onDidTriggerItemButton(({ item }) => {
      if (item.parameter) end({ kind: 'reset', parameter: item.parameter });
    });
    quickPick.onDidHide(() => end(undefined));
    quickPick.show();
  });
}

async function edit(
  flow: string,
  parameter: ParameterInfo,
  values: Values,
  folder: vscode.Uri | undefined,
): Promise<string | undefined> {
  const title = `Run ${flow}: ${parameter.name}`;
  if (parameter.kind === 'Parameter' && parameter.type === 'bool') {
    return vscode.window.showQuickPick(['True', 'False'], { title, placeHolder: parameter.help });
  }
  const { default: fallback } = parameter;
  const current =
    values[parameter.name] ?? (fallback === undefined || fallback === null ? '' : valueText(fallback));
  return input(title, parameter, current, folder);
}

function input(
  title: string,
  parameter: ParameterInfo,
  value: string,
  folder: vscode.Uri | undefined,
): Promise<string | undefined> {
  const box = vscode.window.createInputBox();
  box.title = title;
  box.prompt = [kindOf(parameter), parameter.help].filter((part) => part).join(': ');
  box.value = value;
  box.ignoreFocusOut = true;
  box.buttons = parameter.kind === 'Parameter' ? [] : [browseButton];
  let browsing = false;
  return new Promise((resolve) => {
    const end = (result: string | undefined) => {
      resolve(result);
      box.dispose();
    };
    box.onDidChangeValue((text) => {
      box.validationMessage = problem(parameter, text);
    });
    box.onDidTriggerButton(async () => {
      browsing = true;
      const chosen = await vscode.window.showOpenDialog({ title, openLabel: 'Use', defaultUri: folder });
      browsing = false;
      const file = chosen?.[0]?.fsPath;
      if (file !== undefined) end(file);
      else box.show();
    });
    box.onDidAccept(() => {
      box.validationMessage = problem(parameter, box.value);
      if (box.validationMessage === undefined) end(box.value);
    });
    box.onDidHide(() => {
      // A file dialog hides the box without ending it.
      if (!browsing) end(undefined);
    });
    box.show();
  });
}

function kindOf(parameter: ParameterInfo): string {
  const kind = { Parameter: parameter.type, IncludeFile: 'file to include', Config: 'config file' }[
    parameter.kind
  ];
  return parameter.required ? `${kind}, required` : kind;
}

function without(values: Values, name: string): Values {
  return Object.fromEntries(Object.entries(values).filter(([other]) => other !== name));
}
