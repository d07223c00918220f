import type { Actor } from '#capabilities/access';
import { isOpenCase } from '#contract/case';
import type { RecordLegalFact } from '#contract/case-api';
import { DATA_COPY_FACTS } from '#contract/case-clock';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { CareContext } from '../../context.ts';
import { changeNotAllowed } from '../../record/case.ts';
import { loadCase } from '../../record/commands/load-case.ts';
import { recordCaseStep } from '../../record/commands/record-case-change.ts';
import { findClockState, readRunning } from '../store/clock-rows.ts';
import { applyFacts } from './follow-step.ts';

/**
 * Something that the law counts from, or that ends its time: an arrest, an order, a placement. It counts from when it
 * happened, so a clock may be late the moment it is known.
 */
export async function recordLegalFact(
  context: CareContext,
  work: Work,
  actor: Actor,
  caseId: string,
  { fact, happenedAt }: RecordLegalFact,
): Promise<void> {
  const one = await loadCase(context, work, actor, caseId, 'case:work');
  if (!isOpenCase(one.status) && !isAboutData(fact)) throw changeNotAllowed(one, 'legal-fact');
  const at = new Date(happenedAt);
  if (at > context.clock.now()) throw new AppError('case/fact-to-come');
  const state = await findClockState(work.tx, caseId, null);
  const running = state ? readRunning(state) : [];
  await applyFacts(work, caseId, { ...one, isOnHold: one.holdReason !== null }, running, [{ fact, at }]);
  const details = { fact, happenedAt: at.toISOString() };
  await recordCaseStep(context, work, caseId, {
    kind: 'legal-fact',
    by: actor,
    section: 'legal',
    details,
    codes: details,
  });
}

const isAboutData = (fact: string): boolean => (DATA_COPY_FACTS as readonly string[]).includes(fact);

/** A decision of a conference is carried out. */
export async function finishDecision(
  context: CareContext,
  work: Work,
  actor: Actor,
  caseId: string,
  _input: unknown,
  { decisionId = '' }: Readonly<Record<string, string>>,
): Promise<void> {
  const one = await loadCase(context, work, actor, caseId, 'case:work');
  const state = await findClockState(work.tx, caseId, null);
  const running = state ? readRunning(state) : [];
  if (!running.some(({ rule, subjectId }) => rule === 'decision' && subjectId === decisionId))
    throw new AppError('case/decision-done', { lostTo: { subjects: [caseId], actions: ['case/decision-done'] } });
  const at = context.clock.now();
  await applyFacts(work, caseId, { ...one, isOnHold: one.holdReason !== null }, running, [
    { fact: 'decision-done', at, subjectId: decisionId },
  ]);
  const step = { kind: 'decision-done', by: actor, section: 'conference', codes: { decisionId } } as const;
  await recordCaseStep(context, work, caseId, { ...step, subjectId: decisionId });
}
