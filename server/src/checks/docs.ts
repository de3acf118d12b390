import type { Check } from './check';
import { syntaxCode, unknownSuppressionCode } from './run';

/** A page of the documentation: its file name and its Markdown. */
export interface DocPage {
  readonly file: string;
  readonly text: string;
}

/** Where the page of a check is, from the root of the repository. */
export function docPath(code: string): string {
  return `docs/checks/${code}.md`;
}

/** The pages of docs/checks: one for each check, and the index. */
export function docPages(checks: readonly Check[]): readonly DocPage[] {
  return [
    { file: 'README.md', text: index(checks) },
    ...checks.map((check) => ({ file: `${check.code}.md`, text: page(check) })),
  ];
}

function page({ code, severity, doc }: Check): string {
  return `# ${code}

${doc.summary} (${severity})

${doc.why}

## Wrong

\`\`\`python
${doc.bad.trimEnd()}
\`\`\`

## Right

\`\`\`python
${doc.good.trimEnd()}
\`\`\`

[How to change its severity or switch it off](README.md)
`;
}

function index(checks: readonly Check[]): string {
  const rows = checks.map(
    ({ code, severity, doc }) => `| [${code}](${code}.md) | ${severity} | ${doc.summary} |`,
  );
  return `# Checks

Stepwise reports these mistakes in flows while they are typed, and on the command line with \`stepwise check\`. A flow with
an error is one that Metaflow would refuse to run.

| Code | Severity | |
| --- | --- | --- |
${rows.join('\n')}

Two more codes have no page: \`${syntaxCode}\` (error) is what Python itself can not read, \`${unknownSuppressionCode}\` (hint) is a
suppression comment that names no check.

## Severities

In VS Code the setting \`stepwise.checks.severity\` changes the severity of a check, or switches it off:

\`\`\`json
"stepwise.checks.severity": { "unreachable-step": "warning", "single-case-switch": "off" }
\`\`\`

On the command line: \`stepwise check --severity unreachable-step=warning PATH\`. The severities are \`error\`, \`warning\`,
\`info\`, \`hint\`, \`off\` and \`default\`.

## Suppression

A comment at the end of the line of a finding, or alone on the line above it, suppresses findings there; at any place a
comment can suppress them in the whole file:

\`\`\`python
self.next(self.later)  # stepwise: ignore[unknown-step]

# stepwise: ignore
self.next(self.later)

# stepwise: ignore-file[unreachable-step, missing-next]
\`\`\`

Without a list of codes a comment suppresses every check. Metaflow knows nothing of these comments: what it refuses, it
still refuses.
`;
}
