import type { Pin } from './pin.ts';

/** The queue asks this before the map is loaded, so it is apart from what draws pins. */
export function arePinsSame(a: readonly Pin[], b: readonly Pin[]): boolean {
  const isSame = (x: Pin, y: Pin | undefined): boolean =>
    x.id === y?.id &&
    x.tone === y.tone &&
    x.isChosen === y.isChosen &&
    x.lat === y.lat &&
    x.lng === y.lng &&
    x.count === y.count &&
    x.accuracyMetres === y.accuracyMetres;
  return a.length === b.length && a.every((pin, index) => isSame(pin, b[index]));
}
