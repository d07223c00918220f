import type { Connection, Database } from '#platform/database/database';
import { inSnapshot } from '#platform/database/transaction';
import { type ChainRecord, readChainRecord } from '../chain-record.ts';
import { type Known, type Verdict, verifyChain } from '../verify-chain.ts';
import { listChainRecords, listStrayRecords } from './list-chain-records.ts';

/** Verifies the chain in the database. */
export function verifyStoredChain(db: Database, now: Date, known: Known = {}): Promise<Verdict> {
  return inSnapshot(db, (connection) => verifyChain(listAll(connection, now), known));
}

async function* listAll(connection: Connection, now: Date): AsyncGenerator<ChainRecord> {
  yield* listChainRecords(connection, now);
  yield* listStrayRecords(connection);
}

/** A line of a copy that is not a valid record. */
export type Unreadable = { line: number };

/** Verifies an exported copy, without a database. A copy without its end record was cut off. */
export async function verifyCopiedChain(
  lines: AsyncIterable<string>,
  known: Known = {},
): Promise<Verdict | Unreadable> {
  const read = { line: 0, unreadable: false, ended: false };
  async function* records(): AsyncGenerator<ChainRecord> {
    for await (const text of lines) {
      if (text.trim() === '') continue;
      read.line += 1;
      const record = readChainRecord(text);
      const isBeginning = record !== undefined && 'format' in record;
      if (!record || isBeginning !== (read.line === 1) || read.ended) {
        read.unreadable = true;
        return;
      }
      read.ended = 'end' in record;
      yield record;
    }
  }
  const verdict = await verifyChain(records(), known);
  if (verdict.wrong && !read.unreadable) return verdict;
  if (read.unreadable) return { line: read.line };
  if (!read.ended) return { ...verdict, wrong: { what: 'cut-off', seq: verdict.seals + 1 } };
  return verdict;
}
