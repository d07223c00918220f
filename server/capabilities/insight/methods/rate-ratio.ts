/**
 * How often something happened after against before, in times of the same length, with an exact 95 % interval: given how many there
 * were in all, those after are a binomial share (Przyborowski and Wilenski 1940), whose limits are those of Clopper and Pearson (1934).
 */

/** Of a share in a hundred, so many are missed on each side. */
const MISSED = 0.025;
/** Halvings of the interval from 0 to 1: beyond the digits of a number. */
const HALVINGS = 60;

/** `high` is null where nothing happened before: there is no upper limit. */
export type RateRatio = { value: number; low: number; high: number | null };

/** 'too-few': nothing before, so there is nothing to compare with. */
export function compareRates(before: number, after: number): RateRatio | 'too-few' {
  if (before === 0) return 'too-few';
  const { low, high } = shareLimits(after, before + after);
  return { value: after / before, low: oddsOf(low), high: high === 1 ? null : oddsOf(high) };
}

/** The exact limits of a share of which `hits` of `n` were seen. */
export function shareLimits(hits: number, n: number): { low: number; high: number } {
  return {
    low: hits === 0 ? 0 : bisect((share) => tailFrom(hits, n, share) < MISSED),
    high: hits === n ? 1 : bisect((share) => 1 - tailFrom(hits + 1, n, share) > MISSED),
  };
}

const oddsOf = (share: number) => share / (1 - share);

/** Where a condition that holds for small shares and for no large ones ends. */
function bisect(isBelow: (share: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The chance of at least `hits` of `n`, each with this chance; logarithms, because the factors leave the range of numbers. */
function tailFrom(hits: number, n: number, share: number): number {
  let [sum, logChoose] = [0, 0];
  for (let k = 0; k <= n; k += 1) {
    if (k > 0) logChoose += Math.log(n - k + 1) - Math.log(k);
    if (k >= hits) sum += Math.exp(logChoose + k * Math.log(share) + (n - k) * Math.log1p(-share));
  }
  return Math.min(sum, 1);
}
