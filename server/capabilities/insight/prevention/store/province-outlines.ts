import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { Polygons } from '../province-cells.ts';

const OUTLINES = join(import.meta.dirname, '../../../../../database/reference-data/outlines.topo.json');

type Outlines = Topology<Record<'provinces', GeometryCollection<{ code: string }>>>;

/** The polygons of each province by its code. */
export function readProvinceOutlines(): Map<string, Polygons> {
  const outlines = JSON.parse(readFileSync(OUTLINES, 'utf8')) as Outlines;
  const { features } = feature(outlines, outlines.objects.provinces);
  return new Map(
    features.map(({ properties: { code }, geometry }) => [
      code,
      geometry.type === 'Polygon'
        ? [geometry.coordinates]
        : geometry.type === 'MultiPolygon'
          ? geometry.coordinates
          : [],
    ]),
  );
}
