import { recordAction } from '#capabilities/audit';
import type { Role } from '#contract/permission';
import { type ThaiDay, thaiDayOf } from '#contract/thai-day';
import type { Work } from '#platform/database/transaction';
import { insertMembership } from '../store.ts';
import type { Author } from './create-person.ts';

/** Starts today by default. The same membership again only changes its last day. */
export type NewMembership = {
  userId: string;
  agencyId: string;
  role: Role;
  fromDate?: ThaiDay;
  untilDate?: ThaiDay | null;
};

/** Gives a person a role in an agency. Open sessions have it within seconds. */
export async function addMembership(work: Work, asked: NewMembership, author: Author): Promise<void> {
  const { userId, agencyId, role, fromDate = thaiDayOf(author.at), untilDate = null } = asked;
  await insertMembership(work.tx, userId, { agencyId, role, fromDate, untilDate });
  recordAction(work, {
    ...author,
    action: 'access/add-membership',
    subjectKind: 'person',
    subjectId: userId,
    details: { agencyId, role, fromDate, untilDate },
  });
}
