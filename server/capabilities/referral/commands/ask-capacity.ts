import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { listHeldNeeds } from '#capabilities/care';
import { mayFor } from '#capabilities/jurisdiction';
import type { AnswerCapacity, AskCapacity } from '#contract/referral-api';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { ReferralContext } from '../context.ts';
import { ageBandOf } from '../referral.ts';
import { findCapacityQuestion, insertCapacityQuestions, saveCapacityAnswer } from '../store/capacity-rows.ts';
import { assertCanReceive } from './create-referral.ts';
import { loadHelpedCase } from './load-referral.ts';

/**
 * Asks receivers whether they have a place: with need, age band and area, and nothing by which anybody could be known.
 * @returns how many were asked; who was asked already is not asked twice
 */
export async function askCapacity(
  context: ReferralContext,
  work: Work,
  actor: Actor,
  caseId: string,
  { needId, serviceCode, toAgencyIds, urgency }: AskCapacity,
): Promise<{ asked: number }> {
  const helped = await loadHelpedCase(context, work, actor, caseId);
  const need = (await listHeldNeeds(work.tx, caseId)).find((one) => one.needId === needId);
  if (!need || need.isEnded) throw new AppError('referral/need-not-open');
  const now = context.clock.now();
  const questions = [...new Set(toAgencyIds)].map((toAgencyId) => {
    assertCanReceive(context, helped, toAgencyId);
    return {
      ...{ id: newId(), caseId, incidentId: helped.incidentId, needCode: need.code, serviceCode, toAgencyId, urgency },
      ...{ fromAgencyId: helped.agencyId, ageBand: ageBandOf(helped, now), place: helped.place },
      ...{ askedByPersonId: actor.userId, askedAt: now },
    };
  });
  const asked = await insertCapacityQuestions(work.tx, questions);
  if (asked.length === 0) {
    const lostTo = { subjects: [caseId], actions: ['referral/capacity-asked'] };
    throw new AppError('referral/capacity-asked', { lostTo });
  }
  const details = { needId, serviceCode, asked: asked.length };
  recordAction(work, {
    ...{ ...byPerson(actor), action: 'referral/capacity-asked', subjectKind: 'case', subjectId: caseId },
    ...{ details, at: now },
  });
  await context.events.publish(work, 'case-changed', { caseId });
  return { asked: asked.length };
}

/** @throws AppError `referral/capacity-question-not-found`, `referral/capacity-answered` */
export async function answerCapacity(
  context: ReferralContext,
  work: Work,
  actor: Actor,
  id: string,
  { answer, freeFrom }: AnswerCapacity,
): Promise<void> {
  const question = await findCapacityQuestion(work.tx, id);
  if (!question) throw new AppError('referral/capacity-question-not-found');
  if (!mayFor(context.jurisdiction, actor, 'referral:answer', [question.toAgencyId]))
    throw new AppError('access/not-permitted');
  const at = context.clock.now();
  const said = { answer, freeFrom: answer === 'later' ? (freeFrom ?? null) : null, byPersonId: actor.userId, at };
  if (answer === 'later' && !said.freeFrom) throw new AppError('referral/day-needed');
  if (question.answer || !(await saveCapacityAnswer(work.tx, id, said))) {
    const lostTo = { subjects: [question.toAgencyId], actions: ['referral/capacity-answered'] };
    throw new AppError('referral/capacity-answered', { lostTo });
  }
  recordAction(work, {
    ...{ ...byPerson(actor), action: 'referral/capacity-answered', subjectKind: 'agency' },
    ...{ subjectId: question.toAgencyId, details: { questionId: id, answer }, at },
  });
  await context.events.publish(work, 'case-changed', { caseId: question.caseId });
}
