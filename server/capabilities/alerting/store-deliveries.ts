import { UNIT_NEWS } from '#contract/alert-kind';
import { type Connection, rows, sql } from '#platform/database/database';
import type { Lease } from '#platform/process/lease';
import type { Notification } from './notification.ts';
import type { DeliveryOutcome } from './outcome.ts';
import type { AlertToPlan } from './plan-alert.ts';
import {
  CHANGED_COLUMNS,
  type ChangedNotification,
  isNotAbout,
  NOTIFICATION_COLUMNS,
  NOTIFICATIONS,
} from './store-notifications.ts';

export type AlertToExpand = AlertToPlan & { alertId: string };

/** The oldest alerts without notifications for their other channels, locked until the end of the transaction. */
export function takeAlertsToExpand(tx: Connection, now: Date, limit: number): Promise<AlertToExpand[]> {
  return rows(
    tx,
    sql<AlertToExpand>`UPDATE alerting.alerts AS alert SET expanded_at = ${now} WHERE id IN (
        SELECT id FROM alerting.alerts WHERE expanded_at IS NULL ORDER BY raised_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING id AS "alertId", incident_id AS "incidentId", kind, step, agency_ids::text[] AS "agencyIds",
        account_action AS "accountAction", (
          SELECT coalesce(json_agg(json_build_object('personId', person_id, 'agencyId', agency_id)), '[]')
          FROM alerting.notifications AS known WHERE known.alert_id = alert.id AND person_id IS NOT NULL) AS people`,
  );
}

/** Leases due notifications to this process. When the lease has ended, another process takes them over. */
export function claimDueNotifications(
  db: Connection,
  { now, until, processId }: Lease,
  limit: number,
): Promise<Notification[]> {
  return rows(
    db,
    sql<Notification>`UPDATE alerting.notifications AS notification
      SET next_try_at = ${until}, trying_process = ${processId}, tries = notification.tries + 1
      FROM (SELECT id FROM alerting.notifications WHERE state = 'pending' AND next_try_at <= ${now}
          ORDER BY next_try_at LIMIT ${limit} FOR UPDATE SKIP LOCKED) AS due, alerting.alerts AS alert
      WHERE notification.id = due.id AND alert.id = notification.alert_id
      RETURNING ${NOTIFICATION_COLUMNS}`,
  );
}

const STATES = { sent: 'sent', failed: 'failed', cancelled: 'cancelled', later: 'pending' } as const;

/**
 * Records what became of several tries, and of each browser's push, in one statement. A notification that is not pending
 * any more (its person saw it, the incident was answered) stays as it is, and so does a browser that has become somebody
 * else's. @returns those changed
 */
export function saveOutcomes(
  connection: Connection,
  outcomes: readonly DeliveryOutcome[],
  now: Date,
): Promise<ChangedNotification[]> {
  const given = outcomes.map(({ notificationId, kind, cause, until }) => {
    return { id: notificationId, to: STATES[kind], cause, until };
  });
  const browsers = outcomes.flatMap((outcome) => outcome.browsers ?? []);
  return rows(
    connection,
    sql<ChangedNotification>`WITH gone AS (DELETE FROM alerting.push_subscriptions AS browser
        USING jsonb_to_recordset(${JSON.stringify(browsers.filter(({ isGone }) => isGone))}::jsonb)
          AS one (id uuid, "personId" uuid)
        WHERE browser.id = one.id AND browser.person_id = one."personId"),
      tried AS (UPDATE alerting.push_subscriptions AS browser SET failure = one.failure,
          last_sent_at = CASE WHEN one.failure IS NULL THEN ${now}::timestamptz ELSE last_sent_at END,
          last_failed_at = CASE WHEN one.failure IS NULL THEN NULL ELSE ${now}::timestamptz END
        FROM jsonb_to_recordset(${JSON.stringify(browsers.filter(({ isGone }) => !isGone))}::jsonb)
          AS one (id uuid, "personId" uuid, failure text)
        WHERE browser.id = one.id AND browser.person_id = one."personId")
      UPDATE alerting.notifications AS notification
      SET state = given."to", next_try_at = given.until, trying_process = NULL,
        changed_at = CASE WHEN given."to" = 'pending' THEN changed_at ELSE ${now} END,
        sent_at = CASE WHEN given."to" = 'sent' THEN ${now}::timestamptz ELSE sent_at END,
        cause = CASE WHEN given."to" = 'sent' THEN NULL ELSE coalesce(given.cause, notification.cause) END
      FROM jsonb_to_recordset(${JSON.stringify(given)}::jsonb) AS given (id uuid, "to" text, cause text, until timestamptz),
        alerting.alerts AS alert
      WHERE notification.id = given.id AND alert.id = notification.alert_id AND notification.state = 'pending'
      RETURNING ${CHANGED_COLUMNS}`,
  );
}

/**
 * Makes notifications that this process wrote under its lease and could not begin due for anybody. When that lease has
 * ended meanwhile, somebody else has claimed them and is trying: those stay as they are.
 */
export async function releaseNotifications(db: Connection, ids: readonly string[], now: Date): Promise<void> {
  await sql`UPDATE alerting.notifications SET next_try_at = ${now}, trying_process = NULL
    WHERE id = ANY(${[...ids]}::uuid[]) AND state = 'pending' AND tries = 1`.execute(db);
}

/** Makes the notifications leased by these processes due at once. */
export async function releaseNotificationsOf(tx: Connection, processIds: number[], now: Date): Promise<void> {
  await sql`UPDATE alerting.notifications SET next_try_at = ${now}, trying_process = NULL
    WHERE state = 'pending' AND next_try_at IS NOT NULL AND trying_process = ANY(${processIds}::int[])`.execute(tx);
}

/** Makes the notifications of these alerts that the person's quiet hours suppressed due after all. */
export async function resumeSuppressedNotifications(
  tx: Connection,
  alerted: readonly { alertId: string; personId: string }[],
  now: Date,
): Promise<void> {
  const [alertIds, personIds] = [alerted.map(({ alertId }) => alertId), alerted.map(({ personId }) => personId)];
  await sql`UPDATE alerting.notifications SET state = 'pending', cause = NULL, next_try_at = ${now}, changed_at = ${now}
    WHERE (alert_id, person_id) IN (SELECT * FROM unnest(${alertIds}::uuid[], ${personIds}::uuid[]))
      AND state = 'suppressed'`.execute(tx);
}

export type ChannelResult = {
  channel: Notification['channel'];
  lastSentAt: Date | null;
  lastFailedAt: Date | null;
  lastCause: string | null;
};

/** The latest results of each channel for alarms; an agency's own system that is down delays none. */
export function listChannelResults(connection: Connection, since: Date): Promise<ChannelResult[]> {
  return rows(
    connection,
    sql<ChannelResult>`SELECT channel, max(sent_at) AS "lastSentAt",
        max(changed_at) FILTER (WHERE state = 'failed') AS "lastFailedAt",
        (array_agg(cause ORDER BY changed_at DESC) FILTER (WHERE state = 'failed'))[1] AS "lastCause"
      FROM alerting.notifications AS tried WHERE state IN ('sent', 'failed') AND changed_at > ${since}
        AND (channel <> 'gateway' OR NOT EXISTS (SELECT FROM alerting.alerts AS alert
          WHERE alert.id = tried.alert_id AND alert.kind = 'referral-step')) GROUP BY channel`,
  );
}

/** A person's own newest notifications, without those about incidents that are withheld from them. */
export function listNotificationsTo(
  connection: Connection,
  personId: string,
  { limit, exceptIncidentIds }: { limit: number; exceptIncidentIds: string[] },
): Promise<Notification[]> {
  return rows(
    connection,
    sql<Notification>`SELECT ${NOTIFICATION_COLUMNS} FROM ${NOTIFICATIONS}
      WHERE notification.person_id = ${personId} AND ${isNotAbout(exceptIncidentIds)}
      ORDER BY notification.at DESC, notification.id DESC LIMIT ${limit}`,
  );
}

/** A person's unseen console notifications since then: those without an incident, and news of units. */
export function listUnseenNews(
  connection: Connection,
  personId: string,
  { since, exceptIncidentIds }: { since: Date; exceptIncidentIds: string[] },
): Promise<Notification[]> {
  return rows(
    connection,
    sql<Notification>`SELECT ${NOTIFICATION_COLUMNS} FROM ${NOTIFICATIONS}
      WHERE notification.person_id = ${personId} AND notification.channel = 'console'
        AND (notification.incident_id IS NULL OR alert.kind = ANY(${[...UNIT_NEWS]}::text[]))
        AND ${isNotAbout(exceptIncidentIds)}
        AND notification.state = 'pending' AND notification.at > ${since} ORDER BY notification.at DESC LIMIT 5`,
  );
}

/** The last results of each group or gateway; no failure if a later notification was sent. */
export function listTargetResults(
  connection: Connection,
  targetIds: string[],
): Promise<{ targetId: string; lastSentAt: Date | null; lastFailure: string | null }[]> {
  return rows(
    connection,
    sql<{ targetId: string; lastSentAt: Date | null; lastFailure: string | null }>`
      SELECT target_id AS "targetId", max(sent_at) AS "lastSentAt",
        (array_agg(CASE WHEN state = 'sent' THEN NULL ELSE cause END ORDER BY changed_at DESC))[1] AS "lastFailure"
      FROM alerting.notifications WHERE target_id = ANY(${targetIds}::uuid[]) AND (state IN ('sent', 'failed') OR tries > 0)
      GROUP BY target_id`,
  );
}
