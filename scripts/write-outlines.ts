/**
 * Computes approximate outlines of Thailand's districts, provinces and the country from the tables in
 * `database/reference-data` and npm `world-atlas`. Run: `node scripts/write-outlines.ts` (about a minute).
 */

import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { parse } from 'csv-parse/sync';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { type Geom, intersection } from 'polyclip-ts';
import { feature, mergeArcs, quantize } from 'topojson-client';
import { topology } from 'topojson-server';
import type {
  GeometryCollection,
  GeometryObject,
  Topology,
  MultiPolygon as TopoMultiPolygon,
  Polygon as TopoPolygon,
} from 'topojson-specification';
import { clipToCountry, type Place, voronoiCells } from './voronoi-outlines.ts';

const FOLDER = join(import.meta.dirname, '../database/reference-data');
/** ISO 3166-1 numeric codes: Thailand; Myanmar, Laos, Cambodia, Malaysia. */
const THAILAND = '764';
const NEIGHBOURS = ['104', '418', '116', '458'];
/** The neighbours' land is kept this far around Thailand: west, south, east, north. */
const FRAME = [96, 4.5, 107, 21.5] as const;
/** A grid of 100,000 steps over Thailand is about 15 m; 20,000 about 75 m. Both are finer than the outlines are true. */
const FINE_GRID = 1e5;
const LIGHT_GRID = 2e4;
const LABEL = 'approximate: computed from representative points, not the official boundaries (see SOURCES.md)';

type AreaProperties = { code: string; th: string; en: string };
type Area = (TopoPolygon | TopoMultiPolygon) & { properties: AreaProperties };

const [provinces, districts, subdistricts] = await Promise.all(
  ['provinces', 'districts', 'subdistricts'].map(readTable),
);
const country = countryOutline(THAILAND);
const cells = voronoiCells((subdistricts ?? []).map(asPlace));
const islands = (subdistricts ?? []).map(asPlace).filter(({ lng, lat }) => !booleanPointInPolygon([lng, lat], country));
const cellTopology = topology({ cells });
const districtAreas = (districts ?? []).map(({ code = '', name_th = '', name_en = '' }) => {
  const whole = asMultiPolygon(mergeGroup(cellTopology, 'cells', (cell) => cell.startsWith(code)));
  const own = islands.filter((island) => island.code.startsWith(code));
  const geometry = clipToCountry(whole, country.coordinates as Geom, own);
  if (geometry.coordinates.length === 0) throw new Error(`district ${code} has no outline`);
  return { type: 'Feature', properties: { code, th: name_th, en: name_en }, geometry } satisfies Feature;
});

const full = outlines({ type: 'FeatureCollection', features: districtAreas }, FINE_GRID);
await writeFile(join(FOLDER, 'outlines.topo.json'), JSON.stringify(full));
const light = onlyProvinces(full);
await writeFile(join(FOLDER, 'outlines-provinces.topo.json'), JSON.stringify(light));

/** Districts as they are; provinces and the country by joining them, so that all share the same lines. */
function outlines(collection: FeatureCollection<MultiPolygon, AreaProperties>, grid: number): Topology {
  const made = topology({ districts: collection }, grid) as Topology;
  const provinceAreas = (provinces ?? []).map(({ code = '', name_th = '', name_en = '' }) => ({
    ...mergeArcs(
      made,
      groupOf(made, 'districts', (district) => district.startsWith(code)),
    ),
    properties: { code, th: name_th, en: name_en },
  }));
  made.objects.provinces = { type: 'GeometryCollection', geometries: provinceAreas };
  const whole = mergeArcs(
    made,
    groupOf(made, 'districts', () => true),
  );
  made.objects.country = { ...whole, properties: { code: 'TH', label: LABEL } };
  return made;
}

/** The provinces alone (and the land around them) on a coarser grid, with only the lines they need. */
function onlyProvinces(from: Topology): Topology {
  const collection = feature(from, from.objects.provinces as GeometryCollection<AreaProperties>);
  const made = topology({ provinces: collection, neighbours: neighbouringLand() }) as Topology;
  const whole = mergeArcs(
    made,
    groupOf(made, 'provinces', () => true),
  );
  made.objects.country = { ...whole, properties: { code: 'TH', label: LABEL } };
  return quantize(made as Topology<Record<string, GeometryObject<object>>>, LIGHT_GRID) as Topology;
}

function mergeGroup(from: Topology, object: string, belongs: (code: string) => boolean): MultiPolygon {
  const merged = feature(from, mergeArcs(from, groupOf(from, object, belongs)) as GeometryObject);
  return (merged as Feature<MultiPolygon>).geometry;
}

function groupOf(from: Topology, object: string, belongs: (code: string) => boolean): Area[] {
  const { geometries } = from.objects[object] as GeometryCollection<AreaProperties>;
  return (geometries as Area[]).filter(({ properties }) => belongs(properties.code));
}

function countryOutline(wanted: string): MultiPolygon {
  const world: Topology = createRequire(import.meta.url)('world-atlas/countries-10m.json');
  const { geometries } = world.objects.countries as GeometryCollection;
  const found = geometries.find(({ id }) => id === wanted);
  if (found === undefined) throw new Error(`world-atlas has no country ${wanted}`);
  return asMultiPolygon((feature(world, found) as Feature<Polygon | MultiPolygon>).geometry);
}

/** The neighbours' land near Thailand as one shape: a pin at sea is ours, a pin on their land is not. */
function neighbouringLand(): Feature<MultiPolygon> {
  const [west, south, east, north] = FRAME;
  const frame: Geom = [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ];
  const clipped = NEIGHBOURS.map((wanted) => intersection(countryOutline(wanted).coordinates as Geom, frame));
  const coordinates = clipped.flat();
  return { type: 'Feature', properties: { label: LABEL }, geometry: { type: 'MultiPolygon', coordinates } };
}

function asMultiPolygon(geometry: Polygon | MultiPolygon): MultiPolygon {
  return geometry.type === 'Polygon' ? { type: 'MultiPolygon', coordinates: [geometry.coordinates] } : geometry;
}

async function readTable(name: string): Promise<Record<string, string>[]> {
  return parse(await readFile(join(FOLDER, `${name}.csv`)), { columns: true });
}

function asPlace({ code = '', lat, lng }: Record<string, string>): Place {
  return { code, lat: Number(lat), lng: Number(lng) };
}
