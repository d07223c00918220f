import { LARGEST_WORKBOOK, LONGEST_ROSTER_TEXT } from '#contract/duty';

export type RosterTable = { text: string } | { workbook: string };

/** What Excel in Thailand saves: UTF-8 or UTF-16 ("Unicode Text") if chosen, else the old Thai code page. */
function readText(bytes: ArrayBuffer): string {
  const utf16 = findUtf16(new Uint8Array(bytes));
  if (utf16) return new TextDecoder(utf16).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-874').decode(bytes);
  }
}

/** By the byte order mark; without one, a zero byte is half of an ASCII character such as a tab. */
function findUtf16(signs: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (signs[0] === 0xff && signs[1] === 0xfe) return 'utf-16le';
  if (signs[0] === 0xfe && signs[1] === 0xff) return 'utf-16be';
  const zero = signs.indexOf(0);
  return zero < 0 ? undefined : zero % 2 === 1 ? 'utf-16le' : 'utf-16be';
}

/** Recognised by content, whatever the file is called: a zip file begins with PK, the old Excel format with D0 CF. */
export function readTable(bytes: ArrayBuffer): RosterTable | 'too-large' {
  if (bytes.byteLength > LARGEST_WORKBOOK) return 'too-large';
  const signs = new Uint8Array(bytes);
  const isWorkbook = (signs[0] === 0x50 && signs[1] === 0x4b) || (signs[0] === 0xd0 && signs[1] === 0xcf);
  if (isWorkbook) return { workbook: btoa(Array.from(signs, (sign) => String.fromCharCode(sign)).join('')) };
  const text = readText(bytes);
  return text.length > LONGEST_ROSTER_TEXT ? 'too-large' : { text };
}
