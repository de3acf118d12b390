/** What a command talks to: the process, or a test. */
export interface Io {
  /** Writes to standard output, as it is. */
  readonly out: (text: string) => void;
  /** Writes to standard error, as it is. */
  readonly err: (text: string) => void;
  /** The folder that relative paths start from. */
  readonly cwd: string;
}

/** Exit statuses of all commands. */
export const exitStatus = {
  ok: 0,
  /** Errors were found in flows. */
  errors: 1,
  /** It could not do what it was asked to: unknown option, no such file. */
  failed: 2,
} as const;
