import { IMPORT_PART_CHARACTERS } from '#contract/outreach';

/** Smaller than the server takes, so that a bad line loses little. */
const PART_CHARACTERS = 0.8 * IMPORT_PART_CHARACTERS;

/** The file's encoding: UTF-8, or as Excel in Thai saves it. */
async function decoderFor(file: Blob): Promise<TextDecoder> {
  const head = new Uint8Array(await file.slice(0, 65_536).arrayBuffer());
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return new TextDecoder('utf-8');
  } catch {
    return new TextDecoder('windows-874');
  }
}

/** Workbooks: a ZIP (XLSX, ODS) or the old binary kind (XLS), by their first bytes; the name may say anything. */
export async function isWorkbook(file: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return (first === 0x50 && second === 0x4b) || (first === 0xd0 && second === 0xcf);
}

/** Where the last whole row of a text ends; a line break between quotes ends none. */
export function endOfRows(text: string): number {
  let isQuoted = false;
  let end = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === 34) isQuoted = !isQuoted;
    else if (sign === 10 && !isQuoted) end = at + 1;
  }
  return end;
}

/** A file in parts that end with a row each; it never is in memory whole. `share`: how much of it this part brings along. */
export async function* splitFile(file: Blob): AsyncGenerator<{ text: string; share: number }> {
  const decoder = await decoderFor(file);
  const reader = file.stream().getReader();
  let waiting = '';
  let read = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    read += chunk.value.byteLength;
    waiting += decoder.decode(chunk.value, { stream: true });
    // A chunk may be larger than a part.
    while (waiting.length >= PART_CHARACTERS) {
      const end = endOfRows(waiting.slice(0, PART_CHARACTERS));
      if (end === 0) break;
      yield { text: waiting.slice(0, end), share: read / file.size };
      waiting = waiting.slice(end);
    }
  }
  waiting += decoder.decode();
  if (waiting !== '') yield { text: waiting, share: 1 };
}
