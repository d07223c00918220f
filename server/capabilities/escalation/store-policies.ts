import type { EscalationStep, PolicyAgencyKind } from '#contract/escalation';
import { type Connection, getRow, rows, sql } from '#platform/database/database';

export type PolicyRow = {
  id: string;
  agencyKind: PolicyAgencyKind;
  branchAgencyId: string | null;
  version: number;
  steps: EscalationStep[];
  repeatSeconds: number;
  note: string | null;
  publishedAt: Date;
  publishedBy: string | null;
};

const COLUMNS = sql.raw(`id, agency_kind AS "agencyKind", branch_agency_id AS "branchAgencyId", version, steps,
  repeat_seconds AS "repeatSeconds", note, published_at AS "publishedAt", published_by AS "publishedBy"`);

/** All versions, newest first; some hundreds at most. */
export function listPolicyRows(connection: Connection): Promise<PolicyRow[]> {
  return rows(
    connection,
    sql<PolicyRow>`SELECT ${COLUMNS} FROM escalation.policies ORDER BY agency_kind, branch_agency_id, version DESC`,
  );
}

/** How many versions there are; there is never one less. */
export async function countPolicies(connection: Connection): Promise<number> {
  const { count } = await getRow(connection, sql<{ count: number }>`SELECT count(*) FROM escalation.policies`);
  return count;
}

/** @returns false: somebody else has published that version in the meantime */
export async function insertPolicy(tx: Connection, policy: PolicyRow): Promise<boolean> {
  const written = await rows(
    tx,
    sql`INSERT INTO escalation.policies
        (id, agency_kind, branch_agency_id, version, steps, repeat_seconds, note, published_at, published_by)
      VALUES (${policy.id}, ${policy.agencyKind}, ${policy.branchAgencyId}, ${policy.version},
        ${JSON.stringify(policy.steps)}, ${policy.repeatSeconds}, ${policy.note}, ${policy.publishedAt},
        ${policy.publishedBy})
      ON CONFLICT DO NOTHING RETURNING 1`,
  );
  return written.length > 0;
}
