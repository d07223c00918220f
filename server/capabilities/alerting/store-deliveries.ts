import { UNIT_NEWS } from '#contract/alert-kind';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { Notice } from './notice.ts';
import { isNotAbout, NOTICE_COLUMNS } from './store-notices.ts';

export type DueAlert = {
  id: string;
  incidentId: string | null;
  kind: Notice['kind'];
  rung: number | null;
  agencyIds: string[];
  accountAct: Notice['accountAct'];
};

/** An alert whose other channels nobody has worked out yet, held until the end of the transaction. */
export function takeAlertToExpand(tx: Connection, now: Date): Promise<DueAlert | undefined> {
  return findRow(
    tx,
    sql<DueAlert>`UPDATE alerting.alerts SET expanded_at = ${now} WHERE id = (
        SELECT id FROM alerting.alerts WHERE expanded_at IS NULL ORDER BY raised_at LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING id, incident_id AS "incidentId", kind, rung, agency_ids::text[] AS "agencyIds", account_act AS "accountAct"`,
  );
}

/**
 * Notices that are due, each for one process alone until `leaseUntil` or until that process has ended: whoever dies with
 * one leaves it to the next.
 */
export function claimDueNotices(
  db: Connection,
  { now, leaseUntil, processId, most }: { now: Date; leaseUntil: Date; processId: number | null; most: number },
): Promise<Notice[]> {
  return rows(
    db,
    sql<Notice>`UPDATE alerting.notices AS notice SET next_try_at = ${leaseUntil}, trying_process = ${processId},
        tries = notice.tries + 1
      FROM (SELECT id FROM alerting.notices WHERE state = 'owed' AND next_try_at <= ${now}
          ORDER BY next_try_at LIMIT ${most} FOR UPDATE SKIP LOCKED) AS due, alerting.alerts AS alert
      WHERE notice.id = due.id AND alert.id = notice.alert_id
      RETURNING ${NOTICE_COLUMNS}`,
  );
}

export async function postponeNotice(db: Connection, id: string, until: Date, cause: string | null): Promise<void> {
  await sql`UPDATE alerting.notices SET next_try_at = ${until}, trying_process = NULL, cause = ${cause}
    WHERE id = ${id} AND state = 'owed'`.execute(db);
}

/** Makes due at once what these processes had in hand when they ended. */
export async function releaseNoticesOf(tx: Connection, processIds: number[], now: Date): Promise<void> {
  await sql`UPDATE alerting.notices SET next_try_at = ${now}, trying_process = NULL
    WHERE state = 'owed' AND next_try_at IS NOT NULL AND trying_process = ANY(${processIds}::int[])`.execute(tx);
}

/** The same alert held back from a person by their quiet hours: now it goes after all. */
export async function wakeQuietNotices(tx: Connection, alertId: string, personId: string, now: Date): Promise<void> {
  await sql`UPDATE alerting.notices SET state = 'owed', cause = NULL, next_try_at = ${now}, changed_at = ${now}
    WHERE alert_id = ${alertId} AND person_id = ${personId} AND state = 'quiet'`.execute(tx);
}

export type ChannelResult = {
  channel: Notice['channel'];
  lastAcceptedAt: Date | null;
  lastFailedAt: Date | null;
  lastCause: string | null;
};

/** How each channel did of late, for those who must know whether it can be relied upon. */
export function listChannelResults(connection: Connection, since: Date): Promise<ChannelResult[]> {
  return rows(
    connection,
    sql<ChannelResult>`SELECT channel, max(accepted_at) AS "lastAcceptedAt",
        max(changed_at) FILTER (WHERE state = 'failed') AS "lastFailedAt",
        (array_agg(cause ORDER BY changed_at DESC) FILTER (WHERE state = 'failed'))[1] AS "lastCause"
      FROM alerting.notices WHERE state IN ('accepted', 'failed') AND changed_at > ${since} GROUP BY channel`,
  );
}

/** A person's own newest notices, without those about incidents that are withheld from them. */
export function listNoticesTo(
  connection: Connection,
  personId: string,
  { most, exceptIncidentIds }: { most: number; exceptIncidentIds: string[] },
): Promise<Notice[]> {
  return rows(
    connection,
    sql<Notice>`SELECT ${NOTICE_COLUMNS} FROM alerting.notices AS notice JOIN alerting.alerts AS alert ON alert.id = notice.alert_id
      WHERE notice.person_id = ${personId} AND ${isNotAbout(exceptIncidentIds)}
      ORDER BY notice.at DESC, notice.id DESC LIMIT ${most}`,
  );
}

/** What came to a person's console since then and was not seen yet: what is about no incident, and news of units. */
export function listUnseenNews(
  connection: Connection,
  personId: string,
  { since, exceptIncidentIds }: { since: Date; exceptIncidentIds: string[] },
): Promise<Notice[]> {
  return rows(
    connection,
    sql<Notice>`SELECT ${NOTICE_COLUMNS} FROM alerting.notices AS notice JOIN alerting.alerts AS alert ON alert.id = notice.alert_id
      WHERE notice.person_id = ${personId} AND notice.channel = 'console'
        AND (notice.incident_id IS NULL OR alert.kind = ANY(${[...UNIT_NEWS]}::text[]))
        AND ${isNotAbout(exceptIncidentIds)}
        AND notice.state = 'owed' AND notice.at > ${since} ORDER BY notice.at DESC LIMIT 5`,
  );
}

/** How the newest notices to each group or gateway went; no failure when a later one was taken. */
export function listTargetResults(
  connection: Connection,
  targetIds: string[],
): Promise<{ targetId: string; lastAcceptedAt: Date | null; lastFailure: string | null }[]> {
  return rows(
    connection,
    sql<{ targetId: string; lastAcceptedAt: Date | null; lastFailure: string | null }>`
      SELECT target_id AS "targetId", max(accepted_at) AS "lastAcceptedAt",
        (array_agg(CASE WHEN state = 'accepted' THEN NULL ELSE cause END ORDER BY changed_at DESC))[1] AS "lastFailure"
      FROM alerting.notices WHERE target_id = ANY(${targetIds}::uuid[]) AND (state IN ('accepted', 'failed') OR tries > 0)
      GROUP BY target_id`,
  );
}
