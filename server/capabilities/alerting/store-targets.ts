import type { GatewayCalled } from '#contract/alerting';
import { type Connection, findRow, rows, sql } from '#platform/database/database';

export async function insertGroupCode(
  tx: Connection,
  code: { hash: string; agencyId: string; madeBy: string; expiresAt: Date },
): Promise<void> {
  await sql`DELETE FROM alerting.group_codes WHERE agency_id = ${code.agencyId}`.execute(tx);
  await sql`INSERT INTO alerting.group_codes (code_hash, agency_id, made_by, expires_at)
    VALUES (${code.hash}, ${code.agencyId}, ${code.madeBy}, ${code.expiresAt})`.execute(tx);
}

/** Deletes the codes that this person asked for. */
export async function deleteGroupCodesOf(tx: Connection, madeBy: string): Promise<void> {
  await sql`DELETE FROM alerting.group_codes WHERE made_by = ${madeBy}`.execute(tx);
}

/** Deletes and returns the code, so that it works once. */
export function takeGroupCode(
  tx: Connection,
  hash: string,
  now: Date,
): Promise<{ agencyId: string; madeBy: string } | undefined> {
  return findRow(
    tx,
    sql<{ agencyId: string; madeBy: string }>`DELETE FROM alerting.group_codes
      WHERE code_hash = ${hash} AND expires_at > ${now} RETURNING agency_id AS "agencyId", made_by AS "madeBy"`,
  );
}

export type GroupRow = { id: string; agencyId: string; lineGroupId: string; enrolledAt: Date };
const GROUP = sql`id, agency_id AS "agencyId", line_group_id AS "lineGroupId", enrolled_at AS "enrolledAt"`;

export function listGroups(connection: Connection, agencyIds: readonly string[]): Promise<GroupRow[]> {
  return rows(
    connection,
    sql<GroupRow>`SELECT ${GROUP} FROM alerting.groups
      WHERE agency_id = ANY(${agencyIds}::uuid[]) AND removed_at IS NULL ORDER BY enrolled_at, id`,
  );
}

export function listGroupsById(connection: Connection, ids: readonly string[]): Promise<GroupRow[]> {
  return rows(
    connection,
    sql<GroupRow>`SELECT ${GROUP} FROM alerting.groups WHERE id = ANY(${[...ids]}::uuid[]) AND removed_at IS NULL`,
  );
}

export function findGroup(
  connection: Connection,
  by: { id?: string; lineGroupId?: string },
): Promise<GroupRow | undefined> {
  return findRow(
    connection,
    sql<GroupRow>`SELECT ${GROUP} FROM alerting.groups WHERE removed_at IS NULL
      AND (id = ${by.id ?? null}::uuid OR line_group_id = ${by.lineGroupId ?? null}::text)`,
  );
}

export async function insertGroup(
  tx: Connection,
  group: Omit<GroupRow, 'enrolledAt'>,
  by: string,
  now: Date,
): Promise<void> {
  await sql`INSERT INTO alerting.groups (id, agency_id, line_group_id, enrolled_by, enrolled_at)
    VALUES (${group.id}, ${group.agencyId}, ${group.lineGroupId}, ${by}, ${now})`.execute(tx);
}

export async function removeGroup(tx: Connection, id: string, how: 'by-us' | 'put-out', now: Date): Promise<boolean> {
  const removed = await sql`UPDATE alerting.groups SET removed_at = ${now}, removed_how = ${how}
    WHERE id = ${id} AND removed_at IS NULL`.execute(tx);
  return removed.numAffectedRows === 1n;
}

export type GatewayRow = {
  id: string;
  agencyId: string;
  name: string;
  url: string;
  called: GatewayCalled;
  madeAt: Date;
};
const GATEWAY = sql`id, agency_id AS "agencyId", name, url, called, made_at AS "madeAt"`;

export function listGateways(connection: Connection, agencyIds: readonly string[]): Promise<GatewayRow[]> {
  return rows(
    connection,
    sql<GatewayRow>`SELECT ${GATEWAY} FROM alerting.gateways
      WHERE agency_id = ANY(${agencyIds}::uuid[]) AND removed_at IS NULL ORDER BY made_at, id`,
  );
}

export function listGatewaysById(connection: Connection, ids: readonly string[]): Promise<GatewayRow[]> {
  return rows(
    connection,
    sql<GatewayRow>`SELECT ${GATEWAY} FROM alerting.gateways WHERE id = ANY(${[...ids]}::uuid[]) AND removed_at IS NULL`,
  );
}

export function findGateway(connection: Connection, id: string): Promise<GatewayRow | undefined> {
  return findRow(
    connection,
    sql<GatewayRow>`SELECT ${GATEWAY} FROM alerting.gateways WHERE id = ${id} AND removed_at IS NULL`,
  );
}

export async function insertGateway(tx: Connection, gateway: GatewayRow, by: string): Promise<void> {
  const { id, agencyId, name, url, called, madeAt } = gateway;
  await sql`INSERT INTO alerting.gateways (id, agency_id, name, url, called, made_by, made_at)
    VALUES (${id}, ${agencyId}, ${name}, ${url}, ${called}, ${by}, ${madeAt})`.execute(tx);
}

/** @returns whether it existed */
export async function removeGateway(tx: Connection, id: string, now: Date): Promise<boolean> {
  const removed = await sql`UPDATE alerting.gateways SET removed_at = ${now}
    WHERE id = ${id} AND removed_at IS NULL`.execute(tx);
  return removed.numAffectedRows === 1n;
}

/** Whether it is a group or gateway of the agency that was removed. */
export async function isRemovedTarget(
  tx: Connection,
  { agencyId, id }: { agencyId: string; id: string },
): Promise<boolean> {
  const removed = await findRow(
    tx,
    sql`SELECT 1 FROM alerting.groups WHERE id = ${id} AND agency_id = ${agencyId} AND removed_at IS NOT NULL
      UNION ALL SELECT 1 FROM alerting.gateways WHERE id = ${id} AND agency_id = ${agencyId} AND removed_at IS NOT NULL`,
  );
  return removed !== undefined;
}
