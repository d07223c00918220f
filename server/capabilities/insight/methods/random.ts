import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that is the same on every machine and in every run with the same seed. */
export type Random = {
  /** 0 ≤ value < 1, 53 bits. */
  float(): number;
  /** A whole number 0 ≤ value < n, n from 1 to 2³². */
  below(n: number): number;
};

/**
 * A stream of its own for each seed and place (replication, shuffle, …), so that asking one stream more often changes no
 * other: two rosters are compared on the same calls.
 * Neighbouring seeds would begin alike in xoroshiro128+ (its own seeding only copies the number), so the state is mixed.
 */
export function randomFrom(seed: number, ...places: number[]): Random {
  let hash = 0x9e3779b9;
  for (const number of [seed, ...places]) {
    hash = mix(hash ^ (number | 0));
    hash = mix(hash ^ Math.floor(number / 2 ** 32));
  }
  const state = [1, 2, 3, 4].map((word) => mix(hash + Math.imul(word, 0x9e3779b9)));
  // All zeros is the one state that xoroshiro never leaves.
  const generator = xoroshiro128plusFromState(state.some((word) => word !== 0) ? state : [1, 2, 3, 4]);
  return {
    float: () => uniformFloat64(generator),
    below: (n) => uniformInt(generator, 0, n - 1),
  };
}

/** Every bit of the number decides about every bit of the result (the finalizer of MurmurHash3, public domain). */
function mix(number: number): number {
  let hash = number | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** Every order equally likely (Fisher and Yates), in place. */
export function shuffle(values: { [index: number]: number; length: number }, random: Random): void {
  for (let last = values.length - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    const kept = values[last] as number;
    values[last] = values[other] as number;
    values[other] = kept;
  }
}

/** How many of something with this mean happen (Knuth's product; a mean above 30 is halved, sums of Poisson are Poisson). */
export function poisson(random: Random, mean: number): number {
  if (mean > 30) return poisson(random, mean / 2) + poisson(random, mean / 2);
  const limit = Math.exp(-mean);
  let product = random.float();
  let count = 0;
  while (product > limit) {
    product *= random.float();
    count += 1;
  }
  return count;
}
