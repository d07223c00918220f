import type { RevisitDay, RevisitState } from '#contract/places';
import type { ThaiDay } from '#contract/thai-day';
import { type Connection, findRow, getRow, rows, sql } from '#platform/database/database';
import type { PlannedRevisit } from '../revisit.ts';
import type { PlaceScope } from './place-rows.ts';

export type RevisitRow = {
  id: string;
  rootId: string;
  incidentId: string;
  day: RevisitDay;
  dueOn: ThaiDay;
  agencyId: string | null;
  centreId: string | null;
  state: RevisitState;
  tries: number;
  cameOf: string[];
  referredTo: string | null;
  answeredAt: Date | null;
};
const COLUMNS =
  sql.raw(`visit.id, place.root_id AS "rootId", visit.incident_id AS "incidentId", visit.day, visit.due_on::text AS "dueOn",
  visit.agency_id AS "agencyId", visit.centre_id AS "centreId", visit.state, visit.tries, visit.came_of AS "cameOf",
  visit.referred_to AS "referredTo", visit.answered_at AS "answeredAt"`);
const OF_PLACES =
  sql.raw(`insight.revisits AS visit JOIN insight.place_incidents AS member ON member.incident_id = visit.incident_id
  JOIN insight.places AS place ON place.id = member.place_id`);

type Planned = PlannedRevisit & { id: string; agencyId: string | null; centreId: string | null };
/** The latest counted incident of a repeat place, and who goes there. */
type Latest = { incidentId: string; agencyId: string | null; centreId: string | null };

/** Makes the visits of these places what they ought to be: open are those after the latest incident alone. */
export async function replaceRevisits(
  tx: Connection,
  { rootIds, latest, planned }: { rootIds: readonly string[]; latest: readonly Latest[]; planned: readonly Planned[] },
): Promise<void> {
  const last = latest.map(({ incidentId }) => incidentId);
  await sql`UPDATE insight.revisits AS visit SET state = 'replaced' FROM insight.place_incidents AS member
      JOIN insight.places AS place ON place.id = member.place_id
    WHERE member.incident_id = visit.incident_id AND place.root_id = ANY(${[...rootIds]}::uuid[]) AND visit.state = 'open'
      AND visit.incident_id <> ALL(${last}::uuid[])`.execute(tx);
  await sql`UPDATE insight.revisits AS visit SET agency_id = who.agency_id, centre_id = who.centre_id
    FROM unnest(${last}::uuid[], ${latest.map(({ agencyId }) => agencyId)}::uuid[], ${latest.map(({ centreId }) => centreId)}::uuid[])
      AS who (incident_id, agency_id, centre_id)
    WHERE visit.incident_id = who.incident_id AND visit.state = 'open'`.execute(tx);
  const column = <Field extends keyof Planned>(field: Field) => planned.map((one) => one[field]);
  await sql`INSERT INTO insight.revisits (id, incident_id, day, due_on, agency_id, centre_id)
    SELECT * FROM unnest(${column('id')}::uuid[], ${column('incidentId')}::uuid[], ${column('day')}::smallint[],
      ${column('dueOn')}::date[], ${column('agencyId')}::uuid[], ${column('centreId')}::uuid[])
    ON CONFLICT (incident_id, day) DO UPDATE SET state = 'open', agency_id = EXCLUDED.agency_id, centre_id = EXCLUDED.centre_id
      WHERE revisits.state = 'replaced'`.execute(tx);
}

/** Visits of these places that were not replaced, the newest first. */
export function listRevisits(connection: Connection, rootIds: readonly string[]): Promise<RevisitRow[]> {
  return rows(
    connection,
    sql<RevisitRow>`SELECT ${COLUMNS} FROM ${OF_PLACES}
      WHERE place.root_id = ANY(${[...rootIds]}::uuid[]) AND visit.state <> 'replaced'
      ORDER BY visit.due_on DESC, visit.day DESC`,
  );
}

export async function lockRevisit(tx: Connection, id: string): Promise<RevisitRow | undefined> {
  return findRow(tx, sql<RevisitRow>`SELECT ${COLUMNS} FROM ${OF_PLACES} WHERE visit.id = ${id} FOR UPDATE OF visit`);
}

export type AnsweredRevisit = Pick<RevisitRow, 'id' | 'state' | 'tries' | 'dueOn' | 'cameOf' | 'referredTo'> & {
  dangerReportId: string | null;
  answeredAt: Date;
  answeredByPersonId: string;
};

export async function storeAnswer(tx: Connection, answered: AnsweredRevisit): Promise<void> {
  const { id, state, tries, dueOn, cameOf, referredTo, dangerReportId, answeredAt, answeredByPersonId } = answered;
  await sql`UPDATE insight.revisits SET state = ${state}, tries = ${tries}, due_on = ${dueOn}::date, came_of = ${cameOf}::text[],
      referred_to = ${referredTo}, danger_report_id = coalesce(${dangerReportId}::uuid, danger_report_id), answered_at = ${answeredAt},
      answered_by_person_id = ${answeredByPersonId}
    WHERE id = ${id}`.execute(tx);
}

type InScope = { scope: PlaceScope; province: string | null; today: ThaiDay };
const places = ({
  scope,
  province,
}: InScope) => sql`(${scope.all}::boolean OR root.province_code = ANY(${scope.provinces}::text[])
    OR root.agency_id = ANY(${scope.agencyIds}::uuid[]) OR root.centre_id = ANY(${scope.agencyIds}::uuid[]))
  AND (${province}::text IS NULL OR root.province_code = ${province}::text)`;

export type VisitCounts = {
  done: number;
  notAtHome: number;
  refused: number;
  referred: number;
  open: number;
  due: number;
};

export function countVisits(connection: Connection, asked: InScope): Promise<VisitCounts> {
  const of = (state: RevisitState) => sql`(count(*) FILTER (WHERE visit.state = ${state}))::integer`;
  return getRow(
    connection,
    sql<VisitCounts>`SELECT ${of('done')} AS done, ${of('not-at-home')} AS "notAtHome", ${of('refused')} AS refused,
        ${of('referred')} AS referred, ${of('open')} AS open,
        (count(*) FILTER (WHERE visit.state = 'open' AND visit.due_on <= ${asked.today}::date))::integer AS due
      FROM ${OF_PLACES} JOIN insight.places AS root ON root.id = place.root_id WHERE ${places(asked)}`,
  );
}

/** Counted incidents at doors that somebody visited, in as many days before the first visit as have passed since, at most so many. */
export function countAroundVisits(
  connection: Connection,
  { now, mostDays, ...asked }: InScope & { now: Date; mostDays: number },
): Promise<{ places: number; before: number; after: number }> {
  return getRow(
    connection,
    sql<{ places: number; before: number; after: number }>`WITH visited AS (
        SELECT root.id, min(visit.answered_at) AS at,
          least(${now}::timestamptz - min(visit.answered_at), make_interval(days => ${mostDays})) AS span
        FROM ${OF_PLACES} JOIN insight.places AS root ON root.id = place.root_id
        WHERE visit.state IN ('done', 'referred') AND ${places(asked)} GROUP BY root.id)
      SELECT count(DISTINCT visited.id)::integer AS places,
        (count(site.incident_id) FILTER (WHERE site.opened_at < visited.at))::integer AS before,
        (count(site.incident_id) FILTER (WHERE site.opened_at >= visited.at))::integer AS after
      FROM visited JOIN insight.places AS part ON part.root_id = visited.id
        LEFT JOIN insight.place_incidents AS member ON member.place_id = part.id
        LEFT JOIN incident.published_exact_places AS site ON site.incident_id = member.incident_id AND site.is_counted
          AND site.opened_at >= visited.at - visited.span AND site.opened_at < visited.at + visited.span`,
  );
}
