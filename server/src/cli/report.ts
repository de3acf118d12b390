import type { Severity } from '../checks/check';

/** A finding as it is printed. Lines and columns count from 1; columns count characters (Unicode code points). */
export interface PrintedDiagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What was found in one file. */
export interface FileReport {
  /** As the user would write it. */
  readonly file: string;
  /** Names of its flow classes, in source order. */
  readonly flows: readonly string[];
  readonly diagnostics: readonly PrintedDiagnostic[];
}

/** How findings are printed: file by file, or all together in the end. */
export interface Reporter {
  file(report: FileReport): void;
  end(): void;
}
