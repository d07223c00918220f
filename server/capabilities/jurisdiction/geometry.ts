import type { Position as GeoPosition, MultiPolygon } from 'geojson';
import type { LatLng } from '#contract/position';

/** West, south, east, north in degrees. Thailand is far from the date line and the poles, so plain numbers suffice. */
export type Box = [west: number, south: number, east: number, north: number];

const EARTH_RADIUS_METRES = 6_371_000;
const RADIANS = Math.PI / 180;
/** Metres in one degree of latitude on the same sphere. */
const DEGREE_METRES = EARTH_RADIUS_METRES * RADIANS;

/** Great-circle distance in metres (haversine on a sphere: right within 0.5 %). */
export function distanceMetres(a: LatLng, b: LatLng): number {
  const sinLat = Math.sin(((b.lat - a.lat) * RADIANS) / 2);
  const sinLng = Math.sin(((b.lng - a.lng) * RADIANS) / 2);
  const h = sinLat * sinLat + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * sinLng * sinLng;
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
}

export function boxOf(polygon: MultiPolygon): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [outer] of polygon.coordinates) {
    for (const [lng = 0, lat = 0] of outer ?? []) {
      box[0] = Math.min(box[0], lng);
      box[1] = Math.min(box[1], lat);
      box[2] = Math.max(box[2], lng);
      box[3] = Math.max(box[3], lat);
    }
  }
  return box;
}

/** A box that extends at least `metres` from the place in every direction. */
export function boxAround(place: LatLng, metres: number): Box {
  const lat = metres / DEGREE_METRES;
  const lng = lat / Math.cos(place.lat * RADIANS);
  return [place.lng - lng, place.lat - lat, place.lng + lng, place.lat + lat];
}

/** Twelve places `metres` away, all around. */
export function circleAround(place: LatLng, metres: number): LatLng[] {
  const [, , east, north] = boxAround(place, metres);
  return Array.from({ length: 12 }, (_, at) => ({
    lat: place.lat + (north - place.lat) * Math.sin((at * Math.PI) / 6),
    lng: place.lng + (east - place.lng) * Math.cos((at * Math.PI) / 6),
  }));
}

/** Size in square metres without holes; exact enough to compare two areas. */
export function areaSquareMetres(polygon: MultiPolygon): number {
  let sum = 0;
  for (const rings of polygon.coordinates) {
    rings.forEach((ring, index) => {
      sum += index === 0 ? ringArea(ring) : -ringArea(ring);
    });
  }
  return sum;
}

function ringArea(ring: GeoPosition[]): number {
  let twice = 0;
  let south = Infinity;
  let north = -Infinity;
  const [originLng = 0, originLat = 0] = ring[0] ?? [];
  ring.forEach(([lng = 0, lat = 0], index) => {
    const [nextLng = 0, nextLat = 0] = ring[(index + 1) % ring.length] ?? [];
    twice += (lng - originLng) * (nextLat - originLat) - (nextLng - originLng) * (lat - originLat);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  });
  const shrink = Math.cos(((south + north) / 2) * RADIANS);
  return (Math.abs(twice) / 2) * DEGREE_METRES * DEGREE_METRES * shrink;
}

/** The point of the polygon's edge closest to the place and the distance there in metres. */
export function nearestEdge(polygon: MultiPolygon, place: LatLng): { point: LatLng; metres: number } {
  const shrink = Math.cos(place.lat * RADIANS);
  let best = Infinity;
  let bestX = 0;
  let bestY = 0;
  for (const rings of polygon.coordinates) {
    for (const ring of rings) {
      let [fromX, fromY] = flat(ring[ring.length - 1], place, shrink);
      for (const corner of ring) {
        const [toX, toY] = flat(corner, place, shrink);
        const along = closestShare(fromX, fromY, toX, toY);
        const x = fromX + along * (toX - fromX);
        const y = fromY + along * (toY - fromY);
        const square = x * x + y * y;
        if (square < best) [best, bestX, bestY] = [square, x, y];
        [fromX, fromY] = [toX, toY];
      }
    }
  }
  const point = { lat: place.lat + bestY / DEGREE_METRES, lng: place.lng + bestX / (DEGREE_METRES * shrink) };
  return { point, metres: Math.sqrt(best) };
}

/** Metres east and north of the place on a flat map, which is right within metres over the few kilometres needed. */
function flat([lng = 0, lat = 0]: GeoPosition = [], place: LatLng, shrink: number): [number, number] {
  return [(lng - place.lng) * DEGREE_METRES * shrink, (lat - place.lat) * DEGREE_METRES];
}

/** How far along a segment (0 to 1) its point closest to the origin is. */
function closestShare(fromX: number, fromY: number, toX: number, toY: number): number {
  const dx = toX - fromX;
  const dy = toY - fromY;
  const length = dx * dx + dy * dy;
  return length === 0 ? 0 : Math.min(1, Math.max(0, -(fromX * dx + fromY * dy) / length));
}
