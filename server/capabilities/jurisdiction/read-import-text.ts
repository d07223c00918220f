import type { ImportProblem } from './import-problem.ts';

/** The text of an import file, strictly UTF-8: Thai names in another encoding would be stored as garbage. */
export function readImportText(bytes: Uint8Array, problems: ImportProblem[]): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    problems.push({ place: 'line', line: lineOfBadByte(bytes), code: 'not-utf8', params: {} });
    return undefined;
  }
}

/** Decodes with a replacement character for bad bytes and counts the lines before the first. */
function lineOfBadByte(bytes: Uint8Array): number {
  const loose = new TextDecoder('utf-8').decode(bytes);
  let lines = 1;
  for (
    let at = loose.indexOf('\n'), bad = loose.indexOf('\uFFFD');
    at >= 0 && at < bad;
    at = loose.indexOf('\n', at + 1)
  ) {
    lines += 1;
  }
  return lines;
}
