import type { IncidentType } from '#contract/incident-type';
import type { Interval, MissedReason } from '#contract/insight';
import type { ThaiDay } from '#contract/thai-day';
import { type Connection, findRow, type RawBuilder, rows, sql } from '#platform/database/database';
import type { Asked } from './figure-rows.ts';

export type MissedRow = {
  incidentId: string;
  day: ThaiDay;
  hour: number;
  type: IncidentType;
  interval: Interval;
  seconds: number;
  targetSeconds: number;
  reason: MissedReason | null;
  /** Of all of them, how many have no reason yet. */
  open: number;
};

/** The most that are listed: whoever has more begins with the newest. */
const MOST_LISTED = 100;

/** What took longer than its target, without a reason first, then the newest; not what is withheld from the person. */
export function listMissed(
  connection: Connection,
  { from, to, agencyIds, personId }: { from: ThaiDay; to: ThaiDay; agencyIds: string[]; personId: string },
): Promise<MissedRow[]> {
  return rows(
    connection,
    sql<MissedRow>`SELECT missed.incident_id AS "incidentId", missed.day::text AS day, missed.hour, missed.type, missed.interval,
        missed.seconds, missed.target_seconds AS "targetSeconds", said.reason,
        (count(*) FILTER (WHERE said.reason IS NULL) OVER ())::int AS open
      FROM insight.missed_targets AS missed
      LEFT JOIN insight.missed_reasons AS said ON said.incident_id = missed.incident_id AND said.interval = missed.interval
      WHERE missed.agency_id = ANY(${agencyIds}::uuid[]) AND missed.day BETWEEN ${from}::date AND ${to}::date
        AND ${isShownTo(personId)}
      ORDER BY said.reason IS NOT NULL, missed.day DESC, missed.hour DESC, missed.incident_id, missed.interval
      LIMIT ${MOST_LISTED}`,
  );
}

/** One that the person may know of. */
export function findMissed(
  connection: Connection,
  { incidentId, interval, personId }: { incidentId: string; interval: Interval; personId: string },
): Promise<{ agencyId: string; day: ThaiDay } | undefined> {
  return findRow(
    connection,
    sql<{ agencyId: string; day: ThaiDay }>`SELECT missed.agency_id AS "agencyId", missed.day::text AS day
      FROM insight.missed_targets AS missed
      WHERE missed.incident_id = ${incidentId} AND missed.interval = ${interval} AND ${isShownTo(personId)}`,
  );
}

function isShownTo(personId: string): RawBuilder<unknown> {
  return sql`NOT EXISTS (SELECT 1 FROM incident.published_conflicts AS conflict
    WHERE conflict.incident_id = missed.incident_id AND conflict.person_id = ${personId})`;
}

/** The last one counts. */
export async function saveReason(
  tx: Connection,
  said: { incidentId: string; interval: Interval; day: ThaiDay; reason: MissedReason; personId: string; at: Date },
): Promise<void> {
  await sql`INSERT INTO insight.missed_reasons (incident_id, interval, day, reason, said_by_person_id, said_at)
    VALUES (${said.incidentId}, ${said.interval}, ${said.day}::date, ${said.reason}, ${said.personId}, ${said.at})
    ON CONFLICT (incident_id, interval) DO UPDATE SET day = excluded.day, reason = excluded.reason,
      said_by_person_id = excluded.said_by_person_id, said_at = excluded.said_at`.execute(tx);
}

export type ReasonRow = { interval: Interval; reason: MissedReason; n: number };

/** How often which reason was given, the most frequent first. */
export function countReasons(connection: Connection, asked: Asked): Promise<ReasonRow[]> {
  const { from, to, scope } = asked;
  const [types, channels] = [asked.type ?? null, asked.channel ?? null];
  const whose =
    'agencyIds' in scope
      ? sql`fact.agency_id = ANY(${scope.agencyIds}::uuid[])`
      : sql`(${scope.province}::text IS NULL OR fact.province_code = ${scope.province}::text)`;
  return rows(
    connection,
    sql<ReasonRow>`SELECT said.interval, said.reason, count(*)::int AS n
      FROM insight.missed_reasons AS said JOIN insight.incident_facts AS fact ON fact.incident_id = said.incident_id
      WHERE said.day BETWEEN ${from}::date AND ${to}::date AND fact.apart IS NULL AND ${whose}
        AND (${types}::text[] IS NULL OR fact.type = ANY(${types}::text[]))
        AND (${channels}::text[] IS NULL OR fact.channel = ANY(${channels}::text[]))
      GROUP BY said.interval, said.reason ORDER BY n DESC, said.reason`,
  );
}
