import { inTransaction, type Work } from '#platform/database/transaction';
import { aboutNotification } from '../alarm-text.ts';
import type { AlertingParts } from '../context.ts';
import { listNotificationsOf } from '../store-notifications.ts';
import { changeState } from './change-state.ts';

/**
 * An incident is withheld from somebody from now on: what they have not been told yet they are not told any more. What waits
 * in LINE's outbox is taken back as the house, because no desk may; what a phone has shown already stays there.
 */
export async function cancelWithheldNotifications(
  parts: AlertingParts,
  work: Work,
  { incidentId, personId }: { incidentId: string; personId: string },
): Promise<void> {
  await changeState(parts, work, { incidentIds: [incidentId], personId }, 'cancelled');
  work.afterCommit(
    () =>
      void takeBackFromLine(parts, incidentId, personId).catch((error) =>
        parts.log.error({ error, incidentId }, 'could not take an alarm back from LINE'),
      ),
  );
}

async function takeBackFromLine({ db, channels }: AlertingParts, incidentId: string, personId: string): Promise<void> {
  const { line } = channels;
  if (!line) return;
  const theirs = (await listNotificationsOf(db, [incidentId])).filter(
    (notification) => notification.channel === 'line' && notification.personId === personId,
  );
  const about = theirs.map(({ id }) => aboutNotification(id));
  if (about.length > 0) await inTransaction(db, (work) => line.withdraw(work, about));
}
