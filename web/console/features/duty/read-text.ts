export type RosterTable = { text: string } | { workbook: string };

/** What Excel in Thailand saves: UTF-8 when asked for, else the old Thai code page. */
function readText(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-874').decode(bytes);
  }
}

/** A workbook goes as it is, whatever its file is called: a zip file begins with PK, the old kind of Excel with D0 CF. */
export function readTable(bytes: ArrayBuffer): RosterTable {
  const signs = new Uint8Array(bytes);
  const isWorkbook = (signs[0] === 0x50 && signs[1] === 0x4b) || (signs[0] === 0xd0 && signs[1] === 0xcf);
  if (!isWorkbook) return { text: readText(bytes) };
  return { workbook: btoa(Array.from(signs, (sign) => String.fromCharCode(sign)).join('')) };
}
