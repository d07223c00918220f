import { hasPlace, type ImportProblem, PLACEMENT_KINDS, type PlacementKind } from '#contract/outreach';
import type { LatLng } from '#contract/position';
import { asOneLine, isWritten } from '#contract/text';
import { AppError } from '#platform/app-error';

/** A row of a file before it is a placement. */
export type ImportRow = {
  row: number;
  code: string;
  kind: PlacementKind;
  name: string;
  reference: string;
  lat: number | null;
  lng: number | null;
  subdistrictCode: string | null;
  problem: ImportProblem | null;
  about: string | null;
};

const NAME_LONGEST = 150;
const REFERENCE_LONGEST = 60;

/** What the columns may be called, folded; the first is ours. */
const COLUMNS = {
  reference: ['reference', 'ref', 'branch', 'branch_code', 'store_id', 'id', 'code', 'รหัส', 'รหัสสาขา', 'รหัสร้าน'],
  name: ['name', 'name_th', 'store_name', 'branch_name', 'ชื่อ', 'ชื่อร้าน', 'ชื่อสาขา', 'ชื่อสถานที่'],
  kind: ['kind', 'type', 'ประเภท', 'ชนิด'],
  lat: ['lat', 'latitude', 'y', 'ละติจูด'],
  lng: ['lng', 'lon', 'long', 'longitude', 'x', 'ลองจิจูด'],
  position: ['position', 'latlng', 'lat_lng', 'coordinates', 'พิกัด'],
} as const satisfies Record<string, readonly string[]>;
type Column = keyof typeof COLUMNS;
export type Header = Partial<Record<Column, number>> & {
  reference: number;
  name: number;
  cells: number;
  delimiter: string;
};

const KIND_NAMES: Readonly<Record<string, PlacementKind>> = {
  ...Object.fromEntries(PLACEMENT_KINDS.map((kind) => [kind, kind])),
  ร้าน: 'store',
  ร้านค้า: 'store',
  โรงเรียน: 'school',
  โปสเตอร์: 'poster',
  จอแคชเชียร์: 'pos-screen',
};

const fold = (cell: string) =>
  cell
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

/** What stands between the columns: what the first line has most of, because names of places may hold the others. */
export function findDelimiter(text: string): string {
  const line = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const count = (sign: string) => line.split(sign).length;
  return [',', ';', '\t'].reduce((most, sign) => (count(sign) > count(most) ? sign : most));
}

/** Which column is which. @throws AppError `outreach/import-no-header` with what is missing */
export function readHeader(cells: readonly string[], delimiter: string): Header {
  const folded = cells.map(fold);
  const found: Partial<Record<Column, number>> = {};
  for (const [column, names] of Object.entries(COLUMNS) as [Column, readonly string[]][]) {
    const at = names.map((name) => folded.indexOf(name)).find((index) => index !== -1);
    if (at !== undefined) found[column] = at;
  }
  const { reference, name } = found;
  if (reference === undefined || name === undefined) {
    const missing = reference === undefined ? 'reference' : 'name';
    throw new AppError('outreach/import-no-header', { params: { column: missing } });
  }
  return { ...found, reference, name, cells: cells.length, delimiter };
}

type Geography = {
  isInThailand(place: LatLng): boolean;
  describePlace(place: LatLng): { subdistrictCode: string };
};

/** One row, with the first thing that is wrong with it. */
export function readRow(
  cells: readonly string[],
  { row, code, header, kind }: { row: number; code: string; header: Header; kind: PlacementKind },
  geography: Geography,
): ImportRow {
  const cell = (at: number | undefined) => (at === undefined ? '' : (cells[at] ?? ''));
  const reference = asOneLine(cell(header.reference));
  const name = asOneLine(cell(header.name));
  const named = fold(cell(header.kind));
  const known = named === '' ? kind : KIND_NAMES[named.replaceAll('_', '-')];
  const nothing = { lat: null, lng: null, subdistrictCode: null, problem: null, about: null };
  // What does not fit is shown as far as it can be stored.
  const read: ImportRow = {
    ...nothing,
    ...{ row, code, kind: known ?? kind },
    ...{ name: storable(name, NAME_LONGEST), reference: storable(reference, REFERENCE_LONGEST) },
  };
  const wrong = (problem: ImportProblem, about: string | null = null): ImportRow => ({ ...read, problem, about });
  if (cells.length !== header.cells) return wrong('cells', String(cells.length));
  if (!isWritten(reference)) return wrong('reference-missing');
  if (reference !== read.reference) return wrong('reference-unfit');
  if (!isWritten(name)) return wrong('name-missing');
  if (name !== read.name) return wrong('name-unfit');
  if (!known) return wrong('kind-unknown', storable(cell(header.kind), REFERENCE_LONGEST));
  const [lat, lng] =
    header.position === undefined ? [cell(header.lat), cell(header.lng)] : cell(header.position).split(/[,;\s]+/);
  if (!lat?.trim() && !lng?.trim()) return hasPlace(known) ? wrong('position-missing') : read;
  const position = { lat: readNumber(lat), lng: readNumber(lng) };
  const about = storable(`${lat ?? ''}, ${lng ?? ''}`, REFERENCE_LONGEST);
  if (!isPosition(position)) return wrong('position-unreadable', about);
  if (!geography.isInThailand(position)) return wrong('position-outside', about);
  return { ...read, ...position, subdistrictCode: geography.describePlace(position).subdistrictCode };
}

const readNumber = (text: string | undefined): number =>
  /^\s*-?\d{1,3}(\.\d{1,20})?\s*$/.test(text ?? '') ? Number(text) : Number.NaN;
const isPosition = ({ lat, lng }: LatLng): boolean => Math.abs(lat) <= 90 && Math.abs(lng) <= 180;
const storable = (text: string, longest: number): string => text.replaceAll('\0', '').slice(0, longest).toWellFormed();
