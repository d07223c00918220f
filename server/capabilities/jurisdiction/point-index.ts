import Flatbush from 'flatbush';
import { around, within } from 'geoflatbush';
import type { LatLng } from '#contract/position';
import { distanceMetres } from './geometry.ts';

export type Near<Item> = { item: Item; metres: number };
export type PointIndex<Item> = {
  /** The closest item; of two at the same distance the first in the list. Undefined only when there are no items. */
  findNearest(place: LatLng): Item | undefined;
  /** The closest item and all that are at most `slackMetres` farther away, closest first. */
  listNearlyNearest(place: LatLng, slackMetres: number): Near<Item>[];
  /** Items in order of distance: at most `count`, at most `withinMetres` away, and only those that `accept` allows. */
  listNearest(place: LatLng, options: NearestOptions<Item>): Item[];
};
type NearestOptions<Item> = { count: number; withinMetres?: number; accept?: (item: Item) => boolean };

/** Nearest-first search of points. The same items in the same order give the same results in every process. */
export function buildPointIndex<Item extends { position: LatLng }>(items: readonly Item[]): PointIndex<Item> {
  // Flatbush refuses an empty index.
  if (items.length === 0) return { findNearest: () => undefined, listNearlyNearest: () => [], listNearest: () => [] };
  const index = new Flatbush(items.length);
  for (const { position } of items) index.add(position.lng, position.lat);
  index.finish();
  const listNearlyNearest = (place: LatLng, slackMetres: number): Near<Item>[] => {
    // The closest in plain degrees is the closest on the globe or nearly so; the answer is within its distance. This is
    // three times faster than searching on the globe at once.
    const [guess = 0] = index.neighbors(place.lng, place.lat, 1);
    const radiusMetres = distanceMetres(place, itemAt(items, guess).position) + slackMetres + 1;
    const found = within(index, place.lng, place.lat, radiusMetres / 1000).map((at) => {
      const item = itemAt(items, at);
      return { at, item, metres: distanceMetres(place, item.position) };
    });
    found.sort((a, b) => a.metres - b.metres || a.at - b.at);
    const limit = (found[0]?.metres ?? 0) + slackMetres;
    return found.filter(({ metres }) => metres <= limit);
  };
  return {
    findNearest: (place) => listNearlyNearest(place, 0)[0]?.item,
    listNearlyNearest,
    listNearest(place, { count, withinMetres = Infinity, accept }) {
      const filter = accept && ((at: number) => accept(itemAt(items, at)));
      return around(index, place.lng, place.lat, count, withinMetres / 1000, filter).map((at) => itemAt(items, at));
    },
  };
}

function itemAt<Item>(items: readonly Item[], at: number): Item {
  const item = items[at];
  if (item === undefined) throw new Error('the index and its items differ');
  return item;
}
