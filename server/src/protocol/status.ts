/** What the status item shows, and settings the server is started with. */
export interface InitializationOptions {
  /** Published syntax errors: `off` where another language server already reports them. */
  readonly syntaxErrors: 'on' | 'off';
  /** Base of a diagnostic's link, ending with `/`. */
  readonly docsBase: string;
}

/** The settings section `stepwise` as the server reads it. */
export interface ServerSettings {
  /** Severity per check code. */
  readonly checks: { readonly [code: string]: 'default' | 'error' | 'warning' | 'info' | 'hint' | 'off' };
}
