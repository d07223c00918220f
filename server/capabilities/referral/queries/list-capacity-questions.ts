import type { Actor } from '#capabilities/access';
import { findHelpedCase } from '#capabilities/care';
import type { CapacityQuestions } from '#contract/referral-api';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { ReferralQueryContext } from '../context.ts';
import { type CapacityQuestion, listCapacityQuestionsOf, listCapacityQuestionsTo } from '../store/capacity-rows.ts';
import { agencyIdsWith } from './list-referrals.ts';

/** Questions that wait for my agencies: nobody is named. */
export async function listReceivedCapacityQuestions(
  context: ReferralQueryContext,
  connection: Connection,
  actor: Actor,
): Promise<CapacityQuestions> {
  const agencyIds = agencyIdsWith(context.jurisdiction, actor, 'referral:view');
  return show(context, await listCapacityQuestionsTo(connection, agencyIds));
}

/** What was asked for a case, and what was answered. @throws AppError `case/not-found` */
export async function listCapacityQuestionsOfCase(
  context: ReferralQueryContext,
  connection: Connection,
  caseId: string,
): Promise<CapacityQuestions> {
  if (!(await findHelpedCase(connection, caseId))) throw new AppError('case/not-found');
  return show(context, await listCapacityQuestionsOf(connection, caseId));
}

function show({ jurisdiction }: ReferralQueryContext, questions: CapacityQuestion[]): CapacityQuestions {
  const name = (id: string) => {
    const { nameTh, nameEn } = jurisdiction.getAgency(id);
    return { id, nameTh, nameEn };
  };
  return {
    questions: questions.map(({ id, needCode, serviceCode, urgency, ageBand, place, answer, freeFrom, ...one }) => ({
      ...{ id, need: needCode, serviceCode, urgency, ageBand, place, answer, freeFrom },
      ...{ from: name(one.fromAgencyId), to: name(one.toAgencyId), askedAt: one.askedAt.toISOString() },
      answeredAt: one.answeredAt?.toISOString() ?? null,
    })),
  };
}
