import type { MultiPolygon } from 'geojson';
import { isInThailandBox } from '#contract/coordinates';
import { type AgencyKind, agencyKindSchema } from '#contract/jurisdiction';
import type { LatLng } from '#contract/position';
import { withoutInvisible } from '#contract/text';
import { AGENCY_CODE } from './agency.ts';
import { readAgencyPhone } from './agency-phone.ts';
import type { ImportProblem } from './import-problem.ts';

/** The changes of one row or feature: a missing field changes nothing, null removes the value. */
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

/** The columns of an import file; a GeoJSON feature has the same names as properties. */
export const AGENCY_COLUMNS = ['code', 'kind', 'name_th', 'name_en', 'parent_code', 'phone', 'lat', 'lng', 'active'];
export const REQUIRED_AGENCY_COLUMNS = ['code', 'kind', 'name_th', 'lat', 'lng'];

const NAME_LENGTH = 200;
type Report = (code: ImportProblem['code'], params?: ImportProblem['params']) => void;

/**
 * Parses the text values of one row. Problems are added to the list; the patch is returned anyway if it has a code, so
 * that problems between rows (parents, repeats) are found in the same run.
 */
export function readAgencyPatch(
  where: Pick<ImportProblem, 'place' | 'line'>,
  values: ReadonlyMap<string, string>,
  problems: ImportProblem[],
): AgencyPatch | undefined {
  const report: Report = (code, params = {}) => problems.push({ ...where, code, params });
  const text = (column: string) => readText(column, values.get(column), report);
  const code = text('code');
  if (!code) {
    if (code === null || !values.has('code')) report('value-missing', { column: 'code' });
    return undefined;
  }
  if (!AGENCY_CODE.test(code)) {
    report('code-malformed', { value: code });
    return undefined;
  }
  const nameTh = text('name_th');
  if (nameTh === null) report('value-missing', { column: 'name_th' });
  return {
    ...where,
    code,
    kind: readKind(text('kind'), report),
    nameTh: nameTh ?? undefined,
    nameEn: text('name_en'),
    parentCode: text('parent_code'),
    phone: readPhone(text('phone'), report),
    position: readPosition(text('lat'), text('lng'), report),
    isActive: readActive(text('active'), report),
  };
}

/** Undefined: the column is missing or was refused. Null: it is empty. */
function readText(column: string, raw: string | undefined, report: Report): string | null | undefined {
  const value = raw && withoutInvisible(raw.normalize('NFC')).trim();
  if (value === undefined) return undefined;
  if (value === '') return null;
  // Control characters (PostgreSQL refuses NUL) and lone surrogates are damage, not text.
  if (value.length > NAME_LENGTH || /\p{Cc}/u.test(value) || !value.isWellFormed()) {
    report('value-malformed', { column });
    return undefined;
  }
  return value;
}

function readKind(value: string | null | undefined, report: Report): AgencyKind | undefined {
  if (value === undefined) return undefined;
  if (value === null) report('value-missing', { column: 'kind' });
  const kind = agencyKindSchema.safeParse(value);
  if (value !== null && !kind.success) report('kind-unknown', { value });
  return kind.data;
}

function readPhone(value: string | null | undefined, report: Report): string | null | undefined {
  if (value === undefined || value === null) return value;
  const phone = readAgencyPhone(value);
  if (phone === undefined) report('phone-invalid', { value });
  return phone;
}

function readPosition(
  latText: string | null | undefined,
  lngText: string | null | undefined,
  report: Report,
): LatLng | undefined {
  if (latText === undefined && lngText === undefined) return undefined;
  const lat = readDegrees('lat', latText, report);
  const lng = readDegrees('lng', lngText, report);
  if (lat === undefined || lng === undefined) return undefined;
  if (isInThailandBox({ lat, lng })) return { lat, lng };
  report(isInThailandBox({ lat: lng, lng: lat }) ? 'position-swapped' : 'position-outside', {
    value: `${lat}, ${lng}`,
  });
  return undefined;
}

function readDegrees(column: string, value: string | null | undefined, report: Report): number | undefined {
  if (value === null || value === undefined) {
    report('value-missing', { column });
    return undefined;
  }
  if (/^-?\d{1,3}(\.\d{1,15})?$/.test(value)) return Number(value);
  report('number-invalid', { column, value });
  return undefined;
}

function readActive(value: string | null | undefined, report: Report): boolean | undefined {
  if (value === undefined || value === null) return undefined;
  if (value === 'true' || value === 'false') return value === 'true';
  report('active-invalid', { value });
  return undefined;
}
