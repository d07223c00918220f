import { type Columns, insertColumns, insertRecords, selectColumns, updateColumns } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import { familyOf } from '../../record/store/incident-rows.ts';
import type { Finding, Measure } from '../finding.ts';

type Stored = Omit<Finding, 'measures'>;
const PROPOSED = {
  id: 'id',
  incidentId: 'incident_id',
  reportId: 'report_id',
  reporterId: 'reporter_id',
  otherIncidentIds: 'other_incident_ids',
  agencyId: 'agency_id',
  evidence: 'evidence',
  note: 'note',
  proposedAt: 'proposed_at',
  proposedBy: 'proposed_by',
  proposedAs: 'proposed_as',
  hearing: 'hearing',
  answerBy: 'answer_by',
} as const satisfies Partial<Columns<Stored>>;
const CHANGING = {
  status: 'status',
  decidedAt: 'decided_at',
  decidedBy: 'decided_by',
  reason: 'reason',
  dropReason: 'drop_reason',
  clauses: 'clauses',
  notice: 'notice',
  noticeGivenAt: 'notice_given_at',
  noticeWay: 'notice_way',
  appealedAt: 'appealed_at',
  appealTakenBy: 'appeal_taken_by',
  appealText: 'appeal_text',
  appealDecidedAt: 'appeal_decided_at',
  appealDecidedBy: 'appeal_decided_by',
  appealReason: 'appeal_reason',
} as const satisfies Columns<Omit<Stored, keyof typeof PROPOSED>>;
const FINDING = { ...PROPOSED, ...CHANGING };
const MEASURE = {
  findingId: 'finding_id',
  kind: 'kind',
  until: 'until',
  endedAt: 'ended_at',
  note: 'note',
} as const satisfies Columns<Measure & { findingId: string }>;

type FindingRow = Stored & {
  measures: { kind: Measure['kind']; until: string; endedAt: string | null; note: string | null }[];
};
const COLUMNS = sql`${selectColumns(FINDING)}, (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', measure.kind,
    'until', measure.until, 'endedAt', measure.ended_at, 'note', measure.note) ORDER BY measure.kind), '[]')
  FROM incident.finding_measures AS measure WHERE measure.finding_id = findings.id) AS measures`;

function toFinding({ measures, ...stored }: FindingRow): Finding {
  const read = measures.map(({ until, endedAt, ...measure }) => ({
    ...measure,
    until: new Date(until),
    endedAt: endedAt === null ? null : new Date(endedAt),
  }));
  return { ...stored, measures: read };
}

export async function insertFinding(tx: Connection, { proposedAs, ...finding }: Finding): Promise<void> {
  const row = { ...finding, proposedAs: JSON.stringify(proposedAs) };
  await sql`INSERT INTO incident.findings ${insertColumns(FINDING, row)}`.execute(tx);
}

export async function updateFinding(tx: Connection, finding: Finding): Promise<void> {
  await sql`UPDATE incident.findings SET ${updateColumns(CHANGING, finding)} WHERE id = ${finding.id}`.execute(tx);
  if (finding.measures.length === 0) return;
  const measures = finding.measures.map((measure) => ({ ...measure, findingId: finding.id }));
  await sql`INSERT INTO incident.finding_measures ${insertRecords('incident.finding_measures', MEASURE, measures)}
    ON CONFLICT (finding_id, kind) DO UPDATE SET until = excluded.until, ended_at = excluded.ended_at, note = excluded.note`.execute(
    tx,
  );
}

/** A finding about this incident, or one merged into it; the incident is locked already. */
export async function findFinding(
  tx: Connection,
  { id, incidentId }: { id: string; incidentId: string },
): Promise<Finding | undefined> {
  const row = await findRow(
    tx,
    sql<FindingRow>`SELECT ${COLUMNS} FROM incident.findings WHERE id = ${id} AND incident_id = ${incidentId}`,
  );
  return row && toFinding(row);
}

/** The findings that this incident is part of, oldest first. */
export async function listFindingsOf(connection: Connection, incidentId: string): Promise<Finding[]> {
  const found = await rows(
    connection,
    sql<FindingRow>`SELECT ${COLUMNS} FROM incident.findings
      WHERE incident_id = ANY(ARRAY${familyOf(incidentId)}) OR other_incident_ids @> ARRAY[${incidentId}::uuid]
      ORDER BY proposed_at, id`,
  );
  return found.map(toFinding);
}

/** Findings in which somebody has a step to take, oldest first. */
export async function listOpenFindings(connection: Connection, now: Date): Promise<Finding[]> {
  const found = await rows(
    connection,
    sql<FindingRow>`SELECT ${COLUMNS} FROM incident.findings
      WHERE status IN ('proposed', 'appealed') OR status IN ('confirmed', 'upheld') AND (notice_given_at IS NULL
        OR EXISTS (SELECT FROM incident.finding_measures AS measure WHERE measure.finding_id = findings.id
          AND measure.kind = 'inquiry' AND measure.ended_at IS NULL AND measure.until > ${now}))
      ORDER BY proposed_at, id LIMIT 500`,
  );
  return found.map(toFinding);
}

/** The newest finding of an account that was confirmed; of `id`, if they named one. */
export async function findConfirmedFinding(
  tx: Connection,
  { reporterId, id }: { reporterId: string; id: string | null },
): Promise<Pick<Finding, 'id' | 'incidentId'> | undefined> {
  return findRow(
    tx,
    sql<Pick<Finding, 'id' | 'incidentId'>>`SELECT id, incident_id AS "incidentId" FROM incident.findings
      WHERE reporter_id = ${reporterId} AND status = 'confirmed' AND (${id}::uuid IS NULL OR id = ${id})
      ORDER BY decided_at DESC LIMIT 1`,
  );
}

/** What the reporter of each finding wrote since they were asked, oldest first. */
export function listAnswers(
  connection: Connection,
  ids: string[],
): Promise<{ findingId: string; at: Date; text: string | null }[]> {
  return rows(
    connection,
    sql<{ findingId: string; at: Date; text: string | null }>`
      SELECT finding.id AS "findingId", message.at, message.text FROM incident.findings AS finding
      JOIN incident.messages AS message ON message.report_id = finding.report_id AND message.sender = 'reporter'
        AND message.at > finding.proposed_at
      WHERE finding.id = ANY(${ids}::uuid[]) ORDER BY message.at, message.id`,
  );
}

/** Ended incidents that this account alone reported, besides this one: of the same station, in which nothing was found. */
export function listOtherIncidents(
  connection: Connection,
  { reporterIds, incidentId, agencyId }: { reporterIds: string[]; incidentId: string; agencyId: string },
): Promise<{ id: string; code: string; openedAt: Date; reporterId: string }[]> {
  return rows(
    connection,
    sql<{ id: string; code: string; openedAt: Date; reporterId: string }>`
      SELECT DISTINCT incident.id, incident.code, incident.opened_at AS "openedAt", report.reporter_id AS "reporterId"
      FROM incident.reports AS report JOIN incident.incidents AS incident ON incident.id = report.incident_id
      WHERE report.reporter_id = ANY(${reporterIds}::uuid[]) AND incident.id <> ${incidentId}
        AND incident.responsible_agency_id = ${agencyId} AND incident.status IN ('resolved', 'closed')
        AND incident.disposition IN ('unfounded', 'gone-on-arrival')
        AND NOT EXISTS (SELECT FROM incident.incidents AS merged WHERE merged.merged_into = incident.id)
        AND NOT EXISTS (SELECT FROM incident.reports AS theirs WHERE theirs.incident_id = incident.id
          AND theirs.reporter_id <> report.reporter_id)
        AND NOT EXISTS (SELECT FROM incident.findings AS finding WHERE finding.status <> 'withdrawn'
          AND (finding.incident_id = incident.id OR finding.other_incident_ids @> ARRAY[incident.id]))
      ORDER BY incident.opened_at DESC LIMIT 50`,
  );
}

export type FindingCounts = {
  proposed: number;
  confirmed: number;
  dropped: number;
  withdrawn: number;
  appealed: number;
  overturned: number;
};
export type CountedFindings = FindingCounts & {
  part: 'station' | 'proposer' | 'decider';
  /** Of an agency or of a person. */
  id: string;
  name: string | null;
};

/** How many were proposed since then, and what became of them: by station, by proposer and by decider. */
export function countFindings(connection: Connection, since: Date): Promise<CountedFindings[]> {
  return rows(
    connection,
    sql<CountedFindings>`
      WITH counted AS (SELECT agency_id, proposed_by, decided_by, status, appealed_at FROM incident.findings
          WHERE proposed_at >= ${since}),
        parts AS (
          SELECT 'station' AS part, agency_id::text AS id, NULL::text AS name, status, appealed_at FROM counted UNION ALL
          SELECT 'proposer', proposed_by ->> 'id', proposed_by ->> 'name', status, appealed_at FROM counted UNION ALL
          SELECT 'decider', decided_by ->> 'id', decided_by ->> 'name', status, appealed_at FROM counted
            WHERE decided_by IS NOT NULL AND status <> 'withdrawn')
      SELECT part, id, max(name) AS name, count(*)::int AS proposed,
        count(*) FILTER (WHERE status IN ('confirmed', 'appealed', 'upheld', 'overturned'))::int AS confirmed,
        count(*) FILTER (WHERE status = 'dropped')::int AS dropped,
        count(*) FILTER (WHERE status = 'withdrawn')::int AS withdrawn,
        count(*) FILTER (WHERE appealed_at IS NOT NULL)::int AS appealed,
        count(*) FILTER (WHERE status = 'overturned')::int AS overturned
      FROM parts GROUP BY part, id ORDER BY part, confirmed DESC, proposed DESC, id`,
  );
}

/** Deletes findings whose last end is so long ago; running it twice changes nothing. */
export async function deleteEndedFindings(db: Connection, endedBefore: Date): Promise<void> {
  await sql`DELETE FROM incident.findings AS finding
    WHERE finding.status <> 'proposed' AND (finding.status <> 'appealed')
      AND greatest(finding.decided_at, finding.appeal_decided_at, finding.notice_given_at + interval '15 days',
        (SELECT max(coalesce(measure.ended_at, measure.until)) FROM incident.finding_measures AS measure
          WHERE measure.finding_id = finding.id)) < ${endedBefore}`.execute(db);
}
