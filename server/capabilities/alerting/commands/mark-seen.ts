import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { listWithheldFrom } from '#capabilities/incident';
import { ALERT_KINDS, UNIT_NEWS } from '#contract/alert-kind';
import type { Work } from '#platform/database/transaction';
import type { AlertingContext } from '../context.ts';
import { changeState } from './change-state.ts';

/** Kinds that count as seen with the incident itself; news of a unit is shown beside it until it is read. */
const SEEN_WITH_INCIDENT = ALERT_KINDS.filter((kind) => !UNIT_NEWS.some((news) => news === kind));

/** Records that the person's screen showed these alarms, or that they tapped one on their phone. Seen is not acknowledged. */
export async function markSeen(
  context: AlertingContext,
  work: Work,
  actor: Actor,
  { incidentIds = [], notificationId }: { incidentIds?: string[] | undefined; notificationId?: string | undefined },
): Promise<void> {
  const personId = actor.userId;
  // A notification that is withheld by now is treated like one that never existed, and does not change.
  const exceptIncidentIds = await listWithheldFrom(work.tx, personId);
  const filter = { incidentIds, personId, channel: 'console', kinds: SEEN_WITH_INCIDENT, exceptIncidentIds } as const;
  const onScreen = incidentIds.length > 0 ? await changeState(context, work, filter, 'seen') : [];
  const tapped = notificationId
    ? await changeState(context, work, { notificationId, personId, exceptIncidentIds }, 'seen')
    : [];
  const details = { notifications: onScreen.length + tapped.length };
  const subject = { subjectKind: 'person', subjectId: personId, details };
  recordAction(work, { ...byPerson(actor), action: 'alerting/see-alarm', ...subject, at: context.clock.now() });
}
