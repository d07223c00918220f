import type { HelpStatus } from '#contract/help';
import { type Connection, rows, sql } from '#platform/database/database';
import type { KeptKind } from '../keeping.ts';

/** What is left to say of a forgotten request: codes, no person. */
export type Forgotten = {
  requestId: string;
  kind: KeptKind;
  status: HelpStatus;
  agencyId: string;
  grantedAt: Date | null;
  grantedBenefit: string | null;
  grantedAmount: number | null;
};

/** Deletes requests as a whole, those that ended before the moment of their kind and count in no running year. */
export function forgetEndedRequests(
  tx: Connection,
  before: Readonly<Record<KeptKind, Date>>,
  { countedSince, most }: { countedSince: Date; most: number },
): Promise<Forgotten[]> {
  return rows(
    tx,
    sql<Forgotten>`SELECT request_id AS "requestId", kind, status, agency_id AS "agencyId", granted_at AS "grantedAt",
        granted_benefit AS "grantedBenefit", granted_amount AS "grantedAmount"
      FROM help.forget_requests(${before['not-sent']}, ${before.ended}, ${before.refused}, ${before.closed},
        ${countedSince}, ${most}::integer)`,
  );
}
