import type { RosterProposal, WeekOfUnits } from '#contract/staffing';
import { type Connection, findRow, rows, sql } from '#platform/database/database';

export type ProposalRow = {
  id: string;
  agencyId: string;
  units: WeekOfUnits;
  targetMinutes: number;
  targetPercent: number;
  simulationId: string;
  proposedByPersonId: string;
  proposedAt: Date;
  state: RosterProposal['state'];
};
const COLUMNS = sql.raw(`id, agency_id AS "agencyId", units, target_minutes AS "targetMinutes",
  target_percent AS "targetPercent", simulation_id AS "simulationId", proposed_by_person_id AS "proposedByPersonId",
  proposed_at AS "proposedAt", state`);

export async function insertProposal(tx: Connection, row: Omit<ProposalRow, 'state'>): Promise<void> {
  await sql`INSERT INTO duty.roster_proposals (id, agency_id, units, target_minutes, target_percent, simulation_id,
      proposed_by_person_id, proposed_at)
    VALUES (${row.id}, ${row.agencyId}, ${row.units}::smallint[], ${row.targetMinutes}, ${row.targetPercent},
      ${row.simulationId}, ${row.proposedByPersonId}, ${row.proposedAt})`.execute(tx);
}

/** What another one takes the place of. @returns their ids */
export async function replaceProposals(
  tx: Connection,
  { agencyId, state, at }: { agencyId: string; state: 'open' | 'accepted'; at: Date },
): Promise<string[]> {
  const replaced = await rows(
    tx,
    sql<{ id: string }>`UPDATE duty.roster_proposals SET state = 'replaced', decided_at = ${at}
      WHERE agency_id = ${agencyId} AND state = ${state} RETURNING id`,
  );
  return replaced.map(({ id }) => id);
}

export function lockProposal(tx: Connection, id: string): Promise<ProposalRow | undefined> {
  return findRow(tx, sql<ProposalRow>`SELECT ${COLUMNS} FROM duty.roster_proposals WHERE id = ${id} FOR UPDATE`);
}

/** The open one of a station, and the one that holds. */
export function listHolding(connection: Connection, agencyId: string): Promise<ProposalRow[]> {
  return rows(
    connection,
    sql<ProposalRow>`SELECT ${COLUMNS} FROM duty.roster_proposals
      WHERE agency_id = ${agencyId} AND state IN ('open', 'accepted')`,
  );
}

export async function acceptProposal(
  tx: Connection,
  { id, units, at }: { id: string; units: WeekOfUnits; at: Date },
): Promise<void> {
  await sql`UPDATE duty.roster_proposals SET state = 'accepted', units = ${units}::smallint[], decided_at = ${at}
    WHERE id = ${id}`.execute(tx);
}

export async function declineProposal(
  tx: Connection,
  { id, reason, at }: { id: string; reason: string; at: Date },
): Promise<void> {
  await sql`UPDATE duty.roster_proposals SET state = 'declined', decline_reason = ${reason}, decided_at = ${at}
    WHERE id = ${id}`.execute(tx);
}
