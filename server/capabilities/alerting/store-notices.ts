import type { NoticeState } from '#contract/alerting';
import { type Connection, rows, sql } from '#platform/database/database';
import type { Alert, Notice } from './notice.ts';

export type NewNotice = Pick<Notice, 'id' | 'personId' | 'agencyId' | 'channel' | 'targetId' | 'state' | 'cause'>;

export async function insertAlert(tx: Connection, alert: Alert, now: Date): Promise<void> {
  const { alertId, incidentId, kind, rung, agencyIds, unitName = null, accountAct = null } = alert;
  await sql`INSERT INTO alerting.alerts (id, incident_id, kind, rung, agency_ids, unit_name, account_act, raised_at)
    VALUES (${alertId}, ${incidentId}, ${kind}, ${rung}, ${agencyIds}::uuid[], ${unitName}, ${accountAct}, ${now})`.execute(
    tx,
  );
}

/** Once for each alert, channel and person or target: the same again changes nothing. */
export async function insertNotices(
  tx: Connection,
  alert: Pick<Alert, 'alertId' | 'incidentId'>,
  notices: NewNotice[],
  now: Date,
): Promise<void> {
  await sql`INSERT INTO alerting.notices
      (id, alert_id, incident_id, person_id, agency_id, channel, target_id, state, cause, next_try_at, at, changed_at)
    SELECT one.id, ${alert.alertId}::uuid, ${alert.incidentId}::uuid, one."personId", one."agencyId", one.channel,
      one."targetId", one.state, one.cause, CASE WHEN one.state = 'owed' AND one.channel <> 'console' THEN ${now}::timestamptz END,
      ${now}, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(notices)}::jsonb) AS one
      (id uuid, "personId" uuid, "agencyId" uuid, channel text, "targetId" uuid, state text, cause text)
    ON CONFLICT DO NOTHING`.execute(tx);
}

/** Of `alerting.notices AS notice` with its `alerting.alerts AS alert`. */
export const NOTICE_COLUMNS = sql`notice.id, notice.alert_id AS "alertId", notice.incident_id AS "incidentId", alert.kind, alert.rung, alert.unit_name AS "unitName", alert.account_act AS "accountAct", alert.raised_at AS "raisedAt",
  notice.person_id AS "personId", notice.agency_id AS "agencyId", notice.channel, notice.target_id AS "targetId",
  notice.state, notice.cause, notice.tries, notice.at, notice.accepted_at AS "acceptedAt", notice.seen_at AS "seenAt",
  notice.acknowledged_at AS "acknowledgedAt"`;

/** Everybody who was told of these incidents, oldest first. */
export function listNoticesOf(connection: Connection, incidentIds: string[]): Promise<Notice[]> {
  return rows(
    connection,
    sql<Notice>`SELECT ${NOTICE_COLUMNS} FROM alerting.notices AS notice JOIN alerting.alerts AS alert ON alert.id = notice.alert_id
      WHERE notice.incident_id = ANY(${incidentIds}::uuid[]) ORDER BY notice.at, notice.id`,
  );
}

/** Everybody who was told in one alert. */
export function listNoticesOfAlert(connection: Connection, alertId: string): Promise<Notice[]> {
  return rows(
    connection,
    sql<Notice>`SELECT ${NOTICE_COLUMNS} FROM alerting.notices AS notice JOIN alerting.alerts AS alert ON alert.id = notice.alert_id
      WHERE notice.alert_id = ${alertId} ORDER BY notice.at, notice.id`,
  );
}

export type Choice = {
  incidentIds?: string[];
  alertIds?: string[];
  personId?: string;
  channel?: Notice['channel'];
  noticeId?: string;
  /** Never of these, whatever else was chosen. */
  exceptIncidentIds?: string[];
  kinds?: readonly Notice['kind'][];
  /** Alerts of orders: what is about the same incident and the same unit. */
  unseenOrders?: string[];
};
export type Changed = Pick<Notice, 'id' | 'alertId' | 'incidentId' | 'kind' | 'personId' | 'channel' | 'state'>;

/** Gives the chosen notices another state where they stand in one of `from`, and says which ones have changed. */
export function changeNotices(
  tx: Connection,
  choice: Choice,
  { from, to, cause }: { from: NoticeState[]; to: NoticeState; cause?: string | undefined },
  now: Date,
): Promise<Changed[]> {
  return rows(
    tx,
    sql<Changed>`UPDATE alerting.notices AS notice SET state = ${to}, changed_at = ${now}, next_try_at = NULL,
        accepted_at = CASE WHEN ${to}::text = 'accepted' THEN ${now}::timestamptz ELSE accepted_at END,
        cause = CASE WHEN ${to}::text = 'accepted' THEN NULL ELSE coalesce(${cause ?? null}::text, notice.cause) END,
        seen_at = CASE WHEN ${to}::text IN ('seen', 'acknowledged') THEN coalesce(seen_at, ${now}) ELSE seen_at END,
        acknowledged_at = CASE WHEN ${to}::text = 'acknowledged' THEN ${now}::timestamptz ELSE acknowledged_at END
      FROM alerting.alerts AS alert
      WHERE alert.id = notice.alert_id AND state = ANY(${from}::text[]) AND ${chosen(choice)}
      RETURNING notice.id, alert_id AS "alertId", notice.incident_id AS "incidentId", alert.kind, person_id AS "personId",
        channel, state`,
  );
}

/** True also of a notice about no incident. */
export function isNotAbout(incidentIds: string[]) {
  return sql`(notice.incident_id = ANY(${incidentIds}::uuid[])) IS NOT TRUE`;
}

/** Only what was said, so that an index finds it; nothing said chooses nothing. */
function chosen(choice: Choice) {
  const { incidentIds, alertIds, personId, channel, noticeId, exceptIncidentIds, kinds, unseenOrders } = choice;
  const parts = [
    ...(incidentIds ? [sql`notice.incident_id = ANY(${incidentIds}::uuid[])`] : []),
    ...(alertIds ? [sql`alert_id = ANY(${alertIds}::uuid[])`] : []),
    ...(personId ? [sql`person_id = ${personId}::uuid`] : []),
    ...(channel ? [sql`channel = ${channel}`] : []),
    ...(noticeId ? [sql`notice.id = ${noticeId}::uuid`] : []),
    ...(kinds ? [sql`alert.kind = ANY(${[...kinds]}::text[])`] : []),
    ...(unseenOrders
      ? [
          sql`EXISTS (SELECT FROM alerting.alerts AS given WHERE given.id = ANY(${unseenOrders}::uuid[])
            AND given.incident_id = notice.incident_id AND given.unit_name IS NOT DISTINCT FROM alert.unit_name)`,
        ]
      : []),
  ];
  if (parts.length === 0) return sql`false`;
  if (exceptIncidentIds) parts.push(isNotAbout(exceptIncidentIds));
  return sql.join(parts, sql` AND `);
}

/** What became of an alert, whoever it went to. Times as instants; null: not yet. */
export type AlertOutcome = {
  alertId: string;
  at: Date;
  /** A channel beside an open page took it: what was taken is not yet seen. */
  acceptedAt: Date | null;
  seenAt: Date | null;
  acknowledgedAt: Date | null;
};

export function listOutcomesOf(connection: Connection, alertIds: string[]): Promise<AlertOutcome[]> {
  return rows(
    connection,
    sql<AlertOutcome>`SELECT alert_id AS "alertId", min(at) AS at, min(accepted_at) AS "acceptedAt", min(seen_at) AS "seenAt",
        min(acknowledged_at) AS "acknowledgedAt"
      FROM alerting.notices WHERE alert_id = ANY(${alertIds}::uuid[]) GROUP BY alert_id`,
  );
}
