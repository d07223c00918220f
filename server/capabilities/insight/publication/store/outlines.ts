import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Feature, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { NATION } from '#contract/open-data';
import { ATTRIBUTION } from '../dictionary.ts';
import type { Area } from '../public-files.ts';
import type { ProvinceOf } from '../public-tables.ts';

const OUTLINES = join(import.meta.dirname, '../../../../../database/reference-data/outlines.topo.json');
/** Ten metres: the outlines are kilometres off in places. */
const DECIMALS = 4;
const COUNTRY: Area = { code: NATION, th: 'ทั้งประเทศ', en: 'Thailand' };

export type PublicAreas = {
  provinces: readonly ProvinceOf[];
  names: ReadonlyMap<string, Area>;
};
type Outlines = Topology<Record<'provinces' | 'districts', GeometryCollection<Area>>>;

/** Provinces and districts with their names, in the order of their codes. */
export function readAreas(): PublicAreas {
  const { provinces, districts } = readOutlines().objects;
  const listed = (of: GeometryCollection<Area>) =>
    of.geometries.map(({ properties }) => areaOf(properties)).sort((one, other) => (one.code < other.code ? -1 : 1));
  const [known, within] = [listed(provinces), listed(districts)];
  return {
    names: new Map([COUNTRY, ...known, ...within].map((area) => [area.code, area])),
    provinces: known.map(({ code }) => ({
      code,
      districts: within.flatMap((district) => (district.code.startsWith(code) ? district.code : [])),
    })),
  };
}

/** Their shapes as GeoJSON (RFC 7946), to be joined with the tables by code. */
export function writeShapes(level: 'provinces' | 'districts'): string {
  const outlines = readOutlines();
  const { features } = feature(outlines, outlines.objects[level]);
  const written = features.map(({ properties: { code, th, en }, geometry }): Feature => {
    const polygons =
      geometry.type === 'Polygon'
        ? [geometry.coordinates]
        : geometry.type === 'MultiPolygon'
          ? geometry.coordinates
          : [];
    return {
      ...{ type: 'Feature', id: code, properties: { code, name_th: th, name_en: en } },
      geometry: { type: 'MultiPolygon', coordinates: polygons.map(windRings) },
    };
  });
  return JSON.stringify({ type: 'FeatureCollection', attribution: ATTRIBUTION, features: written });
}

const areaOf = ({ code = '', th = '', en = '' }: Partial<Area> = {}): Area => ({ code, th, en });

function readOutlines(): Outlines {
  return JSON.parse(readFileSync(OUTLINES, 'utf8'));
}

/** The outer ring against the clock, holes with it. */
function windRings(rings: Position[][]): Position[][] {
  return rings.map((ring, place) => {
    const round = ring.map((position) => position.map((degrees) => Number(degrees.toFixed(DECIMALS))));
    return isAgainstClock(round) === (place === 0) ? round : round.reverse();
  });
}

function isAgainstClock(ring: readonly Position[]): boolean {
  const doubled = ring.reduce((area, [x = 0, y = 0], place) => {
    const [nextX = 0, nextY = 0] = ring[(place + 1) % ring.length] ?? [];
    return area + x * nextY - nextX * y;
  }, 0);
  return doubled > 0;
}
