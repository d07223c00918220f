import { type CsvError, parse } from 'csv-parse/sync';
import { type Cell, writeCsv } from '#platform/csv/write-csv';
import { formatHours, formatRules, readHours, readList, readRules } from './cell-texts.ts';
import { checkRecord, type PortableService, problem, type ReadRecord } from './portable-service.ts';

/** A file of more is divided; nobody checks so many at once. */
export const MOST_RECORDS = 2000;
const LONGEST_LINE = 20_000;

type Column = { field: keyof PortableService; write(service: PortableService): Cell; read(cell: string): unknown };
const text = (field: keyof PortableService, none: string | null = ''): Column => ({
  field,
  write: (service) => escapeText(String(service[field] ?? '')),
  read: (cell) => (cell === '' ? none : unescapeText(cell)),
});
const number = (field: keyof PortableService): Column => ({
  field,
  write: (service) => service[field] as number | null,
  read: (cell) => (cell === '' ? null : /^\d{1,9}$/.test(cell) ? Number(cell) : cell),
});
const list = (field: 'papers' | 'areas' | 'languages'): Column => ({
  field,
  write: (service) => service[field].join(', '),
  read: readList,
});

/** The columns, in this order; described in `docs/api/service-files.md`. */
const COLUMNS: Record<string, Column> = {
  id: text('id', null),
  provider: text('provider'),
  service: text('code'),
  name_th: text('nameTh'),
  name_en: text('nameEn', null),
  about_th: text('aboutTh'),
  about_en: text('aboutEn'),
  eligibility_th: text('eligibilityTh'),
  eligibility_en: text('eligibilityEn'),
  rules: { field: 'rules', write: ({ rules }) => formatRules(rules), read: (cell) => readRules(cell) ?? cell },
  papers: list('papers'),
  papers_note: text('papersNote'),
  areas: list('areas'),
  hours: { field: 'hours', write: ({ hours }) => formatHours(hours), read: (cell) => readHours(cell) ?? cell },
  hours_note: text('hoursNote'),
  places: number('places'),
  free: number('free'),
  free_at: text('freeAt', null),
  wait_days: number('waitDays'),
  cost: { ...text('cost'), read: (cell) => cell || 'free' },
  cost_note: text('costNote'),
  languages: list('languages'),
  phone: text('phone'),
  place: {
    field: 'place',
    write: ({ place }) => (place === null ? null : `${place.lat}, ${place.lng}`),
    read: readPlace,
  },
  statutory: {
    field: 'statutory',
    write: ({ statutory }) => (statutory ? 'yes' : 'no'),
    read: (cell) => ({ yes: true, no: false, '': false })[cell.toLowerCase()] ?? cell,
  },
  statutory_source: text('statutorySource'),
  status: { ...text('status'), read: (cell) => cell || 'active' },
  checked_on: text('checkedOn', null),
  checked_by: text('checkedBy', null),
};
const REQUIRED = ['provider', 'service', 'name_th', 'areas'];
const COLUMN_OF = new Map(Object.entries(COLUMNS).map(([name, { field }]) => [field as string, name]));

function readPlace(cell: string): unknown {
  if (cell === '') return null;
  const [whole, lat, lng] = /^(-?\d{1,3}(?:\.\d+)?)[,\s]+(-?\d{1,3}(?:\.\d+)?)$/.exec(cell) ?? [];
  return whole === undefined ? cell : { lat: Number(lat), lng: Number(lng) };
}

const FORMULA = /^'[\s\p{Cc}\p{Cf}]*[=+\-@|%＝＋－＠]/u;
/** A line break would begin a new row for careless readers; what begins with an apostrophe is no disarmed formula. */
const escapeText = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replace(/^'/, "''");
const SIGNS: Record<string, string> = { n: '\n', r: '\r', '\\': '\\' };
const unescapeText = (cell: string): string =>
  (cell.startsWith("''") || FORMULA.test(cell) ? cell.slice(1) : cell).replaceAll(
    /\\(.)/g,
    (whole, sign: string) => SIGNS[sign] ?? whole,
  );

export function writeServiceCsv(services: readonly PortableService[]): string {
  const columns = Object.values(COLUMNS);
  return writeCsv(
    Object.keys(COLUMNS),
    services.map((service) => columns.map(({ write }) => write(service))),
  );
}

type Line = { record: string[]; info: { lines: number } };

/** Services of a CSV with a header line; each line that is wrong says what and where. */
export function readServiceCsv(file: string): ReadRecord[] {
  const wrong = (line: number, ...problems: ReadRecord['problems']): ReadRecord[] => [
    { line, name: '', service: undefined, problems },
  ];
  let lines: Line[];
  try {
    const shape = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true } as const;
    lines = parse(file, { ...shape, to: MOST_RECORDS + 2, max_record_size: LONGEST_LINE }) as unknown as Line[];
  } catch (failure) {
    return wrong((failure as CsvError & { lines?: number }).lines ?? 1, problem('not-csv'));
  }
  const [header, ...rest] = lines;
  if (header === undefined || rest.length === 0) return wrong(1, problem('empty'));
  if (rest.length > MOST_RECORDS) return wrong(1, problem('too-many', null, String(MOST_RECORDS)));
  const names = header.record.map((name) => name.trim().toLowerCase());
  const problems = [
    ...REQUIRED.filter((name) => !names.includes(name)).map((name) => problem('column-missing', name)),
    ...names.filter((name) => !Object.hasOwn(COLUMNS, name)).map((name) => problem('column-unknown', name)),
    ...names.filter((name, at) => names.indexOf(name) < at).map((name) => problem('column-twice', name)),
  ];
  if (problems.length > 0) return wrong(1, ...problems);
  const leftOut = Object.entries(COLUMNS).flatMap(([name, { field }]) => (names.includes(name) ? [] : field));
  return rest.flatMap(({ record, info: { lines: line } }) => {
    if (record.length !== names.length) return wrong(line, problem('cell-count', null, String(record.length)));
    const cells = new Map(names.map((name, at) => [name, (record[at] ?? '').trim()]));
    const raw = Object.fromEntries(
      Object.entries(COLUMNS).map(([name, { field, read }]) => [field, read(cells.get(name) ?? '')]),
    );
    const nameOfField = (field: string) => COLUMN_OF.get(field) ?? field;
    return { ...checkRecord(line, cells.get('name_th') ?? '', raw, nameOfField), leftOut };
  });
}
