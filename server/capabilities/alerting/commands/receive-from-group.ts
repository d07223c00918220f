import { byPerson, recordAction } from '#capabilities/audit';
import { findStaffIntent } from '#capabilities/duty';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { AlertingParts } from '../context.ts';
import { translate, translateBoth } from '../messages.ts';
import { findGroup, insertGroup, removeGroup, takeGroupCode } from '../store-targets.ts';
import { alertSuperintendents } from './alert-superintendents.ts';
import { mayManage } from './manage-targets.ts';
import { notifyAccountChange } from './notify-account-change.ts';

/** Ten signs of `newReadableCode`: 50 bits, for ten minutes, so that nobody who is let into a group guesses one. */
const CODE = /^[2-9A-HJ-NP-Z]{5}-?[2-9A-HJ-NP-Z]{5}$/;

type News = { groupId: string } & (
  | { kind: 'joined' }
  | { kind: 'left' }
  | { kind: 'text'; text: string; isToUs: boolean }
);

/**
 * What happens in a LINE group of staff. A group is told nothing because it added the account: somebody writes a code
 * that the station's head was shown. What is said to us there, or believed to be, is answered with where to say it; all
 * else is none of our business.
 * @returns what to say there; undefined for silence
 */
export async function receiveFromGroup(parts: AlertingParts, work: Work, news: News): Promise<string | undefined> {
  const { groupId } = news;
  const known = await findGroup(work.tx, { lineGroupId: groupId });
  if (news.kind === 'joined') return known ? undefined : translateBoth('groupJoined');
  if (news.kind === 'left') {
    if (known) await loseGroup(parts, work, known);
    return undefined;
  }
  const said = news.text.trim().toUpperCase();
  if (CODE.test(said)) return enrolGroup(parts, work, { groupId, code: said.replace('-', ''), known });
  // Whoever writes "on duty" here would believe that they are; "ready" and "noted" is what people say to each other.
  const wish = findStaffIntent({ text: news.text, data: null });
  return news.isToUs || (wish && wish !== 'heartbeat') ? translateBoth('groupTakesNothing') : undefined;
}

async function enrolGroup(
  parts: AlertingParts,
  work: Work,
  { groupId, code, known }: { groupId: string; code: string; known: { id: string } | undefined },
): Promise<string> {
  const now = parts.clock.now();
  const taken = await takeGroupCode(work.tx, parts.hashCode(code), now);
  const agency = taken && parts.jurisdiction.findAgency(taken.agencyId);
  // Whoever asked for it may have lost the right since.
  const maker = taken && (await parts.findActorOfPerson(work, taken.madeBy));
  if (!taken || !agency || !maker || !mayManage(parts, maker, agency.id)) return translateBoth('groupCodeWrong');
  // A group that changes hands belongs to the station of the newest code.
  if (known) await removeGroup(work.tx, known.id, 'by-us', now);
  const group = { id: newId(), agencyId: taken.agencyId, lineGroupId: groupId };
  await insertGroup(work.tx, group, taken.madeBy, now);
  const by = byPerson({ userId: taken.madeBy, from: 'line-staff', sessionId: '' });
  const subject = { subjectKind: 'line-group', subjectId: group.id, details: { agencyId: taken.agencyId } };
  await notifyAccountChange(parts, work, maker, 'alerting/enrol-group');
  await recordAction(work, { ...by, action: 'alerting/enrol-group', ...subject, at: now });
  return `${translate('th', 'groupEnrolled', { station: agency.nameTh })}\n${translate('en', 'groupEnrolled', { station: agency.nameEn ?? agency.nameTh })}`;
}

/** We were put out: the station's heads are told on every channel of theirs, an operator by an alarm. */
async function loseGroup(parts: AlertingParts, work: Work, group: { id: string; agencyId: string }): Promise<void> {
  await removeGroup(work.tx, group.id, 'put-out', parts.clock.now());
  await alertSuperintendents(parts, work, group.agencyId);
  const { systemAlerts, log } = parts;
  const { id: groupId, agencyId } = group;
  work.afterCommit(() => {
    systemAlerts
      .raise('line/group-lost', groupId, { groupId, agencyId })
      .catch((error) => log.error({ error, groupId }, 'could not raise the alarm of a lost group'));
  });
}
