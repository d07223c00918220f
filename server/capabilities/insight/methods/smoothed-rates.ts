/**
 * Rates of areas by their population, drawn towards the rate of all the more, the smaller the area: two reports in a
 * subdistrict of three hundred people are no sign of anything, and would lead every map. Empirical Bayes by the method of
 * moments (Marshall 1991).
 */

/** `cases` in the period; `population` that could have had them. */
export type Area = { cases: number; population: number };
/** Cases per head in the period; `rate` as counted (null without people), `weight` (0 to 1) is how much it counts for. */
export type SmoothedRate = { rate: number | null; smoothed: number; weight: number };

/** With fewer cases the spread between areas can't be told from chance. */
export const ENOUGH_CASES = 10;

export function smoothRates(areas: readonly Area[]): { overall: number; areas: SmoothedRate[] } | 'too-few' {
  const cases = areas.reduce((sum, area) => sum + area.cases, 0);
  const population = areas.reduce((sum, area) => sum + area.population, 0);
  const inhabited = areas.filter((area) => area.population > 0);
  if (cases < ENOUGH_CASES || inhabited.length < 2) return 'too-few';
  const overall = cases / population;
  const spread =
    inhabited.reduce((sum, area) => sum + area.population * (area.cases / area.population - overall) ** 2, 0) /
    population;
  // What chance alone spreads is taken off; if nothing is left, the areas do not differ and all have the same rate.
  const between = Math.max(0, spread - overall / (population / inhabited.length));
  return {
    overall,
    areas: areas.map((area) => {
      if (area.population === 0) return { rate: null, smoothed: overall, weight: 0 };
      const rate = area.cases / area.population;
      const weight = between / (between + overall / area.population);
      return { rate, smoothed: overall + weight * (rate - overall), weight };
    }),
  };
}
