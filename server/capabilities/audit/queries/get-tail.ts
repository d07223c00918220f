import type { AuditTail } from '#contract/audit';
import type { Connection } from '#platform/database/database';
import { countUnsealed, findLastSeal } from '../store-chain.ts';

/** The last link of the chain, and how many entries are not sealed yet. */
export async function getTail(connection: Connection): Promise<AuditTail> {
  const last = await findLastSeal(connection);
  const { count } = await countUnsealed(connection);
  return { last: last ? { seq: last.seq, hash: last.hash, sealedAt: last.sealedAt } : null, unsealed: count };
}
