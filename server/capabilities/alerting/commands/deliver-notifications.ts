import { type AlertFacts, listAlertFacts } from '#capabilities/incident';
import { createBatcher } from '#platform/jobs/batcher';
import { leaseFor } from '#platform/process/lease';
import type { Alarm } from '../alarm-text.ts';
import type { AlertingContext } from '../context.ts';
import { LEASE_MS } from '../deliveries.ts';
import { isStillNeeded, type Notification } from '../notification.ts';
import type { DeliveryOutcome, RecordOutcome } from '../outcome.ts';
import { isWithheld } from '../recipient-facts.ts';
import { listSubscriptions } from '../store-channels.ts';
import { claimDueNotifications, releaseNotifications } from '../store-deliveries.ts';
import { listGatewaysById } from '../store-targets.ts';
import { callGateway } from './call-gateway.ts';
import { withAgencies } from './get-recipient-facts.ts';
import { pushToBrowsers } from './push-to-browsers.ts';
import { recordOutcomes } from './record-notification-outcome.ts';
import { sendByLine } from './send-by-line.ts';

const BATCH_SIZE = 64;
/** What was handed over and could not begin within this time is left to whoever finds it in the table. */
const BEGINS_WITHIN_MS = 5000;

export type Delivery = {
  /** Delivers due notifications from the table, each by one process only; every try is stored before it begins. */
  deliverDue(stopping: AbortSignal): Promise<void>;
  /** Delivers what this process has just committed under its own lease. */
  deliverHanded(handed: readonly Notification[]): Promise<void>;
};

export function createDelivery(context: AlertingContext): Delivery {
  const { db, clock } = context;
  const record: RecordOutcome = createBatcher<DeliveryOutcome, void>(
    async (outcomes) => {
      await recordOutcomes(context, outcomes);
      return outcomes.map(() => undefined);
    },
    { isFaultOfItem: () => true },
  );
  return {
    async deliverDue(stopping) {
      while (!stopping.aborted) {
        const lease = leaseFor(LEASE_MS, context);
        const due = await claimDueNotifications(db, lease, BATCH_SIZE);
        if (due.length === 0) return;
        await deliverBatch(context, record, due);
      }
    },
    async deliverHanded(handed) {
      const now = clock.now();
      const isLate = ({ at }: Notification) => now.getTime() - at.getTime() > BEGINS_WITHIN_MS;
      const late = handed.filter(isLate).map(({ id }) => id);
      if (late.length > 0) await releaseNotifications(db, late, now);
      await deliverBatch(
        context,
        record,
        handed.filter((one) => !isLate(one)),
      );
    },
  };
}

/** What is true for each notification of a batch is asked once. */
async function deliverBatch(
  context: AlertingContext,
  record: RecordOutcome,
  due: readonly Notification[],
): Promise<void> {
  if (due.length === 0) return;
  const { db, log } = context;
  const now = context.clock.now();
  const ids = [...new Set(due.flatMap(({ incidentId }) => incidentId ?? []))];
  const incidents = ids.length > 0 ? await listAlertFacts(db, ids) : [];
  const facts = new Map(incidents.map((one) => [one.id, one]));
  const conflicts = incidents.flatMap(({ id: incidentId, conflictedIds }) =>
    conflictedIds.map((personId) => ({ incidentId, personId })),
  );
  const withheld = await withAgencies(db, conflicts, now);
  const isCancelled = (one: Notification) => isWithheld(withheld, one) || isOver(one, facts.get(one.incidentId ?? ''));
  const alarms = due.filter((one) => !isCancelled(one)).map((one) => alarmOf(context, one, facts));
  const through = (wanted: Notification['channel'][]) =>
    alarms.filter(({ notification }) => wanted.includes(notification.channel));
  const [pushes, calls] = [through(['web-push']), through(['gateway'])];
  const people = [...new Set(pushes.flatMap(({ notification }) => notification.personId ?? []))];
  const subscriptions = Map.groupBy(
    people.length > 0 ? await listSubscriptions(db, people, { alsoEnded: true }) : [],
    ({ personId }) => personId,
  );
  const targetIds = calls.flatMap(({ notification }) => notification.targetId ?? []);
  const known = targetIds.length > 0 ? await listGatewaysById(db, targetIds) : [];
  const gateways = new Map(known.map((gateway) => [gateway.id, gateway]));
  const watched = (notification: Notification, delivery: Promise<void>) =>
    delivery.catch((error) => {
      const { id: notificationId, channel } = notification;
      log.error({ error, notificationId, channel }, 'a notification could not be delivered');
    });
  await Promise.all([
    ...due.filter(isCancelled).map((one) => watched(one, record({ notificationId: one.id, kind: 'cancelled' }))),
    ...pushes.map((alarm) => {
      const browsers = subscriptions.get(alarm.notification.personId ?? '') ?? [];
      return watched(alarm.notification, pushToBrowsers(context, record, alarm, browsers));
    }),
    ...calls.map((alarm) => {
      const gateway = gateways.get(alarm.notification.targetId ?? '');
      return watched(alarm.notification, callGateway(context, record, alarm, gateway));
    }),
    sendByLine(context, through(['line', 'line-group'])),
  ]);
}

/** Nobody is woken for an incident that is acknowledged or over. */
function isOver({ kind }: Notification, incident: AlertFacts | undefined): boolean {
  return incident !== undefined && !isStillNeeded(kind, incident.status);
}

function alarmOf(
  { jurisdiction, consoleUrl }: AlertingContext,
  notification: Notification,
  incidents: ReadonlyMap<string, AlertFacts>,
): Alarm {
  const incident = incidents.get(notification.incidentId ?? '');
  const agencies = (id: string) => {
    const agency = jurisdiction.findAgency(id);
    return { nameTh: agency?.nameTh ?? '', nameEn: agency?.nameEn ?? agency?.nameTh ?? '' };
  };
  const station = agencies(incident?.responsibleAgencyId ?? notification.agencyId);
  return { notification, incident, station, agencies, consoleUrl };
}
