import { feature } from 'topojson-client';
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification';

type Named = { th: string; en: string };
export type Areas = GeoJSON.FeatureCollection<GeoJSON.Geometry, Partial<Named>>;

/** One object of a TopoJSON file as GeoJSON; empty if the file does not have it. */
export function areasOf(topology: Topology, name: string): Areas {
  const object = topology.objects[name];
  if (!object) return { type: 'FeatureCollection', features: [] };
  const found = feature(topology, object as GeometryObject<Named> | GeometryCollection<Named>);
  return found.type === 'FeatureCollection' ? found : { type: 'FeatureCollection', features: [found] };
}

/** One label point per named area: in the middle of its largest polygon, so that islands do not move it out to sea. */
export function labelsOf(areas: Areas): GeoJSON.FeatureCollection<GeoJSON.Point> {
  return {
    type: 'FeatureCollection',
    features: areas.features.flatMap(({ geometry, properties }) => {
      const middle = middleOf(geometry);
      if (!middle || !properties.th) return [];
      return [{ type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: middle }, properties }];
    }),
  };
}

function middleOf(geometry: GeoJSON.Geometry): number[] | undefined {
  const pieces =
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
  const rings = pieces.flatMap(([outer]) => (outer ? [centroidOf(outer)] : []));
  return rings.sort((a, b) => b.area - a.area)[0]?.point;
}

/** Centroid and size of a ring by the shoelace formula; degrees are accurate enough to place a label. */
function centroidOf(ring: GeoJSON.Position[]): { point: number[]; area: number } {
  let area = 0;
  let x = 0;
  let y = 0;
  ring.forEach(([x1 = 0, y1 = 0], index) => {
    const [x2 = 0, y2 = 0] = ring[(index + 1) % ring.length] ?? [];
    const cross = x1 * y2 - x2 * y1;
    area += cross;
    x += (x1 + x2) * cross;
    y += (y1 + y2) * cross;
  });
  if (area === 0) return { point: [...(ring[0] ?? [0, 0])], area: 0 };
  return { point: [x / (3 * area), y / (3 * area)], area: Math.abs(area) };
}
