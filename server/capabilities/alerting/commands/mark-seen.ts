import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { listWithheldFrom } from '#capabilities/incident';
import { ALERT_KINDS, UNIT_NEWS } from '#contract/alert-kind';
import type { Work } from '#platform/database/transaction';
import type { AlertingParts } from '../context.ts';
import { changeState } from './change-state.ts';

/** What is seen with the incident itself; news of a unit stands beside it until it was read. */
const BY_THE_INCIDENT = ALERT_KINDS.filter((kind) => !UNIT_NEWS.some((news) => news === kind));

/** The person's screen showed these alarms, or they tapped the one on their phone. Seen is not acknowledged. */
export async function markSeen(
  parts: AlertingParts,
  work: Work,
  actor: Actor,
  { incidentIds = [], notificationId }: { incidentIds?: string[] | undefined; notificationId?: string | undefined },
): Promise<void> {
  const personId = actor.userId;
  // What is kept from them by now is answered like what never was, and stays as it is.
  const exceptIncidentIds = await listWithheldFrom(work.tx, personId);
  const choice = { incidentIds, personId, channel: 'console', kinds: BY_THE_INCIDENT, exceptIncidentIds } as const;
  const onScreen = incidentIds.length > 0 ? await changeState(parts, work, choice, 'seen') : [];
  const tapped = notificationId
    ? await changeState(parts, work, { notificationId, personId, exceptIncidentIds }, 'seen')
    : [];
  const details = { notifications: onScreen.length + tapped.length };
  const subject = { subjectKind: 'person', subjectId: personId, details };
  await recordAction(work, { ...byPerson(actor), action: 'alerting/see-alarm', ...subject, at: parts.clock.now() });
}
