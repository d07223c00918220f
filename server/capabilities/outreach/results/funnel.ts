import { PARTNER_LEAST, type PlacementFunnel, UNFOUNDED_LEAST } from '#contract/outreach';

export type Counts = Pick<PlacementFunnel, 'opened' | 'toLine' | 'toWeb'> & {
  started: number;
  startedInLine: number;
  startedOnWeb: number;
  startedInLiff: number;
  alerted: number;
  acknowledged: number;
  /** Reports whose incident has ended, without exercises and duplicates, and those of them that were nothing. */
  ended: number;
  unfounded: number;
};

/**
 * A funnel as somebody may read it. Whoever reads sums only gets full tens, never one more than yesterday: a sum that grows by one
 * would say that somebody reported today.
 */
export function showFunnel(
  { started, startedInLine, startedOnWeb, startedInLiff, alerted, acknowledged, ended, unfounded, ...opens }: Counts,
  readsSumsOnly: boolean,
): PlacementFunnel {
  const sum = (n: number): number | null => {
    if (!readsSumsOnly) return n;
    return n < PARTNER_LEAST ? null : n - (n % PARTNER_LEAST);
  };
  return {
    ...opens,
    ...{ started: sum(started), alerted: sum(alerted), acknowledged: sum(acknowledged) },
    // Beside their sum, the parts would say more than the sum may.
    startedInLine: readsSumsOnly ? null : startedInLine,
    startedOnWeb: readsSumsOnly ? null : startedOnWeb,
    startedInLiff: readsSumsOnly ? null : startedInLiff,
    unfounded:
      readsSumsOnly || ended < UNFOUNDED_LEAST ? null : { percent: Math.round((100 * unfounded) / ended), of: ended },
    isRounded: readsSumsOnly,
  };
}

/** One or two incidents of a tambon could be told apart; a number of nothing is nobody's secret. */
export const fewHidden = (incidents: number): number | null => (incidents === 1 || incidents === 2 ? null : incidents);
