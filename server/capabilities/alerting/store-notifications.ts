import type { NotificationState } from '#contract/alerting';
import { type Columns, insertRecords } from '#platform/database/columns';
import { type Connection, rows, sql } from '#platform/database/database';
import { createLastWrite } from '#platform/database/transaction';
import type { Alert, Notification } from './notification.ts';

/** An alert as it is written; `expandedAt` is null if notifications for its other channels are still to be planned. */
export type NewAlert = Pick<
  Alert,
  'alertId' | 'incidentId' | 'kind' | 'step' | 'agencyIds' | 'unitName' | 'accountAction' | 'referral'
> & {
  raisedAt: Date;
  expandedAt: Date | null;
};
/** `nextTryAt`: when it is to be sent, or until when `tryingProcess` has it; null for a console, and for what is not pending. */
export type NewNotification = Pick<
  Notification,
  'id' | 'alertId' | 'incidentId' | 'personId' | 'agencyId' | 'channel' | 'targetId' | 'state' | 'cause' | 'at'
> & { nextTryAt: Date | null; tryingProcess: number | null; tries: number };

const NEW_ALERT = {
  alertId: 'id',
  incidentId: 'incident_id',
  kind: 'kind',
  step: 'step',
  agencyIds: 'agency_ids',
  unitName: 'unit_name',
  accountAction: 'account_action',
  referral: 'referral',
  raisedAt: 'raised_at',
  expandedAt: 'expanded_at',
} as const satisfies Columns<NewAlert>;
const NEW_NOTIFICATION = {
  id: 'id',
  alertId: 'alert_id',
  incidentId: 'incident_id',
  personId: 'person_id',
  agencyId: 'agency_id',
  channel: 'channel',
  targetId: 'target_id',
  state: 'state',
  cause: 'cause',
  nextTryAt: 'next_try_at',
  tryingProcess: 'trying_process',
  tries: 'tries',
  at: 'at',
  changedAt: 'changed_at',
} as const satisfies Columns<NewNotification & { changedAt: Date }>;

/** Writes alerts with their notifications in one statement. The same alert twice is refused. */
export async function insertAlerts(
  tx: Connection,
  alerts: readonly NewAlert[],
  notifications: readonly NewNotification[],
): Promise<void> {
  await sql`WITH alerted AS (${alertsOf(alerts)}) ${notificationsOf(notifications)}`.execute(tx);
}

/** Unique for each alert, channel and person or target; inserting one again changes nothing. */
export async function insertNotifications(tx: Connection, notifications: readonly NewNotification[]): Promise<void> {
  if (notifications.length > 0) await notificationsOf(notifications).execute(tx);
}

/** The same as parts of a transaction's last statement. */
export const addAlert = createLastWrite<NewAlert>('alerts', (alerts) => alertsOf(alerts));
export const addNotification = createLastWrite<NewNotification>('notifications', (added) => notificationsOf(added));

function alertsOf(alerts: readonly NewAlert[]) {
  const records = alerts.map((alert) => ({ unitName: null, accountAction: null, referral: null, ...alert }));
  return sql`INSERT INTO alerting.alerts ${insertRecords('alerting.alerts', NEW_ALERT, records)}`;
}

function notificationsOf(notifications: readonly NewNotification[]) {
  const records = notifications.map((one) => ({ ...one, changedAt: one.at }));
  return sql`INSERT INTO alerting.notifications
    ${insertRecords('alerting.notifications', NEW_NOTIFICATION, records)} ON CONFLICT DO NOTHING`;
}

/** Each notification with its alert. */
export const NOTIFICATIONS = sql.raw(`alerting.notifications AS notification
  JOIN alerting.alerts AS alert ON alert.id = notification.alert_id`);

/** For `NOTIFICATIONS`. */
export const NOTIFICATION_COLUMNS = sql.raw(`notification.id, notification.alert_id AS "alertId",
  notification.incident_id AS "incidentId", alert.kind, alert.step, alert.unit_name AS "unitName",
  alert.account_action AS "accountAction", alert.referral, alert.raised_at AS "raisedAt", notification.person_id AS "personId",
  notification.agency_id AS "agencyId", notification.channel, notification.target_id AS "targetId", notification.state,
  notification.cause, notification.tries, notification.at, notification.sent_at AS "sentAt",
  notification.seen_at AS "seenAt", notification.acknowledged_at AS "acknowledgedAt"`);

export type NotificationFilter = {
  incidentIds?: string[];
  alertIds?: string[];
  personId?: string;
  channel?: Notification['channel'];
  notificationId?: string;
  /** Excluded, whatever else is selected. */
  exceptIncidentIds?: string[];
  kinds?: readonly Notification['kind'][];
  /** Alert ids of orders: selects alerts about the same incident and unit. */
  unseenOrders?: string[];
};
export type ChangedNotification = Pick<
  Notification,
  'id' | 'alertId' | 'incidentId' | 'kind' | 'step' | 'personId' | 'agencyId' | 'channel' | 'state'
>;
/** Of a notification that is updated, and its alert. */
export const CHANGED_COLUMNS = sql.raw(`notification.id, notification.alert_id AS "alertId",
  notification.incident_id AS "incidentId", alert.kind, alert.step, notification.person_id AS "personId",
  notification.agency_id AS "agencyId", notification.channel, notification.state`);

/** Moves the selected notifications that are in one of the states `from` to `to`. @returns those changed */
export function changeNotifications(
  tx: Connection,
  filter: NotificationFilter,
  { from, to, cause }: { from: NotificationState[]; to: NotificationState; cause?: string | undefined },
  now: Date,
): Promise<ChangedNotification[]> {
  return rows(
    tx,
    sql<ChangedNotification>`UPDATE alerting.notifications AS notification
      SET state = ${to}, changed_at = ${now}, next_try_at = NULL,
        sent_at = CASE WHEN ${to}::text = 'sent' THEN ${now}::timestamptz ELSE sent_at END,
        cause = CASE WHEN ${to}::text = 'sent' THEN NULL ELSE coalesce(${cause ?? null}::text, notification.cause) END,
        seen_at = CASE WHEN ${to}::text IN ('seen', 'acknowledged') THEN coalesce(seen_at, ${now}) ELSE seen_at END,
        acknowledged_at = CASE WHEN ${to}::text = 'acknowledged' THEN ${now}::timestamptz ELSE acknowledged_at END
      FROM alerting.alerts AS alert
      WHERE alert.id = notification.alert_id AND state = ANY(${from}::text[]) AND ${conditionOf(filter)}
      RETURNING ${CHANGED_COLUMNS}`,
  );
}

/** Acknowledges a person's notifications about an incident and cancels those of all others; each from these states only. */
export async function answerNotifications(
  tx: Connection,
  { incidentId, personId, kinds }: { incidentId: string; personId: string | null; kinds: Notification['kind'][] },
  from: Record<'acknowledged' | 'cancelled', NotificationState[]>,
  now: Date,
): Promise<void> {
  await sql`UPDATE alerting.notifications AS notification SET state = answer.state, changed_at = ${now}, next_try_at = NULL,
      seen_at = CASE WHEN answer.state = 'acknowledged' THEN coalesce(seen_at, ${now}) ELSE seen_at END,
      acknowledged_at = CASE WHEN answer.state = 'acknowledged' THEN ${now}::timestamptz ELSE acknowledged_at END
    FROM alerting.alerts AS alert, (VALUES (true, 'acknowledged', ${from.acknowledged}::text[]),
      (false, 'cancelled', ${from.cancelled}::text[])) AS answer (is_own, state, from_states)
    WHERE alert.id = notification.alert_id AND notification.incident_id = ${incidentId}
      AND alert.kind = ANY(${kinds}::text[])
      AND answer.is_own = coalesce(notification.person_id = ${personId}::uuid, false)
      AND notification.state = ANY(answer.from_states)`.execute(tx);
}

/** True also for a notification without an incident. */
export function isNotAbout(incidentIds: string[]) {
  return sql`(notification.incident_id = ANY(${incidentIds}::uuid[])) IS NOT TRUE`;
}

/** Contains only the given conditions, so that an index can be used; an empty filter selects nothing. */
function conditionOf(filter: NotificationFilter) {
  const { incidentIds, alertIds, personId, channel, notificationId, exceptIncidentIds, kinds, unseenOrders } = filter;
  const parts = [
    ...(incidentIds ? [sql`notification.incident_id = ANY(${incidentIds}::uuid[])`] : []),
    ...(alertIds ? [sql`alert_id = ANY(${alertIds}::uuid[])`] : []),
    ...(personId ? [sql`person_id = ${personId}::uuid`] : []),
    ...(channel ? [sql`channel = ${channel}`] : []),
    ...(notificationId ? [sql`notification.id = ${notificationId}::uuid`] : []),
    ...(kinds ? [sql`alert.kind = ANY(${[...kinds]}::text[])`] : []),
    ...(unseenOrders
      ? [
          sql`EXISTS (SELECT FROM alerting.alerts AS given WHERE given.id = ANY(${unseenOrders}::uuid[])
            AND given.incident_id = notification.incident_id AND given.unit_name IS NOT DISTINCT FROM alert.unit_name)`,
        ]
      : []),
  ];
  if (parts.length === 0) return sql`false`;
  if (exceptIncidentIds) parts.push(isNotAbout(exceptIncidentIds));
  return sql.join(parts, sql` AND `);
}
