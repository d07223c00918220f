import type { Readiness } from '#contract/jurisdiction';
import { type Connection, rows, sql } from '#platform/database/database';
import type { ReadinessFacts } from '../readiness.ts';

/** An agency with a roster here, and the facts that decide its readiness. */
type StationFacts = ReadinessFacts & {
  agencyId: string;
  /** The readiness last saved in jurisdiction; null before the first time. */
  readiness: Readiness | null;
};

/** Registers agencies with a roster; from now on their readiness follows from who is on duty. */
export async function insertStations(tx: Connection, agencyIds: readonly string[], now: Date): Promise<void> {
  await sql`INSERT INTO duty.stations (agency_id, since) SELECT unnest(${agencyIds}::uuid[]), ${now}
    ON CONFLICT (agency_id) DO NOTHING`.execute(tx);
}

/** Facts of registered agencies, all or some of them. */
export function listStationFacts(
  connection: Connection,
  { agencyIds, at }: { agencyIds: readonly string[] | 'all'; at: Date },
): Promise<StationFacts[]> {
  const chosen = agencyIds === 'all' ? sql`true` : sql`station.agency_id = ANY(${agencyIds}::uuid[])`;
  return rows(
    connection,
    sql<StationFacts>`SELECT agency_id AS "agencyId", people_on_duty AS "peopleOnDuty",
        declared_readiness AS "declaredReadiness", declared_at AS "declaredAt", changed_at AS "changedAt", heartbeat_failed AS "heartbeatFailed", readiness
      FROM duty.station_facts(ARRAY(SELECT station.agency_id FROM duty.stations AS station WHERE ${chosen}), ${at})
      ORDER BY agency_id`,
  );
}

/** Saves the readiness given to jurisdiction; false when another process has changed it meanwhile. */
export async function saveReadiness(
  tx: Connection,
  { agencyId, from, to }: { agencyId: string; from: Readiness | null; to: Readiness },
): Promise<boolean> {
  const saved = await rows(
    tx,
    sql`UPDATE duty.stations SET readiness = ${to}
      WHERE agency_id = ${agencyId} AND readiness IS NOT DISTINCT FROM ${from} RETURNING 1`,
  );
  return saved.length > 0;
}

/** Saves the readiness that a station declares. */
export async function saveDeclaredReadiness(
  tx: Connection,
  { agencyId, readiness, at }: { agencyId: string; readiness: 'ready' | 'nobody-on-duty'; at: Date },
): Promise<void> {
  await sql`UPDATE duty.stations SET declared_readiness = ${readiness}, declared_at = ${at} WHERE agency_id = ${agencyId}`.execute(
    tx,
  );
}

/** Whether the agency has ever had a roster or a check-in. */
export async function hasStation(connection: Connection, agencyId: string): Promise<boolean> {
  return (await rows(connection, sql`SELECT 1 FROM duty.stations WHERE agency_id = ${agencyId}`)).length > 0;
}

/** Which of these agencies have a roster here. */
export async function listStationIds(connection: Connection, agencyIds: readonly string[]): Promise<Set<string>> {
  const found = await rows(
    connection,
    sql<{
      agencyId: string;
    }>`SELECT agency_id AS "agencyId" FROM duty.stations WHERE agency_id = ANY(${agencyIds}::uuid[])`,
  );
  return new Set(found.map(({ agencyId }) => agencyId));
}

/** Sets whether a station gets heartbeats and monthly exercises. */
export async function setProbes(
  tx: Connection,
  agencyId: string,
  { heartbeat, exercises }: { heartbeat: boolean; exercises: boolean },
): Promise<void> {
  await sql`UPDATE duty.stations SET asks_heartbeat = ${heartbeat}, has_exercises = ${exercises}
    WHERE agency_id = ${agencyId}`.execute(tx);
}
