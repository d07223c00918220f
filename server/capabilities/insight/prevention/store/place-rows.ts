import type { IncidentType } from '#contract/incident-type';
import type { AdministrativePlace } from '#contract/jurisdiction';
import type { PlacedBecause } from '#contract/places';
import type { ThaiDay } from '#contract/thai-day';
import { type Connection, findRow, type RawBuilder, rows, sql } from '#platform/database/database';
import { type Placed, readHomeAddress, SAME_NUMBER_METRES, type Site } from '../place.ts';

const METRES_A_DEGREE = 111_318.8;
const HALF = SAME_NUMBER_METRES / METRES_A_DEGREE;
/** At a hospital or a temple there are many. */
const MOST_NEAR = 200;

/**
 * These incidents, all within reach of one of them and all that they share a place with, each with the place it belongs to so
 * far: where a position was moved far away, those who stay behind must be seen.
 */
export async function listSitesAround(tx: Connection, incidentIds: readonly string[]): Promise<Site[]> {
  const found = await rows(
    tx,
    sql<Omit<Site, 'home'> & { detail: string | null }>`WITH wanted AS (
        SELECT incident_id, lat, lng, ${HALF}::float8 / cos(radians(lat)) AS wide FROM incident.published_exact_places
        WHERE incident_id = ANY(${[...incidentIds]}::uuid[])),
      found AS (
        SELECT near.incident_id FROM wanted CROSS JOIN LATERAL (SELECT site.incident_id
          FROM incident.published_exact_places AS site
          WHERE site.lat BETWEEN wanted.lat - ${HALF}::float8 AND wanted.lat + ${HALF}::float8
            AND site.lng BETWEEN wanted.lng - wanted.wide AND wanted.lng + wanted.wide
          ORDER BY site.opened_at DESC LIMIT ${MOST_NEAR}) AS near
        UNION SELECT other.incident_id FROM wanted JOIN insight.place_incidents AS own ON own.incident_id = wanted.incident_id
          JOIN insight.place_incidents AS other ON other.place_id = own.place_id)
      SELECT site.incident_id AS "incidentId", site.opened_at AS "openedAt", site.lat, site.lng,
        site.accuracy_metres AS "accuracyMetres", site.place_detail AS detail, member.place_id AS "placeId",
        place.root_id AS "rootId", former.root_id AS "takenOutOf"
      FROM found JOIN incident.published_exact_places AS site ON site.incident_id = found.incident_id
        LEFT JOIN insight.place_incidents AS member ON member.incident_id = found.incident_id
        LEFT JOIN insight.places AS place ON place.id = member.place_id
        LEFT JOIN insight.places AS former ON former.id = member.former_place_id`,
  );
  return found.map(({ detail, ...site }) => ({ ...site, home: readHomeAddress(detail) }));
}

/** Incidents that are gone leave their places, with their visits. @returns the places they left */
export async function removeGone(tx: Connection, incidentIds: readonly string[]): Promise<string[]> {
  const gone = sql`incident_id = ANY(${[...incidentIds]}::uuid[])
    AND NOT EXISTS (SELECT FROM incident.published_exact_places AS site WHERE site.incident_id = member.incident_id)`;
  await sql`DELETE FROM insight.revisits AS member WHERE ${gone}`.execute(tx);
  const left = await rows(
    tx,
    sql<{
      placeId: string;
    }>`DELETE FROM insight.place_incidents AS member WHERE ${gone} RETURNING place_id AS "placeId"`,
  );
  return left.map(({ placeId }) => placeId);
}

/** Adds new places and moves incidents to theirs. */
export async function storePlaced(tx: Connection, placed: readonly Placed[]): Promise<void> {
  if (placed.length === 0) return;
  const ids = [...new Set(placed.filter(({ isNew }) => isNew).map(({ placeId }) => placeId))];
  await sql`INSERT INTO insight.places (id, root_id, n) SELECT id, id, 0 FROM unnest(${ids}::uuid[]) AS id`.execute(tx);
  await sql`INSERT INTO insight.place_incidents (incident_id, place_id, why)
    SELECT * FROM unnest(${placed.map(({ incidentId }) => incidentId)}::uuid[], ${placed.map(({ placeId }) => placeId)}::uuid[],
      ${placed.map(({ because }) => because)}::text[])
    ON CONFLICT (incident_id) DO UPDATE SET place_id = EXCLUDED.place_id, why = EXCLUDED.why,
      former_place_id = NULL`.execute(tx);
}

/** Places without an incident, of which nobody has decided anything. */
export async function removeEmpty(tx: Connection, placeIds: readonly string[]): Promise<void> {
  await sql`DELETE FROM insight.places AS place WHERE id = ANY(${[...placeIds]}::uuid[])
    AND NOT EXISTS (SELECT FROM insight.place_incidents AS member
      WHERE member.place_id = place.id OR member.former_place_id = place.id)
    AND NOT EXISTS (SELECT FROM insight.places AS other WHERE other.joined_into = place.id OR other.root_id = place.id
      AND other.id <> place.id)
    AND joined_into IS NULL`.execute(tx);
}

/** A counted incident of a place that stands by itself, with what the place is described by. */
export type CountedIncident = {
  rootId: string;
  incidentId: string;
  openedAt: Date;
  type: IncidentType;
  isQuiet: boolean;
  agencyId: string;
  lat: number;
  lng: number;
  place: AdministrativePlace;
};

/** The counted incidents of the places that these count for, the oldest first; locks the places. */
export async function listCountedIncidents(
  tx: Connection,
  placeIds: readonly string[],
): Promise<{ rootIds: string[]; incidents: CountedIncident[] }> {
  const roots = await rows(
    tx,
    sql<{ id: string }>`SELECT id FROM insight.places WHERE id IN (SELECT root_id FROM insight.places
      WHERE id = ANY(${[...placeIds]}::uuid[])) ORDER BY id FOR UPDATE`,
  );
  const rootIds = roots.map(({ id }) => id);
  const incidents = await rows(
    tx,
    sql<CountedIncident>`SELECT place.root_id AS "rootId", site.incident_id AS "incidentId", site.opened_at AS "openedAt", site.type,
        site.is_quiet AS "isQuiet", site.agency_id AS "agencyId", site.lat, site.lng, site.place
      FROM insight.places AS place JOIN insight.place_incidents AS member ON member.place_id = place.id
        JOIN incident.published_exact_places AS site ON site.incident_id = member.incident_id
      WHERE place.root_id = ANY(${rootIds}::uuid[]) AND site.is_counted ORDER BY site.opened_at, site.incident_id`,
  );
  return { rootIds, incidents };
}

export type PlaceRow = {
  id: string;
  n: number;
  firstOn: ThaiDay | null;
  lastOn: ThaiDay | null;
  agencyId: string | null;
  centreId: string | null;
  provinceCode: string | null;
  subdistrictCode: string | null;
  cell: string | null;
  isQuiet: boolean;
};

export async function replaceSums(tx: Connection, places: readonly PlaceRow[]): Promise<void> {
  const column = <Field extends keyof PlaceRow>(field: Field) => places.map((place) => place[field]);
  await sql`UPDATE insight.places AS place SET n = sums.n, first_on = sums.first_on, last_on = sums.last_on,
      is_quiet = sums.is_quiet,
      -- Where all incidents were taken out it stays whose it was: somebody may put them back.
      agency_id = coalesce(sums.agency_id, place.agency_id), centre_id = CASE WHEN sums.n = 0 THEN place.centre_id ELSE sums.centre_id END,
      province_code = coalesce(sums.province_code, place.province_code),
      subdistrict_code = coalesce(sums.subdistrict_code, place.subdistrict_code), cell = coalesce(sums.cell, place.cell)
    FROM unnest(${column('id')}::uuid[], ${column('n')}::integer[], ${column('firstOn')}::date[], ${column('lastOn')}::date[],
      ${column('agencyId')}::uuid[], ${column('centreId')}::uuid[], ${column('provinceCode')}::text[],
      ${column('subdistrictCode')}::text[], ${column('cell')}::text[], ${column('isQuiet')}::boolean[])
      AS sums (id, n, first_on, last_on, agency_id, centre_id, province_code, subdistrict_code, cell, is_quiet)
    WHERE place.id = sums.id`.execute(tx);
  // What counts for another one counts no more by itself.
  await sql`UPDATE insight.places SET n = 0 WHERE root_id = ANY(${column('id')}::uuid[]) AND id <> root_id AND n > 0`.execute(
    tx,
  );
}

/** Which places somebody may know of: everybody's, provinces', or those of agencies. */
export type PlaceScope = { all: boolean; provinces: string[]; agencyIds: string[]; dueFor: string[] };

/** A place is known to whoever has its area or its agencies; to a crew (`dueFor`) only while a visit of theirs is due. */
const inScope = (
  { all, provinces, agencyIds, dueFor }: PlaceScope,
  today: ThaiDay,
): RawBuilder<unknown> => sql`(${all}::boolean
  OR place.province_code = ANY(${provinces}::text[]) OR place.agency_id = ANY(${agencyIds}::uuid[])
  OR place.centre_id = ANY(${agencyIds}::uuid[])
  OR EXISTS (SELECT FROM insight.places AS part JOIN insight.place_incidents AS member ON member.place_id = part.id
    JOIN insight.revisits AS visit ON visit.incident_id = member.incident_id
    WHERE part.root_id = place.id AND visit.state = 'open' AND visit.due_on <= ${today}::date
      AND visit.agency_id = ANY(${dueFor}::uuid[])))`;

/** Who is named in an incident must not learn that it exists, and so not of its place. */
const notWithheld = (
  withheld: readonly string[],
): RawBuilder<unknown> => sql`NOT EXISTS (SELECT FROM insight.places AS part
  JOIN insight.place_incidents AS member ON member.place_id = part.id
  WHERE part.root_id = place.id AND member.incident_id = ANY(${[...withheld]}::uuid[]))`;

const PLACE = sql.raw(`place.id, place.n, place.first_on::text AS "firstOn", place.last_on::text AS "lastOn",
  place.agency_id AS "agencyId", place.centre_id AS "centreId", place.province_code AS "provinceCode",
  place.subdistrict_code AS "subdistrictCode", place.cell, place.is_quiet AS "isQuiet"`);

type Asked = { scope: PlaceScope; withheld: readonly string[]; today: ThaiDay };

/** Repeat places of the last year: those with a visit that is due first, then the most repeated. */
export function listRepeatPlaceRows(
  connection: Connection,
  { scope, withheld, today, province, limit }: Asked & { province: string | null; limit: number },
): Promise<PlaceRow[]> {
  return rows(
    connection,
    sql<PlaceRow>`SELECT ${PLACE} FROM insight.places AS place
      LEFT JOIN LATERAL (SELECT min(visit.due_on) AS due_on FROM insight.places AS part
        JOIN insight.place_incidents AS member ON member.place_id = part.id
        JOIN insight.revisits AS visit ON visit.incident_id = member.incident_id
        WHERE part.root_id = place.id AND visit.state = 'open') AS next ON true
      WHERE place.n > 1 AND place.joined_into IS NULL AND place.last_on > ${today}::date - 365
        AND (${province}::text IS NULL OR place.province_code = ${province}::text)
        AND ${inScope(scope, today)} AND ${notWithheld(withheld)}
      ORDER BY coalesce(next.due_on <= ${today}::date, false) DESC, place.n DESC, place.last_on DESC, place.id LIMIT ${limit}`,
  );
}

/** The place that this one counts for, if somebody may know of it. */
export function findPlaceRow(
  connection: Connection,
  id: string,
  { scope, withheld, today }: Asked,
): Promise<PlaceRow | undefined> {
  return findRow(
    connection,
    sql<PlaceRow>`SELECT ${PLACE} FROM insight.places AS place
      WHERE place.id = (SELECT root_id FROM insight.places WHERE id = ${id}) AND ${inScope(scope, today)} AND ${notWithheld(withheld)}`,
  );
}

export type PlaceIncidentRow = {
  id: string;
  code: string;
  openedAt: Date;
  type: IncidentType;
  disposition: string | null;
  because: PlacedBecause;
  isApart: boolean;
  isCounted: boolean;
  lat: number;
  lng: number;
  accuracyMetres: number | null;
  detail: string | null;
  label: string | null;
  place: AdministrativePlace;
};

/** All incidents of a place, and those that a person took out of it; the latest first. */
export function listPlaceIncidents(connection: Connection, rootId: string): Promise<PlaceIncidentRow[]> {
  return rows(
    connection,
    sql<PlaceIncidentRow>`SELECT site.incident_id AS id, site.code, site.opened_at AS "openedAt", site.type, site.disposition,
        member.why AS because, place.root_id <> ${rootId} AS "isApart", site.is_counted AS "isCounted", site.lat, site.lng,
        site.accuracy_metres AS "accuracyMetres", site.place_detail AS detail, site.place_label AS label, site.place
      FROM insight.place_incidents AS member JOIN insight.places AS place ON place.id = member.place_id
        LEFT JOIN insight.places AS former ON former.id = member.former_place_id
        JOIN incident.published_exact_places AS site ON site.incident_id = member.incident_id
      WHERE place.root_id = ${rootId} OR former.root_id = ${rootId}
      ORDER BY site.opened_at DESC LIMIT 200`,
  );
}

export function listJoinedPlaces(connection: Connection, rootId: string): Promise<{ id: string; n: number }[]> {
  return rows(
    connection,
    sql<{ id: string; n: number }>`SELECT place.id, (SELECT count(*)::integer FROM insight.place_incidents AS member
        WHERE member.place_id = place.id) AS n
      FROM insight.places AS place WHERE place.joined_into = ${rootId} ORDER BY place.id`,
  );
}

export type NearPlace = { id: string; n: number; lastOn: ThaiDay; lat: number; lng: number };

/** Other places around a point that somebody may know of: maybe the same door. */
export function listNearPlaces(
  connection: Connection,
  { lat, lng, rootId }: { lat: number; lng: number; rootId: string },
  { scope, withheld, today }: Asked,
): Promise<NearPlace[]> {
  const wide = HALF / Math.cos((lat * Math.PI) / 180);
  return rows(
    connection,
    sql<NearPlace>`SELECT place.id, count(*)::integer AS n, max(site.opened_at AT TIME ZONE 'Asia/Bangkok')::date::text AS "lastOn",
        avg(site.lat)::float8 AS lat, avg(site.lng)::float8 AS lng
      FROM incident.published_exact_places AS site JOIN insight.place_incidents AS member ON member.incident_id = site.incident_id
        JOIN insight.places AS part ON part.id = member.place_id JOIN insight.places AS place ON place.id = part.root_id
      WHERE site.lat BETWEEN ${lat - HALF}::float8 AND ${lat + HALF}::float8
        AND site.lng BETWEEN ${lng - wide}::float8 AND ${lng + wide}::float8 AND site.is_counted
        AND place.id <> ${rootId} AND ${inScope(scope, today)} AND ${notWithheld(withheld)}
      GROUP BY place.id ORDER BY n DESC, place.id LIMIT 20`,
  );
}

/** What a correction changes. */
export type Correctable = { id: string; joinedInto: string | null; rootId: string };

/** Locks places, in the order of their ids. */
export function lockPlaces(tx: Connection, ids: readonly string[]): Promise<Correctable[]> {
  return rows(
    tx,
    sql<Correctable>`SELECT id, joined_into AS "joinedInto", root_id AS "rootId" FROM insight.places
      WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR UPDATE`,
  );
}

/** Joins a place into another one, or lets it stand by itself again; all that was joined into it goes with it. */
export async function joinInto(tx: Connection, placeId: string, into: string | null): Promise<void> {
  await sql`UPDATE insight.places SET joined_into = ${into}::uuid, root_id = coalesce(${into}::uuid, id) WHERE id = ${placeId}`.execute(
    tx,
  );
  await sql`WITH RECURSIVE below AS (
      SELECT id, root_id FROM insight.places WHERE id = ${placeId}
      UNION ALL SELECT place.id, below.root_id FROM insight.places AS place JOIN below ON place.joined_into = below.id)
    UPDATE insight.places AS place SET root_id = below.root_id FROM below WHERE place.id = below.id`.execute(tx);
}

export type Membership = { placeId: string; rootId: string; formerPlaceId: string | null; formerRootId: string | null };

export async function lockMembership(tx: Connection, incidentId: string): Promise<Membership | undefined> {
  // Read after the lock: whoever waited for it would find the row of before joined to a place that it has left.
  await sql`SELECT 1 FROM insight.place_incidents WHERE incident_id = ${incidentId} FOR UPDATE`.execute(tx);
  return findRow(
    tx,
    sql<Membership>`SELECT member.place_id AS "placeId", place.root_id AS "rootId", member.former_place_id AS "formerPlaceId",
        (SELECT root_id FROM insight.places WHERE id = member.former_place_id) AS "formerRootId"
      FROM insight.place_incidents AS member JOIN insight.places AS place ON place.id = member.place_id
      WHERE member.incident_id = ${incidentId}`,
  );
}

/** Takes an incident out of its place into a new one of its own. */
export async function takeOut(tx: Connection, incidentId: string, newPlaceId: string): Promise<void> {
  await sql`INSERT INTO insight.places (id, root_id, n) VALUES (${newPlaceId}, ${newPlaceId}, 0)`.execute(tx);
  await sql`UPDATE insight.place_incidents SET former_place_id = place_id, place_id = ${newPlaceId}, why = 'person'
    WHERE incident_id = ${incidentId}`.execute(tx);
}

/** Back to where it was taken out; from now on the rules place it again. */
export async function putBack(tx: Connection, incidentId: string): Promise<void> {
  await sql`UPDATE insight.place_incidents SET place_id = former_place_id, former_place_id = NULL, why = 'nearby'
    WHERE incident_id = ${incidentId}`.execute(tx);
}
