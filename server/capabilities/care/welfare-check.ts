import type { Disposition } from '#contract/incident-status';

/** After an incident, and after a case. */
export type CheckKind = 'day' | 'week' | 'month' | 'quarter';
const HOUR_MS = 3_600_000;
/** Time from the closing to each check (field practice: a day and a week). */
const AFTER = { day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS };
/** Nobody was in danger, or the other incident has its own checks. */
const NOBODY_TO_ASK: readonly Disposition[] = ['false-report', 'test', 'duplicate'];

/** The checks that follow a closing. */
export function checksAfter(
  closedAt: Date,
  disposition: Disposition | null,
): { kind: keyof typeof AFTER; dueAt: Date }[] {
  if (disposition && NOBODY_TO_ASK.includes(disposition)) return [];
  return (['day', 'week'] as const).map((kind) => ({ kind, dueAt: new Date(closedAt.getTime() + AFTER[kind]) }));
}
