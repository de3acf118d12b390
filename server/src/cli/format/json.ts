import type { Io } from '../io';
import type { FileReport, Reporter } from '../report';

/** One line of JSON per file. */
export function jsonReporter(io: Io): Reporter {
  return {
    file: ({ file, flows, diagnostics }: FileReport) =>
      io.out(`${JSON.stringify({ file, flows, diagnostics })}\n`),
    end: () => undefined,
  };
}
