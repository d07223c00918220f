import { type Columns, insertColumns, selectColumns } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';

export type LossProposal = {
  id: string;
  caseId: string;
  needId: string;
  reason: string;
  requestedByPersonId: string;
  requestedAt: Date;
};
const PROPOSAL = {
  id: 'id',
  caseId: 'case_id',
  needId: 'need_id',
  reason: 'reason',
  requestedByPersonId: 'requested_by_person_id',
  requestedAt: 'requested_at',
} as const satisfies Columns<LossProposal>;
const PROPOSAL_COLUMNS = selectColumns(PROPOSAL);

/** @returns false when somebody has proposed it already */
export async function insertLossProposal(tx: Connection, proposal: LossProposal): Promise<boolean> {
  const inserted = await findRow(
    tx,
    sql<{ id: string }>`INSERT INTO referral.loss_proposals ${insertColumns(PROPOSAL, proposal)}
      ON CONFLICT (need_id) WHERE accepted IS NULL DO NOTHING RETURNING id`,
  );
  return inserted !== undefined;
}

/** The proposal that waits for a decision, locked. */
export function findLossProposal(tx: Connection, needId: string): Promise<LossProposal | undefined> {
  return findRow(
    tx,
    sql<LossProposal>`SELECT ${PROPOSAL_COLUMNS} FROM referral.loss_proposals
      WHERE need_id = ${needId} AND accepted IS NULL FOR UPDATE`,
  );
}

export function listLossProposals(connection: Connection, caseId: string): Promise<LossProposal[]> {
  return rows(
    connection,
    sql<LossProposal>`SELECT ${PROPOSAL_COLUMNS} FROM referral.loss_proposals
      WHERE case_id = ${caseId} AND accepted IS NULL`,
  );
}

/** @returns false when it is decided already */
export async function saveLossDecision(
  tx: Connection,
  id: string,
  { accepted, reason, byPersonId, at }: { accepted: boolean; reason: string | null; byPersonId: string; at: Date },
): Promise<boolean> {
  const saved = await findRow(
    tx,
    sql<{ id: string }>`UPDATE referral.loss_proposals SET accepted = ${accepted}, decision_reason = ${reason},
        decided_by_person_id = ${byPersonId}, decided_at = ${at}
      WHERE id = ${id} AND accepted IS NULL RETURNING id`,
  );
  return saved !== undefined;
}

/** Proposals that nobody decided, for needs that have ended in another way; what was proposed stands in the audit. For the service. */
export async function deleteOpenLosses(tx: Connection, needIds: string[]): Promise<void> {
  await sql`DELETE FROM referral.loss_proposals
    WHERE need_id = ANY(${needIds}::uuid[]) AND accepted IS NULL`.execute(tx);
}
