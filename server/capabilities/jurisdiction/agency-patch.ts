import type { MultiPolygon } from 'geojson';
import { THAILAND_BOX } from '#contract/coordinates';
import { type AgencyKind, agencyKindSchema } from '#contract/jurisdiction';
import type { LatLng } from '#contract/position';
import { withoutInvisible } from '#contract/text';
import { AGENCY_CODE } from './agency.ts';
import { readAgencyPhone } from './agency-phone.ts';
import type { ImportProblem } from './import-problem.ts';

/** What one row or feature says about an agency: a missing field says nothing, null takes the value away. */
export type AgencyPatch = {
  place: ImportProblem['place'];
  line: number;
  code: string;
  kind?: AgencyKind;
  nameTh?: string;
  nameEn?: string | null;
  parentCode?: string | null;
  phone?: string | null;
  position?: LatLng;
  isActive?: boolean;
  area?: { polygon: MultiPolygon; isApproximate: boolean };
};

/** The columns of an import file; a GeoJSON feature has the same as properties. */
export const AGENCY_COLUMNS = ['code', 'kind', 'name_th', 'name_en', 'parent_code', 'phone', 'lat', 'lng', 'active'];
export const REQUIRED_AGENCY_COLUMNS = ['code', 'kind', 'name_th', 'lat', 'lng'];

const NAME_LENGTH = 200;
type Say = (code: ImportProblem['code'], params?: ImportProblem['params']) => void;

/**
 * Reads the named text values of one row. Problems are added to the list; the patch is returned all the same when it has
 * a code, so that problems between rows (parents, repeats) are found in the same run.
 */
export function readAgencyPatch(
  where: Pick<ImportProblem, 'place' | 'line'>,
  values: ReadonlyMap<string, string>,
  problems: ImportProblem[],
): AgencyPatch | undefined {
  const tell: Say = (code, params = {}) => problems.push({ ...where, code, params });
  const text = (column: string) => readText(column, values.get(column), tell);
  const code = text('code');
  if (!code) {
    if (code === null || !values.has('code')) tell('value-missing', { column: 'code' });
    return undefined;
  }
  if (!AGENCY_CODE.test(code)) {
    tell('code-malformed', { value: code });
    return undefined;
  }
  const nameTh = text('name_th');
  if (nameTh === null) tell('value-missing', { column: 'name_th' });
  return {
    ...where,
    code,
    kind: readKind(text('kind'), tell),
    nameTh: nameTh ?? undefined,
    nameEn: text('name_en'),
    parentCode: text('parent_code'),
    phone: readPhone(text('phone'), tell),
    position: readPosition(text('lat'), text('lng'), tell),
    isActive: readActive(text('active'), tell),
  };
}

/** Undefined: the column is not there (or was refused). Null: it is there and empty. */
function readText(column: string, raw: string | undefined, tell: Say): string | null | undefined {
  const value = raw && withoutInvisible(raw.normalize('NFC')).trim();
  if (value === undefined) return undefined;
  if (value === '') return null;
  // Control characters (NUL above all, which PostgreSQL refuses) and lone surrogates are damage, not text.
  if (value.length > NAME_LENGTH || /\p{Cc}/u.test(value) || !value.isWellFormed()) {
    tell('value-malformed', { column });
    return undefined;
  }
  return value;
}

function readKind(value: string | null | undefined, tell: Say): AgencyKind | undefined {
  if (value === undefined) return undefined;
  if (value === null) tell('value-missing', { column: 'kind' });
  const kind = agencyKindSchema.safeParse(value);
  if (value !== null && !kind.success) tell('kind-unknown', { value });
  return kind.data;
}

function readPhone(value: string | null | undefined, tell: Say): string | null | undefined {
  if (value === undefined || value === null) return value;
  const phone = readAgencyPhone(value);
  if (phone === undefined) tell('phone-invalid', { value });
  return phone;
}

function readPosition(
  latText: string | null | undefined,
  lngText: string | null | undefined,
  tell: Say,
): LatLng | undefined {
  if (latText === undefined && lngText === undefined) return undefined;
  const lat = readDegrees('lat', latText, tell);
  const lng = readDegrees('lng', lngText, tell);
  if (lat === undefined || lng === undefined) return undefined;
  if (isInBox(lat, lng)) return { lat, lng };
  tell(isInBox(lng, lat) ? 'position-swapped' : 'position-outside', { value: `${lat}, ${lng}` });
  return undefined;
}

function readDegrees(column: string, value: string | null | undefined, tell: Say): number | undefined {
  if (value === null || value === undefined) {
    tell('value-missing', { column });
    return undefined;
  }
  if (/^-?\d{1,3}(\.\d{1,15})?$/.test(value)) return Number(value);
  tell('number-invalid', { column, value });
  return undefined;
}

function isInBox(lat: number, lng: number): boolean {
  const { south, north, west, east } = THAILAND_BOX;
  return lat >= south && lat <= north && lng >= west && lng <= east;
}

function readActive(value: string | null | undefined, tell: Say): boolean | undefined {
  if (value === undefined || value === null) return undefined;
  if (value === 'true' || value === 'false') return value === 'true';
  tell('active-invalid', { value });
  return undefined;
}
