import type { GeoJsonProperties } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryObject, Topology } from 'topojson-specification';
import { withoutInvisible } from '#contract/text';
import type { Boundary } from './administrative-place.ts';
import type { ImportProblem } from './import-problem.ts';
import { asRecord, asText, listFeatures, MOST_CORNERS, type RawFeature, readJson } from './read-json.ts';
import { readPolygon } from './read-polygon.ts';

/** Accepted property names: ours, and those of the COD-AB releases of UN OCHA for each level. */
const CODE_PROPERTIES = ['code', 'ADM3_PCODE', 'ADM2_PCODE', 'ADM1_PCODE', 'ADM0_PCODE'];
const THAI_NAME_PROPERTIES = ['th', 'name_th', 'ADM3_TH', 'ADM2_TH', 'ADM1_TH'];
const ENGLISH_NAME_PROPERTIES = ['en', 'name_en', 'ADM3_EN', 'ADM2_EN', 'ADM1_EN'];

/** Official codes: 2 digits for a province, 4 for a district, 6 for a subdistrict; `TH` for the country. */
const AREA_CODE = /^(TH|\d{2}(\d{2}(\d{2})?)?)$/;

/** Reads boundaries from TopoJSON (every object) or GeoJSON; problems and corrections are added to the lists. */
export function readBoundaries(
  text: string,
  problems: ImportProblem[],
  notes: ImportProblem[],
): { boundaries: Boundary[]; attribution?: string } {
  const document = readJson(text, problems);
  if (document === undefined) return { boundaries: [] };
  const { type, attribution } = asRecord(document);
  const features =
    type === 'Topology' ? readTopology(document, problems) : listFeatures(document, problems, 'not-boundaries');
  const boundaries = features.flatMap((raw) => readBoundary(raw, problems, notes) ?? []);
  return { boundaries, attribution: asText(attribution) || undefined };
}

function readTopology(document: unknown, problems: ImportProblem[]): RawFeature[] {
  try {
    // The library throws if anything in the document is wrong.
    const topology = document as Topology;
    const objects = Object.entries(topology.objects);
    // Lines are stored once and may be referenced any number of times, so corners are counted before they are expanded.
    if (countCorners(topology, objects) > MOST_CORNERS) {
      problems.push({ place: 'line', line: 1, code: 'too-many-corners', params: { value: MOST_CORNERS } });
      return [];
    }
    const raw = objects.flatMap(([name, object]) => layOut(topology, name, object));
    return raw.map((found, at) => ({ ...found, line: at + 1 }));
  } catch {
    problems.push({ place: 'line', line: 1, code: 'not-boundaries', params: {} });
    return [];
  }
}

function countCorners(topology: Topology, arcsOrObjects: unknown): number {
  if (typeof arcsOrObjects === 'number') {
    return topology.arcs[arcsOrObjects < 0 ? ~arcsOrObjects : arcsOrObjects]?.length ?? 0;
  }
  if (Array.isArray(arcsOrObjects)) {
    let corners = 0;
    for (const each of arcsOrObjects) {
      corners += countCorners(topology, each);
      if (corners > MOST_CORNERS) break;
    }
    return corners;
  }
  const { arcs, geometries } = asRecord(arcsOrObjects);
  return countCorners(topology, arcs ?? geometries ?? []);
}

function layOut(
  topology: Topology,
  name: string,
  object: GeometryObject<GeoJsonProperties>,
): Omit<RawFeature, 'line'>[] {
  const shape = feature(topology, object);
  const features = shape.type === 'FeatureCollection' ? shape.features : [shape];
  return features.map(({ properties, geometry }) => ({
    // The outline of the country is often a single unnamed feature.
    properties: name === 'country' ? { code: 'TH', ...properties } : asRecord(properties),
    geometry,
  }));
}

function readBoundary(
  { line, properties, geometry }: RawFeature,
  problems: ImportProblem[],
  notes: ImportProblem[],
): Boundary | undefined {
  const code = firstText(properties, CODE_PROPERTIES).replace(/^TH(?=\d)/, '');
  const where = { place: 'feature', line, name: code } as const;
  const read = readPolygon(geometry);
  if (!AREA_CODE.test(code)) problems.push({ ...where, code: 'area-unknown', params: { value: code } });
  else if ('fault' in read) problems.push({ ...where, ...read.fault });
  else {
    notes.push(...read.notes.map((note) => ({ ...where, ...note })));
    const nameTh = readName(properties, THAI_NAME_PROPERTIES);
    const nameEn = readName(properties, ENGLISH_NAME_PROPERTIES);
    if (nameTh !== undefined && nameEn !== undefined) return { code, polygon: read.polygon, nameTh, nameEn };
    problems.push({ ...where, code: 'value-malformed', params: { column: nameTh === undefined ? 'th' : 'en' } });
  }
  return undefined;
}

/** Null when it is missing, undefined when it is not acceptable. */
function readName(properties: Record<string, unknown>, names: string[]): string | null | undefined {
  const name = withoutInvisible(firstText(properties, names).normalize('NFC')).trim();
  if (name === '') return null;
  return name.length > 200 || /\p{Cc}/u.test(name) || !name.isWellFormed() ? undefined : name;
}

function firstText(properties: Record<string, unknown>, names: string[]): string {
  return names.map((name) => asText(properties[name])).find((text) => text !== '') ?? '';
}
