import type { Actor } from '#capabilities/access';
import { byPerson, bySystem, recordAct } from '#capabilities/audit';
import type { NewPattern } from '#contract/duty';
import { AppError } from '#platform/app-error';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { DutyContext } from '../context.ts';
import { layOut, mustBeFit } from '../pattern.ts';
import { mustReach, reaches } from '../reach.ts';
import {
  endPatternRow,
  insertPattern,
  type PatternRow,
  saveLaid,
  takePattern,
  takePatternsToLay,
} from '../store/pattern-rows.ts';
import { cancelShifts, lockRosters, type NewShiftRow } from '../store/shift-rows.ts';
import { addDays, thaiDayOf } from '../thai-day.ts';
import { mustServe, planShifts } from './plan-shifts.ts';
import { settleReadiness } from './settle-readiness.ts';

/** Shifts are laid out so far ahead: the longest cycle, hence a month's roster can always be seen and changed. */
export const LAID_DAYS = 56;
const BATCH = 50;

/**
 * Somebody serves again and again from a day on. Where they serve already or are away, a turn is left out: what was said
 * for one day counts more than what is said for all.
 * @throws AppError `jurisdiction/agency-not-found`, `duty/does-not-serve`, `duty/pattern-unfit`
 */
export async function makePattern(
  context: DutyContext,
  work: Work,
  actor: Actor,
  agencyId: string,
  wish: NewPattern,
): Promise<{ id: string; leftOut: number }> {
  mustReach(context.jurisdiction, actor, 'duty:manage', agencyId);
  mustBeFit(wish);
  const now = context.clock.now();
  await mustServe(work.tx, { personId: wish.personId, agencyId, now });
  await lockRosters(work.tx, [agencyId]);
  const laidUntil = addDays(thaiDayOf(now), -2);
  const pattern = { id: newId(), agencyId, ...wish, laidUntil, endedAt: null };
  await insertPattern(work.tx, pattern, now);
  const leftOut = await layPattern(work, pattern, now);
  const details = { agencyId, post: wish.post, cycleDays: wish.cycleDays, leftOut };
  const deed = { act: 'duty/make-pattern', subjectKind: 'person', subjectId: wish.personId, details, at: now };
  await recordAct(work, { ...byPerson(actor), ...deed });
  await settleReadiness(context, work, [agencyId], byPerson(actor));
  return { id: pattern.id, leftOut };
}

/** @throws AppError `duty/pattern-not-found` for one that is not theirs to plan, `duty/pattern-ended` */
export async function endPattern(context: DutyContext, work: Work, actor: Actor, id: string): Promise<void> {
  const pattern = await takePattern(work.tx, id);
  if (!pattern || !reaches(context.jurisdiction, actor, 'duty:manage', pattern.agencyId)) {
    throw new AppError('duty/pattern-not-found');
  }
  if (pattern.endedAt) {
    throw new AppError('duty/pattern-ended', { lostTo: { subjects: [pattern.personId], acts: ['duty/end-pattern'] } });
  }
  const now = context.clock.now();
  const ahead = await endPatternRow(work.tx, id, now);
  await cancelShifts(work.tx, ahead, 'withdrawn', now);
  const { agencyId, personId } = pattern;
  const deed = { act: 'duty/end-pattern', subjectKind: 'person', subjectId: personId, details: { agencyId }, at: now };
  await recordAct(work, { ...byPerson(actor), ...deed });
}

/** A duty of time: each day one more day of every pattern is laid out. */
export async function layOutPatterns(context: DutyContext, db: Database): Promise<void> {
  const now = context.clock.now();
  const until = addDays(thaiDayOf(now), LAID_DAYS);
  const laid = await inTransaction(db, async (work) => {
    const patterns = await takePatternsToLay(work.tx, until, BATCH);
    await lockRosters(work.tx, [...new Set(patterns.map(({ agencyId }) => agencyId))]);
    for (const pattern of patterns) {
      await layPattern(work, pattern, now);
      const { agencyId, personId } = pattern;
      const deed = { act: 'duty/lay-out-pattern', subjectKind: 'person', subjectId: personId, details: { agencyId } };
      await recordAct(work, { ...bySystem('timer'), ...deed, at: now });
    }
    return patterns.length;
  });
  if (laid === BATCH) await layOutPatterns(context, db);
}

/** Lays out what is missing; answers how many turns had to be left out. */
export async function layPattern(work: Work, pattern: PatternRow, now: Date): Promise<number> {
  const { id, agencyId, personId, post, laidUntil } = pattern;
  const until = addDays(thaiDayOf(now), LAID_DAYS);
  const spans = layOut(pattern, addDays(laidUntil, 1), until).filter(({ endsAt }) => endsAt > now);
  const shifts = spans.map<NewShiftRow>((span) => {
    const rest = { source: 'pattern', patternId: id, standsInFor: null } as const;
    return { id: newId(), agencyId, personId, post, ...span, ...rest };
  });
  const leftOut = await planShifts(work.tx, shifts, now);
  await saveLaid(work.tx, id, until);
  return leftOut.length;
}
