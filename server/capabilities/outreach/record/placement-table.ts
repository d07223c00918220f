import { PLACEMENT_KINDS, type PlacementKind } from '#contract/outreach';
import { isPlacementCode } from '#contract/placement-code';
import type { LatLng } from '#contract/position';

/** What the page of a code needs of its placement. */
export type KnownPlacement = {
  code: string;
  kind: PlacementKind;
  name: string;
  position: LatLng | null;
  /** It hangs no more. */
  isRemoved: boolean;
};

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const VALUES = new Map([...ALPHABET].map((character, value) => [character, value]));
/** The check character follows from the others. */
const SIGNIFICANT = 7;

/** A code as a number, in the same order. */
function numberOf(code: string): number {
  let number = 0;
  for (let place = 0; place < SIGNIFICANT; place++)
    number = number * ALPHABET.length + (VALUES.get(code[place] ?? '') ?? 0);
  return number;
}

/** How many placements, and how many bytes their names take. */
export type TableSize = { placements: number; nameBytes: number };
export type PlacementTable = { size: number; find(code: string): KnownPlacement | undefined };

/**
 * Hundreds of thousands of placements in a few flat arrays, about a hundred bytes each; as objects they would take several times
 * that. They are added in the order of their codes and found by halving. It grows by doubling, and at once to what is expected.
 */
export function buildPlacementTable(expected: TableSize = { placements: 0, nameBytes: 0 }) {
  // What is written while the others are read comes on top.
  let capacity = 1024 + Math.ceil(expected.placements * 1.02);
  let size = 0;
  let numbers = new Float64Array(capacity);
  let lats = new Float64Array(capacity);
  let lngs = new Float64Array(capacity);
  let facts = new Uint8Array(capacity);
  let ends = new Uint32Array(capacity);
  let names = new Uint8Array(1024 * 32 + Math.ceil(expected.nameBytes * 1.02));
  const encoder = new TextEncoder();

  const grow = () => {
    capacity *= 2;
    const wider = <Kind extends Float64Array | Uint8Array | Uint32Array>(old: Kind, made: Kind): Kind => {
      made.set(old);
      return made;
    };
    numbers = wider(numbers, new Float64Array(capacity));
    lats = wider(lats, new Float64Array(capacity));
    lngs = wider(lngs, new Float64Array(capacity));
    facts = wider(facts, new Uint8Array(capacity));
    ends = wider(ends, new Uint32Array(capacity));
  };

  /** @throws Error when it comes before one that was added already */
  const add = ({ code, kind, name, position, isRemoved }: KnownPlacement): void => {
    const number = numberOf(code);
    if (size > 0 && number <= (numbers[size - 1] ?? 0))
      throw new Error('placements are not in the order of their codes');
    if (size === capacity) grow();
    const begin = size === 0 ? 0 : (ends[size - 1] ?? 0);
    // A character of UTF-16 takes three bytes of UTF-8 at most.
    while (begin + name.length * 3 > names.length) {
      const wider = new Uint8Array(names.length * 2);
      wider.set(names);
      names = wider;
    }
    numbers[size] = number;
    lats[size] = position?.lat ?? Number.NaN;
    lngs[size] = position?.lng ?? Number.NaN;
    facts[size] = PLACEMENT_KINDS.indexOf(kind) * 2 + (isRemoved ? 1 : 0);
    ends[size] = begin + encoder.encodeInto(name, names.subarray(begin)).written;
    size++;
  };

  const finish = (): PlacementTable => {
    const decoder = new TextDecoder();
    const find = (code: string): KnownPlacement | undefined => {
      if (!isPlacementCode(code)) return undefined;
      const wanted = numberOf(code);
      let [low, high] = [0, size];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((numbers[middle] ?? 0) < wanted) low = middle + 1;
        else high = middle;
      }
      if (low === size || numbers[low] !== wanted) return undefined;
      const [lat = 0, lng = 0, fact = 0] = [lats[low], lngs[low], facts[low]];
      return {
        code,
        kind: PLACEMENT_KINDS[fact >> 1] ?? 'store',
        name: decoder.decode(names.subarray(low === 0 ? 0 : ends[low - 1], ends[low])),
        position: Number.isNaN(lat) ? null : { lat, lng },
        isRemoved: (fact & 1) === 1,
      };
    };
    return { size, find };
  };
  return { add, finish };
}
