import type { Interval } from '#contract/insight';
import { NATION } from '#contract/open-data';
import { addUp, countAll, ENOUGH_FOR_RANKINGS, type Percentile, percentile } from '../methods/interval-bins.ts';
import { cellName, type PublishedCell, TOTAL } from '../methods/suppression.ts';
import type { ResponseLine } from './public-files.ts';

/** Waiting as the public understands it: until somebody answered, and until somebody was there. */
export const PUBLIC_INTERVALS = ['alert-to-acknowledge', 'contact-to-scene'] as const satisfies readonly Interval[];
export type BinCount = { area: string; interval: string; bin: number; n: number };

const NOT_RECORDED_STEP = 5;

/**
 * Times of areas with thirty measured ones or more, and only where the area's sum is shown: otherwise a time beside a hidden
 * sum would say that it is thirty at least.
 */
export function timesOf(counted: readonly BinCount[], cells: readonly PublishedCell[]): ResponseLine[] {
  const sums = cells.filter(({ column, value }) => column === TOTAL && value !== null).map(cellName);
  const shown = new Set(sums);
  const ofNation = counted.map((one) => ({ ...one, area: NATION }));
  const areas = Map.groupBy([...ofNation, ...counted], ({ area }) => area);
  return [...areas.keys()]
    .sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1))
    .filter((area) => shown.has(cellName({ row: area, column: TOTAL })))
    .flatMap((area) =>
      PUBLIC_INTERVALS.flatMap((interval): ResponseLine[] => {
        const rows = (areas.get(area) ?? []).filter((one) => one.interval === interval);
        const bins = addUp(rows.filter(({ bin }) => bin >= 0));
        const missing = rows.reduce((sum, { bin, n }) => sum + (bin < 0 ? n : 0), 0);
        const [half, most] = [percentile(bins, 50), percentile(bins, 90)];
        if (countAll(bins) < ENOUGH_FOR_RANKINGS || half === 'too-few' || most === 'too-few') return [];
        const share = (100 * missing) / (countAll(bins) + missing);
        return [
          {
            ...{ area, interval, p50: secondsOf(half), p90: secondsOf(most) },
            notRecorded: Math.round(share / NOT_RECORDED_STEP) * NOT_RECORDED_STEP,
          },
        ];
      }),
    );
}

const rank = (area: string): number => (area === NATION ? 0 : 1);
const secondsOf = ({ seconds }: Percentile): number => Math.round(seconds);
