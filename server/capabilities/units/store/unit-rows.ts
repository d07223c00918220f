import type { UnitKind } from '#contract/unit-status';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { Unit } from '../unit.ts';

const COLUMNS = sql.raw(`unit.id, unit.agency_id AS "agencyId", unit.call_sign AS "callSign", unit.kind, unit.version,
  unit.out_of_service_at AS "outOfServiceAt", unit.out_of_service_reason AS "outOfServiceReason",
  unit.back_at AS "backAt", unit.updated_at AS "updatedAt",
  ARRAY(SELECT person_id::text FROM units.members AS member WHERE member.unit_id = unit.id ORDER BY at, person_id)
    AS "memberIds",
  load.open_jobs AS "openCount", load.last_ended_at AS "lastEndedAt"`);
const UNITS = sql.raw('units.units AS unit JOIN units.loads AS load ON load.unit_id = unit.id');

/** Units by id, by agency, or all that row security shows to this connection; without disbanded ones. */
export function listUnitRows(
  connection: Connection,
  which: { ids: string[] } | { agencyIds: string[] } | 'all',
): Promise<Unit[]> {
  const chosen =
    which === 'all'
      ? sql`true`
      : 'ids' in which
        ? sql`unit.id = ANY(${which.ids}::uuid[])`
        : sql`unit.agency_id = ANY(${which.agencyIds}::uuid[])`;
  return rows(
    connection,
    sql<Unit>`SELECT ${COLUMNS} FROM ${UNITS} WHERE unit.disbanded_at IS NULL AND ${chosen}
      ORDER BY unit.agency_id, unit.call_sign`,
  );
}

export async function findUnitRow(connection: Connection, id: string): Promise<Unit | undefined> {
  return (await listUnitRows(connection, { ids: [id] }))[0];
}

/** The unit in which a person serves. */
export async function findUnitOf(connection: Connection, personId: string): Promise<Unit | undefined> {
  return findRow(
    connection,
    sql<Unit>`SELECT ${COLUMNS} FROM ${UNITS} JOIN units.members AS own ON own.unit_id = unit.id
      WHERE own.person_id = ${personId} AND unit.disbanded_at IS NULL`,
  );
}

/**
 * Locks the unit until the transaction ends: of two dispatchers who want it at once, one waits here. The unit is read
 * after the lock, so that the second sees the change of the first.
 */
export async function findUnitForChange(tx: Connection, id: string): Promise<Unit | undefined> {
  const locked = await findRow(tx, sql`SELECT id FROM units.units WHERE id = ${id} FOR UPDATE`);
  return locked ? findUnitRow(tx, id) : undefined;
}

type NewUnit = { id: string; agencyId: string; callSign: string; kind: UnitKind };

/** @returns whether the call sign was free */
export async function insertUnit(
  tx: Connection,
  { id, agencyId, callSign, kind }: NewUnit,
  at: Date,
): Promise<boolean> {
  const made = await sql`INSERT INTO units.units (id, agency_id, call_sign, kind, created_at, updated_at)
    SELECT ${id}::uuid, ${agencyId}, ${callSign}, ${kind}, ${at}, ${at} WHERE NOT EXISTS (SELECT FROM units.units
      WHERE agency_id = ${agencyId} AND lower(call_sign) = lower(${callSign}) AND disbanded_at IS NULL)
    ON CONFLICT DO NOTHING`.execute(tx);
  return made.numAffectedRows === 1n;
}

/** Another unit of the agency with this call sign. */
export async function findCallSignHolder(
  tx: Connection,
  unit: Pick<Unit, 'id' | 'agencyId' | 'callSign'>,
): Promise<string | undefined> {
  const other = await findRow(
    tx,
    sql<{ id: string }>`SELECT id FROM units.units WHERE agency_id = ${unit.agencyId} AND id <> ${unit.id}
      AND lower(call_sign) = lower(${unit.callSign}) AND disbanded_at IS NULL`,
  );
  return other?.id;
}

/** The agency of a disbanded unit. */
export async function findDisbandedAgency(tx: Connection, id: string): Promise<string | undefined> {
  const found = await findRow(
    tx,
    sql<{ agencyId: string }>`SELECT agency_id AS "agencyId" FROM units.units
      WHERE id = ${id} AND disbanded_at IS NOT NULL`,
  );
  return found?.agencyId;
}

/** The units in which these people serve. */
export async function listUnitIdsOf(tx: Connection, personIds: string[]): Promise<string[]> {
  const found = await rows(
    tx,
    sql<{ id: string }>`SELECT DISTINCT unit_id AS id FROM units.members WHERE person_id = ANY(${personIds}::uuid[])`,
  );
  return found.map(({ id }) => id);
}

/** Saves the unit itself; members and jobs have their own rows. */
export async function updateUnit(tx: Connection, unit: Unit, disbandedAt: Date | null = null): Promise<void> {
  await sql`UPDATE units.units SET call_sign = ${unit.callSign}, kind = ${unit.kind}, version = ${unit.version},
      out_of_service_at = ${unit.outOfServiceAt}, out_of_service_reason = ${unit.outOfServiceReason},
      back_at = ${unit.backAt}, disbanded_at = ${disbandedAt}, updated_at = ${unit.updatedAt}
    WHERE id = ${unit.id}`.execute(tx);
}

/** @returns those who were added; people of another unit are not */
export async function addMembers(
  tx: Connection,
  unitId: string,
  personIds: string[],
  by: { personId: string; at: Date },
): Promise<string[]> {
  const added = await rows(
    tx,
    sql<{ personId: string }>`INSERT INTO units.members (unit_id, person_id, by_person_id, at)
      SELECT ${unitId}::uuid, person_id, ${by.personId}, ${by.at} FROM unnest(${personIds}::uuid[]) AS person_id
      ON CONFLICT DO NOTHING RETURNING person_id AS "personId"`,
  );
  return added.map(({ personId }) => personId);
}

export async function removeMembers(tx: Connection, unitId: string, personIds: string[]): Promise<void> {
  await sql`DELETE FROM units.members WHERE unit_id = ${unitId} AND person_id = ANY(${personIds}::uuid[])`.execute(tx);
}
