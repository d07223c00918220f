import { type Columns, insertColumns, selectColumns } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { Proposal } from '../family-plan.ts';

const PROPOSAL = {
  id: 'id',
  planId: 'plan_id',
  requestedByPersonId: 'requested_by_person_id',
  requestedAt: 'requested_at',
  dueAt: 'due_at',
  decision: 'decision',
  reason: 'reason',
  decidedByPersonId: 'decided_by_person_id',
  decidedAt: 'decided_at',
} as const satisfies Columns<Proposal>;
const COLUMNS = selectColumns(PROPOSAL);

/** The plan is locked, and its status says that nothing waits for a decision. */
export async function insertProposal(tx: Connection, proposal: Proposal): Promise<void> {
  await sql`INSERT INTO self_reliance.proposals ${insertColumns(PROPOSAL, proposal)}`.execute(tx);
}

/** The newest proposal of each of these plans. */
export function listNewestProposals(connection: Connection, planIds: string[]): Promise<Proposal[]> {
  return rows(
    connection,
    sql<Proposal>`SELECT DISTINCT ON (plan_id) ${COLUMNS} FROM self_reliance.proposals
      WHERE plan_id = ANY(${planIds}::uuid[]) ORDER BY plan_id, requested_at DESC`,
  );
}

/** Decides what nobody has decided yet. @returns false when somebody has */
export async function saveFamilyDecision(tx: Connection, decided: Proposal): Promise<boolean> {
  const { id, decision, reason, decidedByPersonId, decidedAt } = decided;
  const saved = await findRow(
    tx,
    sql<{ id: string }>`UPDATE self_reliance.proposals SET decision = ${decision}, reason = ${reason},
        decided_by_person_id = ${decidedByPersonId}, decided_at = ${decidedAt}
      WHERE id = ${id} AND decision IS NULL RETURNING id`,
  );
  return saved !== undefined;
}
