import type { Connection } from '#platform/database/database';
import { BEGINNING, type DayRoot } from '../chain.ts';
import { type ChainRecord, FORMAT } from '../chain-record.ts';
import { findLastSeal, listRoots, listSealedAfter, listUnqueued } from '../store-chain.ts';

const PAGE = 1000;

/**
 * The whole chain in order, read in pages, with each day's root after its last link. Needs a repeatable-read transaction,
 * because the sealer continues meanwhile.
 */
export async function* listChainRecords(connection: Connection, now: Date): AsyncGenerator<ChainRecord> {
  yield { format: FORMAT, exportedAt: now.toISOString() };
  const roots = Map.groupBy(await listRoots(connection), ({ lastSeq }) => lastSeq);
  const last = await findLastSeal(connection);
  for (let seq = 0, page = await listSealedAfter(connection, seq, PAGE); page.length > 0; ) {
    for (const row of page) {
      yield row as ChainRecord;
      seq = row.seal.seq;
      yield* takeRoots(roots, seq);
    }
    page = await listSealedAfter(connection, seq, PAGE);
  }
  // Roots whose link is missing: passed on for the verifier to report.
  for (const seq of roots.keys()) yield* takeRoots(roots, seq);
  yield { end: { seals: last?.seq ?? 0, hash: last?.hash ?? BEGINNING } };
}

/** Entries that bypassed the sealer. They are not part of the chain, so exported copies have none. */
export async function* listStrayRecords(connection: Connection): AsyncGenerator<ChainRecord> {
  for (const { id } of await listUnqueued(connection, PAGE)) yield { unqueued: { entryId: id } };
}

function takeRoots(roots: Map<number, DayRoot[]>, seq: number): ChainRecord[] {
  const here = roots.get(seq) ?? [];
  roots.delete(seq);
  return here.map((root) => ({ root }));
}
