import type { ArtifactRef, ArtifactValue } from '../../../../server/src/protocol/store';
import { pathspec } from '../../storeArguments';

/** The document of an artifact: a short header as comments, then the value as Python would write it. */
export function artifactText(ref: ArtifactRef, value: ArtifactValue): string {
  const header = [pathspec(ref), `${value.type}, ${bytes(value.size)}`, ...value.notes];
  return `${comment(header)}\n\n${value.text}\n`;
}

/** The document where the value could not be had: never an empty tab. */
export function failureText(ref: ArtifactRef, reason: string): string {
  return `${comment([pathspec(ref), `The value could not be read: ${reason}`])}\n`;
}

function comment(lines: readonly string[]): string {
  return lines
    .flatMap((line) => line.split(/\r\n|[\r\n]/))
    .map((line) => `# ${line}`)
    .join('\n');
}

function bytes(size: number): string {
  return size === 1 ? '1 byte' : `${size.toLocaleString('en')} bytes`;
}
