/** Python text to our own syntax tree. The parser underneath is pyright's; see also pyrightNodes.ts. */
import { DiagnosticSink } from '@zzzen/pyright-internal/dist/common/diagnosticSink';
import { pythonVersion3_14 } from '@zzzen/pyright-internal/dist/common/pythonVersion';
import { LocMessage } from '@zzzen/pyright-internal/dist/localization/localize';
import {
  type ParseFileResults,
  ParseOptions,
  Parser,
  type ParserOutput,
} from '@zzzen/pyright-internal/dist/parser/parser';
import { convertStatements } from './convertStatement';
import { inconsistentTabs } from './indentation';
import { logicalLines } from './pyrightNodes';
import { repair } from './repair';
import { Source } from './source';
import type { Comment, Module, SyntaxProblem } from './syntax';

/** Longer texts (UTF-16 code units) are not parsed: no one writes them by hand, and they would stall the editor. */
export const maximumLength = 2_000_000;

/** No one reads more; hostile text has hundreds of thousands. */
const maximumProblems = 1000;

/** Parses any text; never throws. Half-typed source is repaired first, all offsets are those of `text`. */
export function parse(text: string): Module {
  if (text.length > maximumLength)
    return refused(text, 'The file is too long to be analyzed (over 2 million characters).');
  try {
    return parseText(text);
  } catch (error) {
    const tooDeep = error instanceof RangeError;
    return refused(
      text,
      tooDeep ? 'The file is nested too deeply to be analyzed.' : 'The file could not be analyzed.',
    );
  }
}

function refused(text: string, message: string): Module {
  return { text, body: [], comments: [], problems: [{ start: 0, end: Math.min(1, text.length), message }] };
}

function parseText(text: string): Module {
  const { insertions, problems, tooDeep } = repair(text);
  if (tooDeep) return { text, body: [], comments: [], problems };
  const source = new Source(text, insertions);
  const sink = new DiagnosticSink();
  const options = new ParseOptions();
  options.pythonVersion = pythonVersion3_14;
  const { parserOutput, tokenizerOutput } = new Parser().parseSourceFile(source.text, options, sink);
  const body = convertStatements(parserOutput.parseTree.d.statements, source);
  const all = [
    ...problems,
    ...parserProblems(parserOutput, sink, source),
    ...tabProblems(tokenizerOutput, source),
    ...source.problems,
  ];
  return {
    text,
    body,
    comments: suppressionComments(tokenizerOutput, source),
    problems: all.sort((a, b) => a.start - b.start).slice(0, maximumProblems),
  };
}

/** What pyright's parser refuses although Python compiles it. */
const accepted = new Set([
  // PEP 765: a warning only.
  LocMessage.finallyBreak(),
  LocMessage.finallyContinue(),
  LocMessage.finallyReturn(),
  // A limit of pyright's own.
  LocMessage.maxParseDepthExceeded(),
  // Any mixture; Python refuses only those that are ambiguous.
  LocMessage.inconsistentTabs(),
]);

function tabProblems({ tokens }: ParseFileResults['tokenizerOutput'], source: Source): SyntaxProblem[] {
  if (!source.text.includes('\t')) return [];
  return inconsistentTabs(source.text, logicalLines(tokens)).map((problem) => ({
    ...problem,
    start: source.original(problem.start),
    end: source.original(problem.end),
  }));
}

function parserProblems(output: ParserOutput, sink: DiagnosticSink, source: Source): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const offset = (position: { line: number; character: number }) => {
    const line = output.lines.getItemAt(Math.min(position.line, output.lines.count - 1));
    return line.start + position.character;
  };
  for (const { message, range } of sink.getErrors()) {
    const start = offset(range.start);
    if (accepted.has(message) || isTypeComment(source.text, start)) continue;
    problems.push({ start: source.original(start), end: source.original(offset(range.end)), message });
  }
  return problems;
}

/** Python ignores `# type:` comments; pyright parses them. `offset` is behind the colon. */
function isTypeComment(text: string, offset: number): boolean {
  return /#[ \t]*type:[ \t]*$/.test(text.slice(Math.max(0, offset - 80), offset));
}

function suppressionComments({ tokens }: ParseFileResults['tokenizerOutput'], source: Source): Comment[] {
  const found: Comment[] = [];
  if (!source.text.includes('stepwise:')) return found;
  for (let i = 0; i < tokens.count; i++) {
    for (const { start, length, value } of tokens.getItemAt(i).comments ?? []) {
      if (!value.includes('stepwise:')) continue;
      // pyright's span begins behind the `#`.
      const end = source.original(start + length);
      found.push({ start: source.original(start - 1), end, text: value.trim() });
    }
  }
  return found;
}
