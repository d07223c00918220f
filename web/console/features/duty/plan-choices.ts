import type { AbsenceKind, Post } from '#contract/duty';
import { momentOf } from '#contract/thai-day';

export const PLAN_KINDS = ['shift', 'pattern', 'absence'] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];
/** Common cycles, with a turn on their first day. */
export const CYCLES = [1, 2, 3, 4, 7] as const;
export const LENGTHS = [4, 6, 8, 12, 24] as const;
export const STARTS = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);

export type Plan = {
  kind: PlanKind;
  personId: string;
  post: Post;
  day: string;
  lastDay: string;
  startsAt: string;
  hours: number;
  cycle: number;
  absence: AbsenceKind;
};

export function isKnownCycle(days: number): days is (typeof CYCLES)[number] {
  return CYCLES.some((known) => known === days);
}

/** The request for a plan: its path and body. */
export function requestOf(agencyId: string, plan: Plan): { path: string; body: object } {
  const { personId, post, day, hours } = plan;
  const at = `/api/v1/agencies/${agencyId}`;
  if (plan.kind === 'absence') {
    // A last day before the first was left over from before the first day was chosen.
    const [, untilDay] = [day, plan.lastDay].sort();
    return { path: `${at}/absences`, body: { personId, kind: plan.absence, firstDay: day, untilDay } };
  }
  const [hour = 0, minute = 0] = plan.startsAt.split(':').map(Number);
  if (plan.kind === 'pattern') {
    const turns = [{ day: 0, startsAt: hour * 60 + minute, minutes: hours * 60 }];
    const cycle = { firstDay: day, untilDay: null, cycleDays: plan.cycle, turns };
    return { path: `${at}/duty-patterns`, body: { personId, post, ...cycle } };
  }
  const begins = momentOf(day, hour * 60 + minute);
  const ends = new Date(begins.getTime() + hours * 3_600_000);
  return { path: `${at}/shifts`, body: { personId, post, startsAt: begins.toISOString(), endsAt: ends.toISOString() } };
}
