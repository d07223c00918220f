import type { Clock } from '#platform/clock';
import type { Connection, Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { BEGINNING, rootOf, sealAll } from '../chain.ts';
import * as store from '../store-chain.ts';
import { dayAfter, endOfThaiDay, thaiDayOf } from '../thai-day.ts';

/** Entries of one transaction: large enough to keep up with a burst, small enough to lose little to a kill. */
const BATCH = 500;

/**
 * Seals what has been committed, in batches, until nothing waits, and closes the days that are over. Nobody who writes
 * an entry waits for this. Killed at any moment it leaves whole batches only; `stopping` ends it after the batch at hand.
 */
export async function sealEntries(db: Database, clock: Clock, stopping?: AbortSignal): Promise<void> {
  while (!stopping?.aborted && (await sealBatch(db, clock)));
}

/** @returns whether there may be more. Another process at work: nothing to do here. */
async function sealBatch(db: Database, clock: Clock): Promise<boolean> {
  if (!(await store.isAnythingUnsealed(db)) && !(await isDayOver(db, clock.now()))) return false;
  return inTransaction(db, async ({ tx }) => {
    if (!(await store.tryLockSealing(tx))) return false;
    await closeDays(tx, clock.now());
    const entries = await store.listUnsealed(tx, BATCH);
    if (entries.length === 0) return false;
    const last = await store.findLastSeal(tx);
    const lastRoot = await store.findLastRoot(tx);
    // Never back in time and never into a day whose root is made, whatever another process's clock says.
    const earliest = [last && new Date(last.sealedAt), lastRoot && endOfThaiDay(lastRoot.day)];
    const sealedAt = new Date(Math.max(clock.now().getTime(), ...earliest.map((at) => at?.getTime() ?? 0)));
    await store.insertSeals(tx, sealAll(entries, last, sealedAt));
    return entries.length === BATCH;
  });
}

/** Makes the roots that are due; waits for a sealer at work. For the command line. */
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
  for (let day = await findNextDay(tx); day !== undefined && day < today; day = dayAfter(day)) {
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
  if (last) return dayAfter(last.day);
  const first = await store.findFirstSeal(connection);
  return first && thaiDayOf(new Date(first.sealedAt));
}
