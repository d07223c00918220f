import type { Actor } from '#capabilities/access';
import { type AuditActor, byPerson, bySystem, type EntryDetails, recordAction } from '#capabilities/audit';
import type { CaseTimelineKind } from '#contract/case';
import type { OpenedCase } from '#events/care-events';
import type { Work } from '#platform/database/transaction';
import type { CareContext } from '../../context.ts';
import type { Case } from '../case.ts';
import type { NewCaseEntry } from '../entry.ts';
import { appendCaseTimeline, updateCase } from '../store/case-rows.ts';

export type CaseStep = Pick<NewCaseEntry, 'section' | 'details'> & {
  kind: CaseTimelineKind;
  by: Pick<Actor, 'userId' | 'name' | 'from' | 'sessionId'> | 'timer';
  /** What the audit event stores: codes, ids and numbers, never free text. */
  codes?: EntryDetails;
  /** An approval, a transfer, a form: what a clock counts for. */
  subjectId?: string | null;
  /** Whether nobody works on it afterwards, where whoever acts may not see the case any more once it is written. */
  isWaiting?: boolean;
  /** The case was opened in this transaction: its first clocks. */
  opened?: OpenedCase;
};

/** Writes a changed case with its timeline, audit and live event, and starts or stops its clocks: all or nothing. */
export async function recordCaseChange(
  context: CareContext,
  work: Work,
  changed: Case,
  step: CaseStep,
  /** What led to it, in the same transaction. */
  before: readonly CaseStep[] = [],
): Promise<Case> {
  const saved = { ...changed, version: changed.version + 1, updatedAt: context.clock.now() };
  const steps = [...before, step];
  const announce = async () => {
    for (const each of steps) await announceStep(context, work, saved.id, each);
  };
  // Out of the branch of whoever moves it, its clocks could not be read after it was written.
  if (step.isWaiting !== undefined) await announce();
  await updateCase(
    work.tx,
    saved,
    steps.map((each) => toEntry(saved.id, each, saved.updatedAt)),
  );
  if (step.isWaiting === undefined) await announce();
  return saved;
}

/** A step that leaves the row of the case as it is: an entry, the audit, the live event and the clocks. */
export async function recordCaseStep(context: CareContext, work: Work, caseId: string, step: CaseStep): Promise<void> {
  appendCaseTimeline(work, toEntry(caseId, step, context.clock.now()));
  await announceStep(context, work, caseId, step);
}

function toEntry(caseId: string, { kind, by, section = null, details = {} }: CaseStep, at: Date): NewCaseEntry {
  const person = typeof by === 'string' ? null : { id: by.userId, name: by.name };
  return { caseId, at, kind, section, by: person, details };
}

async function announceStep(
  { clock, events }: Pick<CareContext, 'clock' | 'events'>,
  work: Work,
  caseId: string,
  { kind, by, codes = {}, subjectId = null, opened, isWaiting }: CaseStep,
): Promise<void> {
  const at = clock.now();
  const who: AuditActor = typeof by === 'string' ? bySystem(by) : byPerson(by);
  recordAction(work, { ...who, action: `case/${kind}`, subjectKind: 'case', subjectId: caseId, details: codes, at });
  await events.publish(work, 'case-step', {
    ...{ caseId, kind, subjectId, at },
    ...(opened && { opened }),
    ...(isWaiting !== undefined && { isWaiting }),
  });
  await events.publish(work, 'case-changed', { caseId });
}
