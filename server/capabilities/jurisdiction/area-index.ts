import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import Flatbush from 'flatbush';
import { around } from 'geoflatbush';
import type { MultiPolygon } from 'geojson';
import type { LatLng } from '#contract/position';
import { areaSquareMetres, type Box, boxAround, boxOf, distanceMetres, nearestEdge } from './geometry.ts';

type WithPolygon = { polygon: MultiPolygon };

export type AreaIndex<Item> = {
  /** Areas that contain the place (their border included), the smallest first. */
  containing(place: LatLng): Item[];
  /** Areas that contain the place (0 m) or whose border is at most `metres` away. */
  within(place: LatLng, metres: number): { item: Item; metres: number }[];
  /** The area with the closest border, for places in a gap or off the coast; undefined when there are no areas. */
  findNearest(place: LatLng): Item | undefined;
};

type Entry<Item> = { item: Item; box: Box; size: number };

/** Finds which polygons contain a place or have a border near it, by bounding boxes first. */
export function buildAreaIndex<Item extends WithPolygon>(items: readonly Item[]): AreaIndex<Item> {
  if (items.length === 0) return { containing: () => [], within: () => [], findNearest: () => undefined };
  const entries = items.map((item) => ({ item, box: boxOf(item.polygon), size: areaSquareMetres(item.polygon) }));
  const index = new Flatbush(entries.length);
  for (const { box } of entries) index.add(...box);
  index.finish();
  const entriesIn = (box: Box) => index.search(...box).map((at) => entryAt(entries, at));
  return {
    containing(place) {
      return entriesIn([place.lng, place.lat, place.lng, place.lat])
        .filter(({ item }) => contains(item.polygon, place))
        .sort((a, b) => a.size - b.size)
        .map(({ item }) => item);
    },
    within(place, metres) {
      return entriesIn(boxAround(place, metres))
        .map(({ item }) => ({ item, metres: metresTo(item.polygon, place) }))
        .filter((found) => found.metres <= metres);
    },
    findNearest(place) {
      // Boxes come nearest first, and a border is never closer than its box: stop when the next box is farther than the best.
      let best: { item: Item; metres: number } | undefined;
      for (let count = 8; ; count *= 2) {
        const nearby = around(index, place.lng, place.lat, count).map((at) => entryAt(entries, at));
        best = closest(nearby, place);
        const last = nearby.at(-1);
        if (last === undefined || nearby.length < count) break;
        if (best && metresToBox(last.box, place) > best.metres) break;
      }
      return best?.item;
    },
  };
}

export function contains(polygon: MultiPolygon, place: LatLng): boolean {
  return booleanPointInPolygon([place.lng, place.lat], polygon);
}

/** Metres from the place to the area: 0 inside. */
export function metresTo(polygon: MultiPolygon, place: LatLng): number {
  return contains(polygon, place) ? 0 : nearestEdge(polygon, place).metres;
}

function closest<Item extends WithPolygon>(entries: Entry<Item>[], place: LatLng) {
  let best: { item: Item; metres: number } | undefined;
  for (const { item } of entries) {
    const metres = metresTo(item.polygon, place);
    if (best === undefined || metres < best.metres) best = { item, metres };
  }
  return best;
}

function metresToBox([west, south, east, north]: Box, place: LatLng): number {
  const lat = Math.min(Math.max(place.lat, south), north);
  const lng = Math.min(Math.max(place.lng, west), east);
  return distanceMetres(place, { lat, lng });
}

function entryAt<Item>(entries: Entry<Item>[], at: number): Entry<Item> {
  const entry = entries[at];
  if (entry === undefined) throw new Error('the index and its areas differ');
  return entry;
}
