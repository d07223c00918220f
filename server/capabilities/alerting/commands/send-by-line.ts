import { listLineUsers } from '#capabilities/access';
import { inTransaction, type Work } from '#platform/database/transaction';
import { type Alarm, groupText, lineCard } from '../alarm-text.ts';
import type { AlertingContext } from '../context.ts';
import type { DeliveryOutcome } from '../outcome.ts';
import { listGroupsById } from '../store-targets.ts';
import { recordOutcomesWith } from './record-notification-outcome.ts';

/** LINE's outbox retries on its own; after this time without a result the other channels take over. */
const RESULT_WITHIN_MS = 45_000;
const HANDED_OVER = 'handed-over';

/**
 * Hands the messages for people's chats and groups over to LINE's outbox, in the same transaction as the notifications'
 * states, so that a crash never sends one twice. The results come back as `message-delivered` or `message-delayed`.
 */
export async function sendByLine(context: AlertingContext, alarms: readonly Alarm[]): Promise<void> {
  if (alarms.length === 0) return;
  const { db, log } = context;
  try {
    await inTransaction(db, (work) => handOver(context, work, alarms));
  } catch (error) {
    const [first] = alarms;
    if (alarms.length > 1) for (const alarm of alarms) await sendByLine(context, [alarm]);
    else log.error({ error, notificationId: first?.notification.id }, 'a notification could not be delivered');
  }
}

async function handOver(context: AlertingContext, work: Work, alarms: readonly Alarm[]): Promise<void> {
  const { line } = context.channels;
  const personIds = alarms.flatMap(({ notification }) => notification.personId ?? []);
  const groupIds = alarms.flatMap(({ notification }) => notification.targetId ?? []);
  const people = line && personIds.length > 0 ? await listLineUsers(work.tx, personIds) : new Map<string, string>();
  const groups = line && groupIds.length > 0 ? await listGroupsById(work.tx, groupIds) : [];
  const until = new Date(context.clock.now().getTime() + RESULT_WITHIN_MS);
  const outcomes: DeliveryOutcome[] = [];
  for (const alarm of alarms) {
    const { id: notificationId, personId, targetId, cause } = alarm.notification;
    const fail = (why: string) => outcomes.push({ notificationId, kind: 'failed', cause: why });
    const address = personId ? people.get(personId) : groups.find(({ id }) => id === targetId)?.lineGroupId;
    if (!line) fail('not-set-up');
    else if (cause === HANDED_OVER) fail('line-is-silent');
    else if (!address) fail('not-linked');
    else {
      await line.send(work, address, personId ? lineCard(alarm) : groupText(alarm));
      outcomes.push({ notificationId, kind: 'later', cause: HANDED_OVER, until });
    }
  }
  await recordOutcomesWith(context, work, outcomes);
}
