import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that is the same on every machine and in every run with the same seed. */
export type Chance = {
  /** 0 ≤ value < 1. */
  float(): number;
  /** From a normal distribution with mean 0 and deviation 1. */
  normal(): number;
  /** Around a median, never negative; `spread` is the deviation of its logarithm. */
  around(median: number, spread: number): number;
  /** How many of something that happens so often on average. */
  count(mean: number): number;
  isTrue(share: number): boolean;
  /** One of these, each as likely. */
  one<One>(list: readonly One[]): One;
  /** One of these, by its weight. */
  pick<One>(weighted: readonly (readonly [one: One, weight: number])[]): One;
};

export function createChance(seed: number): Chance {
  const generator = xoroshiro128plus(seed);
  const float = () => uniformFloat64(generator);
  const normal = () => Math.sqrt(-2 * Math.log(1 - float())) * Math.cos(2 * Math.PI * float());
  return {
    float,
    normal,
    around: (median, spread) => median * Math.exp(spread * normal()),
    count(mean) {
      // Knuth: fast enough for what happens a few times a day.
      const limit = Math.exp(-mean);
      let n = 0;
      for (let product = float(); product > limit; product *= float()) n += 1;
      return n;
    },
    isTrue: (share) => float() < share,
    one: (list) => found(list[Math.floor(float() * list.length)]),
    pick(weighted) {
      const sum = weighted.reduce((total, [, weight]) => total + weight, 0);
      let left = float() * sum;
      const hit = weighted.find(([, weight]) => {
        left -= weight;
        return left < 0;
      });
      return found((hit ?? weighted.at(-1))?.[0]);
    },
  };
}

function found<One>(one: One | undefined): One {
  if (one === undefined) throw new Error('there is nothing to choose from');
  return one;
}
