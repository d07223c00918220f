import { addDays, endOfThaiDay, thaiDayOf } from '#contract/thai-day';
import type { Clock } from '#platform/clock';
import type { Connection, Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { BEGINNING, rootOf, sealAll } from '../chain.ts';
import * as store from '../store-chain.ts';

/** Entries for each transaction: enough to keep up with a burst, few enough to lose little when killed. */
const BATCH = 500;

/**
 * Seals all committed entries in batches, and writes the roots of past days. Writers of entries do not wait for it. If
 * the process is killed, only whole batches remain; `stopping` ends it after the current batch.
 */
export async function sealEntries(db: Database, clock: Clock, stopping?: AbortSignal): Promise<void> {
  while (!stopping?.aborted && (await sealBatch(db, clock)));
}

/** @returns true when there may be more entries; false also while another process seals. */
async function sealBatch(db: Database, clock: Clock): Promise<boolean> {
  if (!(await store.isAnythingUnsealed(db)) && !(await isDayOver(db, clock.now()))) return false;
  return inTransaction(db, async ({ tx }) => {
    if (!(await store.tryLockSealing(tx))) return false;
    await closeDays(tx, clock.now());
    const entries = await store.listUnsealed(tx, BATCH);
    if (entries.length === 0) return false;
    const last = await store.findLastSeal(tx);
    const lastRoot = await store.findLastRoot(tx);
    // Never earlier than the last seal or in a day with a root, even if another process's clock is ahead.
    const earliest = [last && new Date(last.sealedAt), lastRoot && endOfThaiDay(lastRoot.day)];
    const sealedAt = new Date(Math.max(clock.now().getTime(), ...earliest.map((at) => at?.getTime() ?? 0)));
    await store.insertSeals(tx, sealAll(entries, last, sealedAt));
    return entries.length === BATCH;
  });
}

/** Writes the roots that are due; waits for a running sealer. For the command line. */
export async function closeDaysNow(db: Database, clock: Clock): Promise<void> {
  await inTransaction(db, async ({ tx }) => {
    await store.lockSealing(tx);
    await closeDays(tx, clock.now());
  });
}

async function isDayOver(db: Connection, now: Date): Promise<boolean> {
  const next = await findNextDay(db);
  return next !== undefined && next < thaiDayOf(now);
}

async function closeDays(tx: Connection, now: Date): Promise<void> {
  const today = thaiDayOf(now);
  for (let day = await findNextDay(tx); day !== undefined && day < today; day = addDays(day, 1)) {
    const before = await store.findLastRoot(tx);
    const last = await store.findLastSeal(tx, endOfThaiDay(day));
    const lastSeq = last?.seq ?? 0;
    const open = { day, lastSeq, seals: lastSeq - (before?.lastSeq ?? 0), hash: last?.hash ?? BEGINNING };
    await store.insertRoot(tx, { ...open, root: rootOf(open, before?.root ?? BEGINNING) });
  }
}

/** The first day without a root; undefined before the first seal. */
async function findNextDay(connection: Connection): Promise<string | undefined> {
  const last = await store.findLastRoot(connection);
  if (last) return addDays(last.day, 1);
  const first = await store.findFirstSeal(connection);
  return first && thaiDayOf(new Date(first.sealedAt));
}
