/** Separators that Excel writes, depending on the country of the computer. */
export const SEPARATORS = [',', ';', '\t'] as const;
export type Separator = (typeof SEPARATORS)[number];

export type CsvLine = { line: number; cells: string[] };

/** What a first line `sep=;` says, with which some programs tell Excel how to read what follows. */
export function findSeparator(text: string): Separator | undefined {
  const said = /^\uFEFF?"?sep=(.)"?[ \t]*(?:\r|\n|$)/i.exec(text)?.[1];
  return SEPARATORS.find((one) => one === said);
}

/** Lines with their number in the file, empty ones left out. Cells may be quoted, with line breaks inside (RFC 4180). */
export function readCsvTable(text: string, separator: Separator): CsvLine[] {
  const whole = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const lines: CsvLine[] = [];
  let [line, cell, isQuoted]: [number, string, boolean] = [1, '', false];
  let current: CsvLine = { line, cells: [] };
  const endCell = () => {
    current.cells.push(cell.trim());
    cell = '';
  };
  const endLine = () => {
    endCell();
    if (current.cells.some((value) => value !== '')) lines.push(current);
    current = { line: line + 1, cells: [] };
  };
  for (let at = 0; at < whole.length; at++) {
    const sign = whole[at] as string;
    if (isQuoted) {
      if (sign === '"' && whole[at + 1] === '"') cell += whole[++at];
      else if (sign === '"') isQuoted = false;
      else cell += sign;
    } else if (sign === '"' && cell.trim() === '') {
      cell = '';
      isQuoted = true;
    } else if (sign === separator) endCell();
    else if (sign === '\n') endLine();
    else cell += sign;
    if (sign === '\n') line += 1;
  }
  endLine();
  return lines[0] && /^sep=/i.test(lines[0].cells.join('')) ? lines.slice(1) : lines;
}
