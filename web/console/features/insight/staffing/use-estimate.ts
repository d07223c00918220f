import type { ShownEstimate } from '#contract/staffing';
import { STAFFING_TEXT } from '../../../text/staffing.ts';
import { useText } from '../../../ui/use-text.ts';

export const percentOf = (value: number): string => `${(value * 100).toFixed(1)}%`;

/** Estimates as people read them. */
export function useEstimate() {
  const { t } = useText(STAFFING_TEXT);
  return {
    span(estimate: ShownEstimate, format: (value: number) => string): string {
      if (!estimate || estimate.low === null || estimate.high === null) return '';
      return t('interval', { low: format(Math.max(0, estimate.low)), high: format(estimate.high) });
    },
    /** In percentage points, or that nothing can be told: an interval on both sides of zero. */
    difference(change: ShownEstimate): string {
      if (!change) return '–';
      const { value, low, high } = change;
      if (low !== null && high !== null && low <= 0 && high >= 0) return t('noDifference');
      return t('points', { n: `${value > 0 ? '+' : '−'}${Math.abs(value * 100).toFixed(1)}` });
    },
  };
}
