import { crc32, deflateRawSync } from 'node:zlib';

type Cell = string | { number: number; as?: 'day' | 'time' | 'both' };
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const STYLES = { plain: 0, day: 1, time: 2, both: 3 };

type Sheet = { name?: string; rows?: Cell[][]; xml?: string; merged?: string[]; state?: 'hidden' | 'veryHidden' };

/** An Excel workbook of one sheet, as Excel packs it. */
export function aWorkbook(rows: Cell[][]): Buffer {
  return aWorkbookWith([{ rows }]);
}

/** The same with the sheet's own text. */
export function aWorkbookOf(sheet: string): Buffer {
  return aWorkbookWith([{ xml: sheet }]);
}

/** Several sheets; `front`: which one was open when it was saved, from 0. */
export function aWorkbookWith(
  sheets: Sheet[],
  { date1904 = '', front = 0, parts = {} }: { date1904?: string; front?: number; parts?: Record<string, string> } = {},
): Buffer {
  const formats = [0, 14, 20, 22].map((id) => `<xf numFmtId="${id}" applyNumberFormat="1"/>`).join('');
  const tags = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${name ?? `เวร${at || ''}`}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="rId${at + 1}"/>`,
  );
  const relations = sheets.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Type="${RELS}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  return zip({
    ...parts,
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"/>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELS}"><workbookPr${date1904 && ` date1904="${date1904}"`}/><bookViews><workbookView activeTab="${front}"/></bookViews><sheets>${tags.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}<Relationship Id="rIdStyles" Type="${RELS}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `${HEAD}<styleSheet xmlns="${MAIN}"><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs>${formats}</cellXfs></styleSheet>`,
    ...Object.fromEntries(
      sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, `${HEAD}${sheet.xml ?? writeSheet(sheet)}`]),
    ),
  });
}

function writeSheet({ rows = [], merged = [] }: Sheet): string {
  const lines = rows.map(
    (cells, at) => `<row r="${at + 1}">${cells.map((cell, to) => write(cell, at, to)).join('')}</row>`,
  );
  const merges = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  return `<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData>${merges && `<mergeCells>${merges}</mergeCells>`}</worksheet>`;
}

function write(cell: Cell, row: number, column: number): string {
  const at = `${String.fromCharCode(65 + column)}${row + 1}`;
  if (typeof cell !== 'string') return `<c r="${at}" s="${STYLES[cell.as ?? 'plain']}"><v>${cell.number}</v></c>`;
  if (cell === '') return '';
  const text = cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
}

/** @param sizes sizes said in the list instead of the true ones */
export function zip(files: Record<string, string>, sizes: Record<string, number> = {}): Buffer {
  const [bodies, list]: Buffer[][] = [[], []];
  let at = 0;
  for (const [path, text] of Object.entries(files)) {
    const [name, content] = [Buffer.from(path), Buffer.from(text)];
    const packed = deflateRawSync(content);
    const facts = Buffer.alloc(26);
    for (const [value, place] of [
      [20, 0],
      [8, 4],
      [name.length, 22],
    ] as const)
      facts.writeUInt16LE(value, place);
    const size = sizes[path] ?? content.length;
    for (const [value, place] of [
      [crc32(content), 10],
      [packed.length, 14],
      [size, 18],
    ] as const)
      facts.writeUInt32LE(value, place);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(at, 10);
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), facts, name, packed]);
    list?.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), facts, where, name]));
    bodies?.push(body);
    at += body.length;
  }
  const listed = Buffer.concat(list ?? []);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  for (const place of [8, 10]) end.writeUInt16LE(Object.keys(files).length, place);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...(bodies ?? []), listed, end]);
}
