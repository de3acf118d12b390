import type { Severity } from '../../checks/check';
import type { Io } from '../io';
import type { Reporter } from '../report';

const order: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** A line per finding that editors and terminals make a link of, and a line that sums up. */
export function textReporter(io: Io): Reporter {
  const counts = new Map<Severity, number>();
  let files = 0;
  let flows = 0;
  return {
    file(report) {
      files++;
      flows += report.flows.length;
      for (const { line, column, severity, message, code } of report.diagnostics) {
        counts.set(severity, (counts.get(severity) ?? 0) + 1);
        io.out(`${report.file}:${line}:${column}: ${severity}: ${message.replaceAll('\n', ' ')} [${code}]\n`);
      }
    },
    end() {
      if (files === 0) {
        io.out('No Python files to check.\n');
        return;
      }
      const found = order.flatMap((severity) => {
        const count = counts.get(severity);
        return count === undefined ? [] : [counted(count, severity)];
      });
      const where = `${counted(flows, 'flow')} in ${counted(files, 'file')}`;
      io.out(found.length === 0 ? `No problems: ${where}.\n` : `${found.join(', ')}: ${where}.\n`);
    },
  };
}

function counted(count: number, noun: string): string {
  const plural = noun === 'info' ? 'infos' : `${noun}s`;
  return `${count} ${count === 1 ? noun : plural}`;
}
