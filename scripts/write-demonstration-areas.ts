/**
 * Computes approximate areas for the demonstration stations of Phitsanulok, so that "inside the area of…" can be seen
 * beside "nearest, no area known": Voronoi cells of the stations inside the province's approximate outline.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import type { Geom } from 'polyclip-ts';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { clipToCountry, voronoiCells } from './voronoi-outlines.ts';

const DATABASE = join(import.meta.dirname, '../database');
const PHITSANULOK = '65';
const LABEL = 'เขตโดยประมาณเพื่อการสาธิต ไม่ใช่เขตรับผิดชอบจริง / approximate, for demonstration only';

const table: Record<string, string>[] = parse(await readFile(join(DATABASE, 'demo-data/agencies-police.csv')), {
  columns: true,
});
const stations = table
  .filter(({ kind, parent_code }) => kind === 'station' && parent_code === `PP-${PHITSANULOK}`)
  .map(({ code = '', lat, lng }) => ({ code, lat: Number(lat), lng: Number(lng) }));

const topology: Topology = JSON.parse(await readFile(join(DATABASE, 'reference-data/outlines.topo.json'), 'utf8'));
const provinces = feature(topology, topology.objects.provinces as GeometryCollection<{ code: string }>);
const province = provinces.features.find(({ properties }) => properties.code === PHITSANULOK);
if (province === undefined) throw new Error('the outlines have no Phitsanulok');
const outline = (province as Feature<Polygon | MultiPolygon>).geometry.coordinates as Geom;

const features = voronoiCells(stations).features.map(({ properties, geometry }) => {
  const area = clipToCountry({ type: 'MultiPolygon', coordinates: [geometry.coordinates] }, outline, []);
  return { type: 'Feature', properties: { code: properties.code, approximate: true }, geometry: round(area) };
});
const lines = features.map((area) => JSON.stringify(area)).join(',\n');
await writeFile(
  join(DATABASE, 'demo-data/agency-areas-phitsanulok.geojson'),
  `{"type":"FeatureCollection","label":${JSON.stringify(LABEL)},"features":[\n${lines}\n]}\n`,
);

/** Four decimals are eleven metres: finer than an invented area can mean. */
function round({ coordinates }: MultiPolygon): MultiPolygon {
  const rounded = coordinates.map((rings) =>
    rings.map((ring) => ring.map((corner) => corner.map((degrees) => Number(degrees.toFixed(4))))),
  );
  return { type: 'MultiPolygon', coordinates: rounded };
}
