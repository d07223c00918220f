import Flatbush from 'flatbush';
import { around } from 'geoflatbush';
import type { LatLng } from '#contract/position';

export type PointIndex<Item> = {
  /** Items in order of distance: at most `count`, at most `withinMetres` away, and only those that `accept` takes. */
  nearest(place: LatLng, options: NearestOptions<Item>): Item[];
};
type NearestOptions<Item> = { count: number; withinMetres?: number; accept?: (item: Item) => boolean };

/** Points for nearest-first questions. The same items in the same order give the same answers in every process. */
export function buildPointIndex<Item extends { position: LatLng }>(items: readonly Item[]): PointIndex<Item> {
  // Flatbush refuses an index of nothing.
  if (items.length === 0) return { nearest: () => [] };
  const index = new Flatbush(items.length);
  for (const { position } of items) index.add(position.lng, position.lat);
  index.finish();
  return {
    nearest(place, { count, withinMetres = Infinity, accept }) {
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
