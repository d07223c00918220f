import type { MultiPolygon } from 'geojson';
import type { AdministrativePlace } from '#contract/jurisdiction';
import type { LatLng } from '#contract/position';
import { buildAreaIndex, contains, metresTo } from './area-index.ts';
import { distanceMetres } from './geometry.ts';
import { buildPointIndex } from './point-index.ts';

export type AdministrativeArea = { code: string; nameTh: string; nameEn: string; position: LatLng };
export type Boundary = { code: string; nameTh: string | null; nameEn: string | null; polygon: MultiPolygon };

/**
 * A place in Thailand must never be refused, and outlines are rough: 5 km beyond the border (phones in border villages)
 * and 10 km around any subdistrict's point count as Thailand.
 */
const BORDER_TOLERANCE_METRES = 5_000;
const SUBDISTRICT_TOLERANCE_METRES = 10_000;
/** Covers islands that are missing from the outlines (Ko Similan: 60 km), except on a neighbour's land. */
const SEA_METRES = 80_000;

export type PlaceFinder = {
  /** The place's name; undefined only when no administrative areas are loaded. */
  findPlace(place: LatLng): AdministrativePlace | undefined;
  isInThailand(place: LatLng): boolean;
};

/**
 * Names a place by its subdistrict, district and province: exact inside an imported boundary, else by the nearest
 * boundary, or where none is imported by the nearest subdistrict point.
 */
export function buildPlaceFinder(areas: readonly AdministrativeArea[], boundaries: readonly Boundary[]): PlaceFinder {
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const points = buildPointIndex(areas.filter(({ code }) => code.length === 6));
  const subdistrictBoundaries = boundaries.filter(({ code }) => /^\d{6}$/.test(code));
  const subdistricts = buildAreaIndex(subdistrictBoundaries);
  const bounded = new Set(subdistrictBoundaries.map(({ code }) => code));
  const outlineOf = (wanted: string) => boundaries.find(({ code }) => code === wanted)?.polygon;
  const country = outlineOf('TH');
  const neighbours = outlineOf('NEIGHBOURS');

  return {
    findPlace(place) {
      const [exact] = subdistricts.containing(place);
      if (exact) return namePlace(exact, byCode, 'exact');
      const byPoint = points.findNearest(place);
      // The nearest boundary is better than the nearest point only where that subdistrict has a boundary.
      const found = byPoint && bounded.has(byPoint.code) ? subdistricts.findNearest(place) : byPoint;
      return found && namePlace(found, byCode, 'approximate');
    },
    isInThailand(place) {
      if (country && contains(country, place)) return true;
      const nearest = points.findNearest(place);
      if (nearest && distanceMetres(place, nearest.position) <= SUBDISTRICT_TOLERANCE_METRES) return true;
      if (country === undefined) return false;
      const away = metresTo(country, place);
      if (away <= BORDER_TOLERANCE_METRES) return true;
      return away <= SEA_METRES && neighbours !== undefined && !contains(neighbours, place);
    },
  };
}

/** A boundary file may have a subdistrict that was divided since; then the name in the file is used. */
function namePlace(
  found: { code: string; nameTh: string | null; nameEn: string | null },
  byCode: Map<string, AdministrativeArea>,
  precision: AdministrativePlace['precision'],
): AdministrativePlace {
  const subdistrict = byCode.get(found.code) ?? found;
  const district = byCode.get(found.code.slice(0, 4));
  const province = byCode.get(found.code.slice(0, 2));
  return {
    subdistrictTh: subdistrict.nameTh ?? '',
    subdistrictEn: subdistrict.nameEn ?? '',
    districtTh: district?.nameTh ?? '',
    districtEn: district?.nameEn ?? '',
    provinceTh: province?.nameTh ?? '',
    provinceEn: province?.nameEn ?? '',
    subdistrictCode: found.code,
    districtCode: found.code.slice(0, 4),
    provinceCode: found.code.slice(0, 2),
    precision,
  };
}
