import type { AnswerLinks } from '#contract/referral-link';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import { listAnswerLinks as listRows } from '../store/answer-link-rows.ts';
import { findReferral } from '../store/referral-rows.ts';

/** Links of a referral for its sender: who was given one, and whether it was opened. @throws AppError `referral/not-found` */
export async function listAnswerLinks(connection: Connection, referralId: string): Promise<AnswerLinks> {
  if (!(await findReferral(connection, referralId))) throw new AppError('referral/not-found');
  const found = await listRows(connection, referralId);
  return {
    links: found.map(({ id, givenTo: to, madeAt, expiresAt, openedAt, views, endedAt, endReason }) => ({
      ...{ id, to, views, endReason, madeAt: madeAt.toISOString(), expiresAt: expiresAt.toISOString() },
      ...{ openedAt: openedAt?.toISOString() ?? null, endedAt: endedAt?.toISOString() ?? null },
    })),
  };
}
