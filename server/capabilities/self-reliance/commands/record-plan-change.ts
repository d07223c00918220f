import type { Actor } from '#capabilities/access';
import { type AuditActor, byPerson, bySystem, type EntryDetails, recordAction } from '#capabilities/audit';
import type { FamilyChanged, FamilyTimelineKind } from '#contract/self-reliance';
import type { Work } from '#platform/database/transaction';
import type { FamilyContext } from '../context.ts';
import type { FamilyPlan } from '../family-plan.ts';
import { appendFamilyTimeline, type FamilyEntryRow, updatePlan } from '../store/plan-rows.ts';

export type FamilyStepRecord = {
  kind: FamilyTimelineKind;
  by: Pick<Actor, 'userId' | 'name' | 'from' | 'sessionId'> | 'timer';
  details?: FamilyEntryRow['details'];
  /** What the audit stores: codes, ids and numbers, never free text. */
  codes?: EntryDetails;
};

/** Writes a changed plan with what happened, in order: state, timeline, audit and live event, all or nothing. */
export async function recordPlanChange(
  context: Pick<FamilyContext, 'clock' | 'events'>,
  work: Work,
  changed: FamilyPlan,
  ...steps: readonly FamilyStepRecord[]
): Promise<FamilyChanged> {
  const saved = { ...changed, version: changed.version + 1, updatedAt: context.clock.now() };
  await updatePlan(work.tx, saved);
  await recordFamilySteps(context, work, saved, ...steps);
  return { id: saved.id, status: saved.status, version: saved.version };
}

/** What happened, where the row of the plan is written already or stays as it is. */
export async function recordFamilySteps(
  { clock, events }: Pick<FamilyContext, 'clock' | 'events'>,
  work: Work,
  { id, caseId }: Pick<FamilyPlan, 'id' | 'caseId'>,
  ...steps: readonly FamilyStepRecord[]
): Promise<void> {
  const at = clock.now();
  for (const { kind, by, details = {}, codes = {} } of steps) {
    const who: AuditActor = typeof by === 'string' ? bySystem(by) : byPerson(by);
    const person = typeof by === 'string' ? null : { id: by.userId, name: by.name };
    appendFamilyTimeline(work, { planId: id, at, kind, by: person, details });
    const action = `self-reliance/${kind}` as const;
    // The case is the subject: who may see it decides who may learn of it.
    recordAction(work, {
      ...who,
      action,
      subjectKind: 'case',
      subjectId: caseId,
      details: { planId: id, ...codes },
      at,
    });
  }
  await events.publish(work, 'case-changed', { caseId });
}
