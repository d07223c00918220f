import { type Actor, listStaff } from '#capabilities/access';
import { isOpenCase } from '#contract/case';
import type { CaseSection } from '#contract/case-forms';
import { DAY_MS, lastMomentOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { CareContext } from '../../context.ts';
import { changeNotAllowed } from '../case.ts';
import { listExcludedAccounts } from '../store/exclusion-rows.ts';
import { endMembersOf, endTeamMember, insertTeamMember, listTeam } from '../store/team-rows.ts';
import { loadCase } from './load-case.ts';
import { recordCaseStep } from './record-case-change.ts';

/** Longer needs a new invitation. */
const LONGEST_DAYS = 366;

/**
 * Invites somebody of another profession to sections of the case, up to and including a day; the rest of it does not exist
 * for them. Invited again, the newest invitation counts.
 * @throws AppError `case/member-not-possible`, also for somebody who is barred: nobody learns that
 */
export async function inviteMember(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  input: { personId: string; profession: string; sections: CaseSection[]; until: string },
): Promise<{ id: string }> {
  const one = await loadCase(context, work, actor, id, 'case:invite');
  if (!isOpenCase(one.status)) throw changeNotAllowed(one, 'invite');
  const { personId, profession, sections } = input;
  const at = context.clock.now();
  const until = lastMomentOf(input.until);
  const [person] = await listStaff(work.tx, { ids: [personId] }, at);
  const barred = await listExcludedAccounts(work.tx, id);
  const isFit = person?.permissions.has('case:view-invited') && !barred.includes(personId);
  if (!isFit || until <= at || until.getTime() > at.getTime() + LONGEST_DAYS * DAY_MS) {
    throw new AppError('case/member-not-possible');
  }
  await endMembersOf(work.tx, id, personId, { personId: actor.userId, at });
  const member = { id: newId(), caseId: id, accountId: personId, profession, sections: [...new Set(sections)], until };
  await insertTeamMember(work.tx, { ...member, invitedByPersonId: actor.userId, invitedAt: at });
  const codes = { memberId: member.id, personId, profession, sections: member.sections, until: input.until };
  const details = { profession, sections: member.sections.join(', '), until: input.until };
  await recordCaseStep(context, work, id, { kind: 'member-invited', by: actor, details, codes, subjectId: member.id });
  return { id: member.id };
}

/** @throws AppError `case/member-not-found`, `case/member-gone` */
export async function endMember(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  _: unknown,
  { memberId = '' }: Readonly<Record<string, string>>,
): Promise<{ id: string }> {
  await loadCase(context, work, actor, id, 'case:invite');
  const at = context.clock.now();
  const accountId = await endTeamMember(work.tx, id, memberId, { personId: actor.userId, at });
  if (!accountId) {
    const isKnown = (await listTeam(work.tx, id)).some((member) => member.id === memberId);
    const lostTo = { subjects: [id], actions: ['case/member-ended'] };
    throw isKnown ? new AppError('case/member-gone', { lostTo }) : new AppError('case/member-not-found');
  }
  const codes = { memberId, personId: accountId };
  await recordCaseStep(context, work, id, { kind: 'member-ended', by: actor, codes, subjectId: memberId });
  await context.events.publish(work, 'case-gone', { caseId: id, personId: accountId });
  return { id: memberId };
}
