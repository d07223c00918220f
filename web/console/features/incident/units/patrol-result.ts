import type { TimelineEntry } from '#contract/incident';
import { DISPOSITIONS, type Disposition } from '#contract/incident-status';

/** The result a unit reported. */
export type PatrolResult = { unitName: string; disposition: Disposition | null; note: string; at: string };

/** How the last unit said it ended; an officer confirms it. */
export function patrolResultOf(
  timeline: readonly Pick<TimelineEntry, 'kind' | 'details' | 'at'>[],
): PatrolResult | null {
  const entry = timeline.findLast(({ kind }) => kind === 'unit-done');
  if (!entry) return null;
  const { unitName, disposition, note } = entry.details;
  return {
    unitName: typeof unitName === 'string' ? unitName : '',
    disposition: DISPOSITIONS.find((known) => known === disposition) ?? null,
    note: typeof note === 'string' ? note : '',
    at: entry.at,
  };
}
