import type { Actor } from '#capabilities/access';
import { byPerson, recordAct } from '#capabilities/audit';
import type { Work } from '#platform/database/transaction';
import type { AlertingParts } from '../context.ts';
import { changeState } from './change-state.ts';

/** The person's screen showed these alarms, or they tapped the one on their phone. Seen is not acknowledged. */
export async function markSeen(
  parts: AlertingParts,
  work: Work,
  actor: Actor,
  { incidentIds = [], noticeId }: { incidentIds?: string[] | undefined; noticeId?: string | undefined },
): Promise<void> {
  const personId = actor.userId;
  const choice = { incidentIds, personId, channel: 'console' } as const;
  const onScreen = incidentIds.length > 0 ? await changeState(parts, work, choice, 'seen') : [];
  const tapped = noticeId ? await changeState(parts, work, { noticeId, personId }, 'seen') : [];
  const details = { notices: onScreen.length + tapped.length };
  const subject = { subjectKind: 'person', subjectId: personId, details };
  await recordAct(work, { ...byPerson(actor), act: 'alerting/see-alarm', ...subject, at: parts.clock.now() });
}
