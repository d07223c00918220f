import type { AbsenceKind } from '#contract/duty';
import { type Connection, findRow, rows, sql } from '#platform/database/database';

export type AbsenceRow = {
  id: string;
  agencyId: string;
  personId: string;
  kind: AbsenceKind;
  startsAt: Date;
  endsAt: Date;
};

export async function insertAbsence(tx: Connection, absence: AbsenceRow, now: Date): Promise<void> {
  const { id, agencyId, personId, kind, startsAt, endsAt } = absence;
  await sql`INSERT INTO duty.absences (id, agency_id, person_id, kind, starts_at, ends_at, noted_at)
    VALUES (${id}, ${agencyId}, ${personId}, ${kind}, ${startsAt}, ${endsAt}, ${now})`.execute(tx);
}

/** These people's absences that overlap the span. */
export function listAbsences(
  connection: Connection,
  personIds: readonly string[],
  { from, to }: { from: Date; to: Date },
): Promise<AbsenceRow[]> {
  return rows(
    connection,
    sql<AbsenceRow>`SELECT id, agency_id AS "agencyId", person_id AS "personId", kind, starts_at AS "startsAt",
        ends_at AS "endsAt" FROM duty.absences
      WHERE person_id = ANY(${personIds}::uuid[]) AND lifted_at IS NULL AND ends_at > ${from} AND starts_at < ${to}
      ORDER BY starts_at, id`,
  );
}

/** Locks one absence for its end. */
export function lockAbsence(tx: Connection, id: string): Promise<(AbsenceRow & { liftedAt: Date | null }) | undefined> {
  return findRow(
    tx,
    sql<AbsenceRow & { liftedAt: Date | null }>`SELECT id, agency_id AS "agencyId", person_id AS "personId", kind,
        starts_at AS "startsAt", ends_at AS "endsAt", lifted_at AS "liftedAt"
      FROM duty.absences WHERE id = ${id} FOR UPDATE`,
  );
}

/** Ends an absence from now on. */
export async function liftAbsence(tx: Connection, id: string, now: Date): Promise<void> {
  await sql`UPDATE duty.absences SET lifted_at = ${now} WHERE id = ${id}`.execute(tx);
}
