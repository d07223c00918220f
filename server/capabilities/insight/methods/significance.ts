/** What chance alone explains: tails of the normal law and of small numbers, and many questions asked at once. */

/** Probability that a standard normal value lies at least as far from 0 as z, on either side. */
export function twoSidedP(z: number): number {
  return erfc(Math.abs(z) / Math.SQRT2);
}

/**
 * Complementary error function for x ≥ 0, relative error below 1e-12. Near zero the series of erf, whose terms are all
 * positive (Abramowitz and Stegun 7.1.6); further out the continued fraction of erfc (7.1.14), evaluated from its end.
 */
function erfc(x: number): number {
  const density = Math.exp(-x * x) / Math.sqrt(Math.PI);
  if (x < 2) {
    let term = 2 * x * density;
    let sum = term;
    for (let n = 1; term > sum * 1e-17; n += 1) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - sum;
  }
  let fraction = x;
  for (let n = 120; n >= 1; n -= 1) fraction = x + n / 2 / fraction;
  return density / fraction;
}

/**
 * Probability of so many or more where fewer are expected and each comes by itself (Poisson): of small numbers the normal law says
 * far too little. Summed from the count upwards, where each term is below the one before; 1 where no fewer are expected.
 */
export function poissonTail(count: number, expected: number): number {
  if (count <= expected) return 1;
  let logTerm = -expected;
  for (let k = 1; k <= count; k += 1) logTerm += Math.log(expected / k);
  let term = Math.exp(logTerm);
  let sum = term;
  for (let k = count + 1; term > sum * 1e-17; k += 1) {
    term *= expected / k;
    sum += term;
  }
  return Math.min(1, sum);
}

/**
 * Benjamini and Hochberg (1995): for each p the smallest share of false discoveries at which it would be called one. Of
 * a thousand cells fifty lie below p = 0.05 by chance alone; of those with an adjusted p below 0.05 one in twenty does.
 */
export function adjustForDiscovery(ps: readonly number[]): number[] {
  const order = ps.map((_, place) => place).sort((one, other) => (ps[other] as number) - (ps[one] as number));
  const adjusted = new Array<number>(ps.length);
  let least = 1;
  for (const [fromTop, place] of order.entries()) {
    const rank = ps.length - fromTop;
    least = Math.min(least, ((ps[place] as number) * ps.length) / rank);
    adjusted[place] = least;
  }
  return adjusted;
}

/**
 * Share of results at least as extreme as the observed one, itself among them, so that it is never zero and a false alarm
 * is never more likely than it says (Phipson and Smyth 2010).
 */
export function permutationP(atLeastAsExtreme: number, shuffles: number): number {
  return (atLeastAsExtreme + 1) / (shuffles + 1);
}
