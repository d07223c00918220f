import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { Cell } from '#platform/csv/write-csv';

/** Its rows come page by page, so that never more than one page is in memory. */
export type Sheet = { name: string; head: string[]; pages: AsyncIterable<Cell[][]> | Iterable<Cell[][]> };

/** Excel opens no more; what is longer goes on in a sheet of its own. */
const MOST_ROWS = 1_048_576;
/** Excel refuses the file because of a longer one. */
const LONGEST_TEXT = 32_767;
const LONGEST_NAME = 31;

/**
 * Sheets as an Excel workbook (ECMA-376), written while its rows are read. Texts are stored as texts: none can be a formula.
 * @param mostRows rows of a sheet with its head
 */
export async function* writeXlsx(
  sheets: readonly Sheet[],
  { changedAt, mostRows = MOST_ROWS }: { changedAt: Date; mostRows?: number },
): AsyncGenerator<Uint8Array> {
  const written: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    written.push(chunk);
  });
  const open = (path: string): ZipDeflate => {
    const file = new ZipDeflate(path, { level: 6 });
    file.mtime = changedAt;
    zip.add(file);
    return file;
  };
  const names: string[] = [];
  for (const { name, head, pages } of sheets) {
    let file: ZipDeflate | undefined;
    let rows = 0;
    let parts = 0;
    const begin = (): ZipDeflate => {
      parts += 1;
      names.push(nameOf(name, parts, names));
      const begun = open(`xl/worksheets/sheet${names.length}.xml`);
      begun.push(strToU8(`${XML}<worksheet xmlns="${MAIN}">${FROZEN_HEAD}<sheetData>${writeRow(head, 1, true)}`));
      rows = 1;
      return begun;
    };
    const end = () => file?.push(strToU8('</sheetData></worksheet>'), true);
    file = begin();
    for await (const page of pages) {
      let text = '';
      for (const row of page) {
        if (rows === mostRows) {
          file.push(strToU8(text));
          text = '';
          end();
          file = begin();
        }
        rows += 1;
        text += writeRow(row, rows);
      }
      file.push(strToU8(text));
      yield* written.splice(0);
    }
    end();
    yield* written.splice(0);
  }
  for (const [path, text] of listParts(names)) open(path).push(strToU8(text), true);
  zip.end();
  yield* written.splice(0);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const FROZEN_HEAD =
  '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';

/** What Excel refuses in a name is left out; two sheets never have the same. */
function nameOf(name: string, part: number, taken: readonly string[]): string {
  const plain = name.replaceAll(/[[\]:*?/\\']/g, ' ').trim() || 'Sheet';
  for (let nth = part; ; nth += 1) {
    const tail = nth === 1 ? '' : ` (${nth})`;
    const found = plain.slice(0, LONGEST_NAME - tail.length) + tail;
    if (!taken.includes(found)) return found;
  }
}

function writeRow(cells: readonly Cell[], row: number, isHead = false): string {
  return `<row r="${row}">${cells.map((cell, place) => writeCell(cell, `${columnOf(place)}${row}`, isHead)).join('')}</row>`;
}

function writeCell(cell: Cell, at: string, isHead: boolean): string {
  if (cell === null || (typeof cell === 'number' && !Number.isFinite(cell))) return '';
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  const style = isHead ? ' s="1"' : '';
  return `<c r="${at}" t="inlineStr"${style}><is><t xml:space="preserve">${escapeXml(cell.slice(0, LONGEST_TEXT))}</t></is></c>`;
}

/** A to Z, AA, … */
function columnOf(place: number): string {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : columnOf(Math.floor(place / 26) - 1) + last;
}

/** Signs that XML can't hold are left out; `_x0041_` would be read as a letter. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}

function listParts(names: readonly string[]): [path: string, text: string][] {
  const numbers = names.map((_, place) => place + 1);
  const overrides = numbers.map(
    (n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  );
  const listed = names.map(
    (name, place) => `<sheet name="${escapeXml(name)}" sheetId="${place + 1}" r:id="rId${place + 1}"/>`,
  );
  const relations = numbers.map(
    (n) => `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
  );
  const styles = names.length + 1;
  return [
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${overrides.join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${listed.join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}<Relationship Id="rId${styles}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      'xl/styles.xml',
      `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`,
    ],
  ];
}
