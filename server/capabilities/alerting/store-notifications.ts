import type { NotificationState } from '#contract/alerting';
import { type Connection, rows, sql } from '#platform/database/database';
import { createLastWrite } from '#platform/database/transaction';
import type { Alert, Notification } from './notification.ts';

/** An alert as it is written; `expandedAt` is null if notifications for its other channels are still to be planned. */
export type NewAlert = Pick<
  Alert,
  'alertId' | 'incidentId' | 'kind' | 'step' | 'agencyIds' | 'unitName' | 'accountAction'
> & {
  raisedAt: Date;
  expandedAt: Date | null;
};
/** `nextTryAt`: when it is to be sent, or until when `tryingProcess` has it; null for a console, and for what is not pending. */
export type NewNotification = Pick<
  Notification,
  'id' | 'alertId' | 'incidentId' | 'personId' | 'agencyId' | 'channel' | 'targetId' | 'state' | 'cause' | 'at'
> & { nextTryAt: Date | null; tryingProcess: number | null; tries: number };

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
  return sql`INSERT INTO alerting.alerts (id, incident_id, kind, step, agency_ids, unit_name, account_action, raised_at,
      expanded_at)
    SELECT "alertId", "incidentId", kind, step, "agencyIds", "unitName", "accountAction", "raisedAt", "expandedAt"
    FROM jsonb_to_recordset(${JSON.stringify(alerts)}::jsonb) AS alert ("alertId" uuid, "incidentId" uuid, kind text,
      step integer, "agencyIds" uuid[], "unitName" text, "accountAction" text, "raisedAt" timestamptz,
      "expandedAt" timestamptz)`;
}

function notificationsOf(notifications: readonly NewNotification[]) {
  return sql`INSERT INTO alerting.notifications
      (id, alert_id, incident_id, person_id, agency_id, channel, target_id, state, cause, next_try_at, trying_process, tries,
        at, changed_at)
    SELECT id, "alertId", "incidentId", "personId", "agencyId", channel, "targetId", state, cause, "nextTryAt",
      "tryingProcess", tries, at, at
    FROM jsonb_to_recordset(${JSON.stringify(notifications)}::jsonb) AS one (id uuid, "alertId" uuid, "incidentId" uuid,
      "personId" uuid, "agencyId" uuid, channel text, "targetId" uuid, state text, cause text, "nextTryAt" timestamptz,
      "tryingProcess" integer, tries integer, at timestamptz)
    ON CONFLICT DO NOTHING`;
}

/** Each notification with its alert. */
export const NOTIFICATIONS = sql.raw(`alerting.notifications AS notification
  JOIN alerting.alerts AS alert ON alert.id = notification.alert_id`);

/** For `NOTIFICATIONS`. */
export const NOTIFICATION_COLUMNS = sql.raw(`notification.id, notification.alert_id AS "alertId",
  notification.incident_id AS "incidentId", alert.kind, alert.step, alert.unit_name AS "unitName",
  alert.account_action AS "accountAction", alert.raised_at AS "raisedAt", notification.person_id AS "personId",
  notification.agency_id AS "agencyId", notification.channel, notification.target_id AS "targetId", notification.state,
  notification.cause, notification.tries, notification.at, notification.sent_at AS "sentAt",
  notification.seen_at AS "seenAt", notification.acknowledged_at AS "acknowledgedAt"`);

/** All notifications of one alert. */
export function listNotificationsOfAlert(connection: Connection, alertId: string): Promise<Notification[]> {
  return rows(
    connection,
    sql<Notification>`SELECT ${NOTIFICATION_COLUMNS} FROM ${NOTIFICATIONS}
      WHERE notification.alert_id = ${alertId} ORDER BY notification.at, notification.id`,
  );
}

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
  'id' | 'alertId' | 'incidentId' | 'kind' | 'personId' | 'channel' | 'state'
>;

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
      RETURNING notification.id, alert_id AS "alertId", notification.incident_id AS "incidentId", alert.kind,
        person_id AS "personId", channel, state`,
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
