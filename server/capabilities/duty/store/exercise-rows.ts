import type { ThaiDay } from '#contract/thai-day';
import { type Connection, rows, sql } from '#platform/database/database';

export type ExerciseRow = {
  id: string;
  agencyId: string;
  incidentId: string;
  /** First day of the month of a scheduled exercise; null where a person started it. */
  month: ThaiDay | null;
  begunAt: Date;
  endsBy: Date;
  acknowledgedAt: Date | null;
  endedAt: Date | null;
};

const columns = sql`id, agency_id AS "agencyId", incident_id AS "incidentId", month::text AS month,
  begun_at AS "begunAt", ends_by AS "endsBy", acknowledged_at AS "acknowledgedAt", ended_at AS "endedAt"`;

export async function insertExercise(
  tx: Connection,
  exercise: Omit<ExerciseRow, 'acknowledgedAt' | 'endedAt'>,
): Promise<void> {
  const { id, agencyId, incidentId, month, begunAt, endsBy } = exercise;
  await sql`INSERT INTO duty.exercises (id, agency_id, incident_id, month, begun_at, ends_by)
    VALUES (${id}, ${agencyId}, ${incidentId}, ${month}::date, ${begunAt}, ${endsBy})`.execute(tx);
}

export async function isExerciseRunning(connection: Connection, agencyId: string): Promise<boolean> {
  const running = await rows(
    connection,
    sql`SELECT 1 FROM duty.exercises WHERE agency_id = ${agencyId} AND ended_at IS NULL`,
  );
  return running.length > 0;
}

/** Locks stations without an exercise this month; another process takes others. */
export async function lockStationsToExercise(
  tx: Connection,
  { agencyIds, month, limit }: { agencyIds: readonly string[]; month: ThaiDay; limit: number },
): Promise<string[]> {
  const taken = await rows(
    tx,
    sql<{ id: string }>`SELECT agency_id AS id FROM duty.stations AS station
      WHERE has_exercises AND agency_id = ANY(${agencyIds}::uuid[])
        AND NOT EXISTS (SELECT FROM duty.exercises AS done
          WHERE done.agency_id = station.agency_id AND (done.month = ${month}::date OR done.ended_at IS NULL))
      ORDER BY agency_id LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
  );
  return taken.map(({ id }) => id);
}

export function lockOverdueExercises(tx: Connection, now: Date, limit: number): Promise<{ incidentId: string }[]> {
  return rows(
    tx,
    sql<{ incidentId: string }>`SELECT incident_id AS "incidentId" FROM duty.exercises
      WHERE ended_at IS NULL AND ends_by <= ${now} ORDER BY ends_by LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
  );
}

/** Saves the first acknowledgement only. */
export async function saveAcknowledged(tx: Connection, incidentId: string, now: Date): Promise<void> {
  await sql`UPDATE duty.exercises SET acknowledged_at = ${now}
    WHERE incident_id = ${incidentId} AND acknowledged_at IS NULL AND ended_at IS NULL`.execute(tx);
}

export async function saveEnded(tx: Connection, incidentId: string, now: Date): Promise<void> {
  await sql`UPDATE duty.exercises SET ended_at = ${now}
    WHERE incident_id = ${incidentId} AND ended_at IS NULL`.execute(tx);
}

/** The latest exercises, newest first. */
export function listExerciseRows(
  connection: Connection,
  agencyIds: readonly string[],
  limit: number,
): Promise<ExerciseRow[]> {
  return rows(
    connection,
    sql<ExerciseRow>`SELECT ${columns} FROM duty.exercises WHERE agency_id = ANY(${agencyIds}::uuid[])
      ORDER BY begun_at DESC, id LIMIT ${limit}`,
  );
}
