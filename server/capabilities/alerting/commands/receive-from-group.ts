import { listStaff } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { findStaffIntent } from '#capabilities/duty';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { AlertingContext } from '../context.ts';
import { translate, translateBoth } from '../messages.ts';
import { findGroup, insertGroup, removeGroup, takeGroupCode } from '../store-targets.ts';
import { alertPeople } from './alert-people.ts';
import { mayManage } from './manage-targets.ts';
import { notifyAccountChange } from './notify-account-change.ts';

/** Ten characters of `newReadableCode`, valid for ten minutes: 50 bits, so that nobody can guess one. */
const CODE = /^[2-9A-HJ-NP-Z]{5}-?[2-9A-HJ-NP-Z]{5}$/;

type News = { groupId: string } & (
  | { kind: 'joined' }
  | { kind: 'left' }
  | { kind: 'text'; text: string; isToUs: boolean }
);

/**
 * Handles an event in a LINE group of staff. Adding the account to a group is not enough to get alarms: a member must write
 * the code that the station's head was shown. A message addressed to the account, or a typed command, is answered with where
 * to send it; everything else is ignored.
 * @returns the reply; undefined for none
 */
export async function receiveFromGroup(context: AlertingContext, work: Work, news: News): Promise<string | undefined> {
  const { groupId } = news;
  const known = await findGroup(work.tx, { lineGroupId: groupId });
  if (news.kind === 'joined') return known ? undefined : translateBoth('groupJoined');
  if (news.kind === 'left') {
    if (known) await loseGroup(context, work, known);
    return undefined;
  }
  const text = news.text.trim().toUpperCase();
  if (CODE.test(text)) return enrolGroup(context, work, { groupId, code: text.replace('-', ''), known });
  // Whoever writes "on duty" here would believe that it was recorded; "ready" is what colleagues write to each other.
  const intent = findStaffIntent({ text: news.text, data: null });
  return news.isToUs || (intent && intent !== 'heartbeat') ? translateBoth('groupTakesNothing') : undefined;
}

async function enrolGroup(
  context: AlertingContext,
  work: Work,
  { groupId, code, known }: { groupId: string; code: string; known: { id: string } | undefined },
): Promise<string> {
  const now = context.clock.now();
  const enrolment = await takeGroupCode(work.tx, context.hashCode(code), now);
  const agency = enrolment && context.jurisdiction.findAgency(enrolment.agencyId);
  // Whoever asked for the code may have lost the permission since.
  const maker = enrolment && (await context.findActorOfPerson(work, enrolment.madeBy));
  if (!enrolment || !agency || !maker || !mayManage(context, maker, agency.id)) return translateBoth('groupCodeWrong');
  // A group belongs to the station of the newest code.
  if (known) await removeGroup(work.tx, known.id, 'by-us', now);
  const group = { id: newId(), agencyId: enrolment.agencyId, lineGroupId: groupId };
  await insertGroup(work.tx, group, enrolment.madeBy, now);
  const by = byPerson({ userId: enrolment.madeBy, from: 'line-staff', sessionId: '' });
  const subject = { subjectKind: 'line-group', subjectId: group.id, details: { agencyId: enrolment.agencyId } };
  await notifyAccountChange(context, work, maker, 'alerting/enrol-group');
  recordAction(work, { ...by, action: 'alerting/enrol-group', ...subject, at: now });
  return `${translate('th', 'groupEnrolled', { station: agency.nameTh })}\n${translate('en', 'groupEnrolled', { station: agency.nameEn ?? agency.nameTh })}`;
}

/** The account was removed from the group: alerts the station's heads and raises a system alert. */
async function loseGroup(context: AlertingContext, work: Work, group: { id: string; agencyId: string }): Promise<void> {
  await removeGroup(work.tx, group.id, 'put-out', context.clock.now());
  await alertChannelManagers(context, work, group.agencyId);
  const { systemAlerts, log } = context;
  const { id: groupId, agencyId } = group;
  work.afterCommit(() => {
    systemAlerts
      .raise('line/group-lost', groupId, { groupId, agencyId })
      .catch((error) => log.error({ error, groupId }, 'could not raise the system alert for a lost group'));
  });
}

/** Alerts the people who manage an agency's channels that its LINE group is lost. */
async function alertChannelManagers(context: AlertingContext, work: Work, agencyId: string): Promise<void> {
  const staff = await listStaff(work.tx, { agencyIds: [agencyId] }, context.clock.now());
  const people = staff
    .filter(({ permissions }) => permissions.has('alerting:manage'))
    .map(({ id: personId }) => ({ personId, agencyId }));
  const alert = { alertId: newId(), incidentId: null, kind: 'group-lost', step: null } as const;
  await alertPeople(context, work, [{ ...alert, people, agencyIds: [] }]);
}
