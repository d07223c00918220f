import { Delaunay } from 'd3-delaunay';
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import { type Geom, intersection, union } from 'polyclip-ts';

export type Place = { code: string; lat: number; lng: number };

/** Degrees of longitude are this much shorter than degrees of latitude in the middle of Thailand (13.5° N). */
const SHRINK = Math.cos((13.5 * Math.PI) / 180);
const FRAME: [number, number, number, number] = [95 * SHRINK, 3, 108 * SHRINK, 23];
/** Islands that the country outline does not know are drawn as discs of about 1.5 km. */
const DISC_DEGREES = 0.0135;

/** The Voronoi cell of each place: where it is nearer than all others. Places on one spot share the first one's cell. */
export function voronoiCells(places: Place[]): FeatureCollection<Polygon, { code: string }> {
  const apart = [
    ...new Map(places.toReversed().map((place) => [`${place.lat} ${place.lng}`, place])).values(),
  ].reverse();
  const voronoi = Delaunay.from(
    apart,
    ({ lng }) => lng * SHRINK,
    ({ lat }) => lat,
  ).voronoi(FRAME);
  const features = apart.map(({ code }, at): Feature<Polygon, { code: string }> => {
    const ring = voronoi.cellPolygon(at).map(([x, y]): Position => [x / SHRINK, y]);
    return { type: 'Feature', properties: { code }, geometry: { type: 'Polygon', coordinates: [ring] } };
  });
  return { type: 'FeatureCollection', features };
}

/** The part of `area` inside `country`; places of it that lie outside (islands) get a disc cut to the area. */
export function clipToCountry(area: MultiPolygon, country: Geom, islands: Place[]): MultiPolygon {
  const inside = intersection(area.coordinates as Geom, country);
  const discs = islands.map((island) => intersection(discAround(island), area.coordinates as Geom));
  return { type: 'MultiPolygon', coordinates: discs.length === 0 ? inside : union(inside, ...discs) };
}

function discAround({ lat, lng }: Place): Geom {
  const ring = Array.from({ length: 12 }, (_, at): [number, number] => {
    const angle = (at * Math.PI) / 6;
    return [lng + (Math.cos(angle) * DISC_DEGREES) / SHRINK, lat + Math.sin(angle) * DISC_DEGREES];
  });
  return [[...ring, ring[0] ?? [lng, lat]]];
}
