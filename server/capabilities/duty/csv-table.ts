/** Separators that Excel writes, depending on the country of the computer. */
const SEPARATORS = [',', ';', '\t'] as const;

export type CsvLine = { line: number; cells: string[] };

/** Lines with their number in the file, empty ones left out. Cells may be quoted, with line breaks inside (RFC 4180). */
export function readCsvTable(text: string): CsvLine[] {
  const whole = text.replace(/^\uFEFF/, '');
  const head = whole.slice(0, whole.search(/[\r\n]|$/));
  const separator = SEPARATORS.reduce((best, next) => (count(head, next) > count(head, best) ? next : best));
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
    else if (sign !== '\r') cell += sign;
    if (sign === '\n') line += 1;
  }
  endLine();
  return lines;
}

function count(text: string, sign: string): number {
  return text.split(sign).length;
}
