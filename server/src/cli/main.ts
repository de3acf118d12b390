import { check, checkUsage } from './check';
import { graph, graphUsage } from './graph';
import { exitStatus, type Io } from './io';
import { UsageError } from './options';
import { version } from './version';

const usage = `Usage: stepwise COMMAND [OPTIONS] PATH...

Commands:
  check   Find mistakes in the step graphs of flows.
  graph   Print the step graphs of a flow file.

  stepwise COMMAND --help    Options of a command.
  stepwise --version         Print the version.
`;

type Command = (args: readonly string[], io: Io) => Promise<number>;

const commands: ReadonlyMap<string, { readonly run: Command; readonly usage: string }> = new Map([
  ['check', { run: check, usage: checkUsage }],
  ['graph', { run: graph, usage: graphUsage }],
]);

/** Runs the command line and answers the exit status. Never rejects. */
export async function main(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--help' || name === '-h' || name === 'help') {
    io.out(usage);
    return exitStatus.ok;
  }
  if (name === '--version') {
    io.out(`stepwise ${version}\n`);
    return exitStatus.ok;
  }
  const command = name === undefined ? undefined : commands.get(name);
  if (command === undefined) {
    const complaint =
      name === undefined
        ? ''
        : `stepwise: There is no ${name.startsWith('-') ? 'option' : 'command'} '${name}'.\n\n`;
    io.err(`${complaint}${usage}`);
    return exitStatus.failed;
  }
  try {
    return await command.run(rest, io);
  } catch (error) {
    if (error instanceof UsageError) io.err(`stepwise: ${error.message}\n\n${command.usage}`);
    else
      io.err(
        `stepwise: It stopped at something unexpected (${error instanceof Error ? error.message : String(error)}).\n`,
      );
    return exitStatus.failed;
  }
}
