import type { Actor } from '#capabilities/access';
import { byPerson, bySystem, recordAction } from '#capabilities/audit';
import type { NewPattern } from '#contract/duty';
import { addDays, thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { DutyContext } from '../context.ts';
import { expandCycle, mustBeFit } from '../pattern.ts';
import { isInScope, mustBeInScope } from '../scope.ts';
import {
  endPatternRow,
  insertPattern,
  lockPattern,
  lockPatternsToExtend,
  type PatternRow,
  saveGeneratedUntil,
} from '../store/pattern-rows.ts';
import { cancelShifts, lockRosters, type NewShiftRow } from '../store/shift-rows.ts';
import { mustServe, planShifts } from './plan-shifts.ts';
import { updateReadiness } from './update-readiness.ts';

/** How far ahead shifts are generated: one longest cycle, so a month's roster can always be seen and changed. */
const GENERATED_DAYS = 56;
const BATCH = 50;

/**
 * Creates a repeating pattern of shifts. A turn is left out where the person serves or is absent already: an entry for a
 * single day takes precedence over a pattern.
 * @throws AppError `jurisdiction/agency-not-found`, `duty/does-not-serve`, `duty/pattern-unfit`
 */
export async function makePattern(
  context: DutyContext,
  work: Work,
  actor: Actor,
  agencyId: string,
  input: NewPattern,
): Promise<{ id: string; leftOut: number }> {
  mustBeInScope(context.jurisdiction, actor, 'duty:manage', agencyId);
  mustBeFit(input);
  const now = context.clock.now();
  await mustServe(work.tx, { personId: input.personId, agencyId, now });
  await lockRosters(work.tx, [agencyId]);
  const generatedUntil = addDays(thaiDayOf(now), -2);
  const pattern = { id: newId(), agencyId, ...input, generatedUntil, endedAt: null };
  await insertPattern(work.tx, pattern, now);
  const leftOut = await generateShifts(work, pattern, now);
  const details = { agencyId, post: input.post, cycleDays: input.cycleDays, leftOut };
  const auditEvent = {
    action: 'duty/make-pattern',
    subjectKind: 'person',
    subjectId: input.personId,
    details,
    at: now,
  };
  recordAction(work, { ...byPerson(actor), ...auditEvent });
  await updateReadiness(context, work, [agencyId], byPerson(actor));
  return { id: pattern.id, leftOut };
}

/** @throws AppError `duty/pattern-not-found` for one that the actor may not plan, `duty/pattern-ended` */
export async function endPattern(context: DutyContext, work: Work, actor: Actor, id: string): Promise<void> {
  const pattern = await lockPattern(work.tx, id);
  if (!pattern || !isInScope(context.jurisdiction, actor, 'duty:manage', pattern.agencyId)) {
    throw new AppError('duty/pattern-not-found');
  }
  if (pattern.endedAt) {
    throw new AppError('duty/pattern-ended', {
      lostTo: { subjects: [pattern.personId], actions: ['duty/end-pattern'] },
    });
  }
  const now = context.clock.now();
  const ahead = await endPatternRow(work.tx, id, now);
  await cancelShifts(work.tx, ahead, 'withdrawn', now);
  const { agencyId, personId } = pattern;
  const auditEvent = {
    action: 'duty/end-pattern',
    subjectKind: 'person',
    subjectId: personId,
    details: { agencyId },
    at: now,
  };
  recordAction(work, { ...byPerson(actor), ...auditEvent });
}

/** Scheduled job: extends every pattern by one day each day. */
export async function generatePatternShifts(context: DutyContext, db: Database): Promise<void> {
  const now = context.clock.now();
  const until = addDays(thaiDayOf(now), GENERATED_DAYS);
  const extended = await inTransaction(db, async (work) => {
    const patterns = await lockPatternsToExtend(work.tx, until, BATCH);
    await lockRosters(work.tx, [...new Set(patterns.map(({ agencyId }) => agencyId))]);
    for (const pattern of patterns) {
      await generateShifts(work, pattern, now);
      const { agencyId, personId } = pattern;
      const auditEvent = {
        action: 'duty/generate-shifts',
        subjectKind: 'person',
        subjectId: personId,
        details: { agencyId },
      };
      recordAction(work, { ...bySystem('timer'), ...auditEvent, at: now });
    }
    return patterns.length;
  });
  if (extended === BATCH) await generatePatternShifts(context, db);
}

/** Generates the missing shifts; returns how many turns had to be left out. */
export async function generateShifts(work: Work, pattern: PatternRow, now: Date): Promise<number> {
  const { id, agencyId, personId, post, generatedUntil } = pattern;
  const until = addDays(thaiDayOf(now), GENERATED_DAYS);
  const spans = expandCycle(pattern, addDays(generatedUntil, 1), until).filter(({ endsAt }) => endsAt > now);
  const shifts = spans.map<NewShiftRow>((span) => {
    const rest = { source: 'pattern', patternId: id, standsInFor: null } as const;
    return { id: newId(), agencyId, personId, post, ...span, ...rest };
  });
  const leftOut = await planShifts(work.tx, shifts, now);
  await saveGeneratedUntil(work.tx, id, until);
  return leftOut.length;
}
