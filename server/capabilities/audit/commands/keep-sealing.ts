import { thaiDayOf } from '#contract/thai-day';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import type { Notifier } from '#platform/events/notifier';
import { createLoop } from '#platform/jobs/single-flight';
import type { Log } from '#platform/log';
import { countUnsealed, findLastSeal, findSealHash } from '../store-chain.ts';
import { type Witness, witnessLine } from '../witness.ts';
import { sealEntries } from './seal-entries.ts';

/** Delay after a commit, so that what is committed within a second shares a batch: a batch takes eight statements. */
const BATCH_MS = 1000;
/** Sealing takes milliseconds; if entries wait longer than this, something is broken. */
const LATE_MS = 60_000;

type Deps = {
  db: Database;
  clock: Clock;
  log: Log;
  notifier: Notifier;
  raiseSystemAlert(kind: string, subject: string, details: Record<string, string | number>): Promise<void>;
};

export type Sealer = {
  start(): void;
  /** Starts no new batch and waits for the running one. */
  stop(): Promise<void>;
  /**
   * Raises a system alert when entries have waited for more than a minute, and when the link that this process saw last
   * is no longer in the chain.
   */
  watch(): Promise<void>;
  /** Writes the end of the chain into the log, which somebody who changes the database may not be able to change. */
  witness(): Promise<void>;
};

/** Seals soon after every commit: `notifier` calls it for new events, and once a second anyway. */
export function createSealer({ db, clock, log, notifier, raiseSystemAlert }: Deps): Sealer {
  let seen: Witness | undefined;
  const sealing = createLoop(
    (stopping) => sealEntries(db, clock, stopping),
    (error) => log.error({ error }, 'could not seal audit entries; trying again'),
    { delayMs: BATCH_MS },
  );
  const witness = async (): Promise<void> => {
    const last = await findLastSeal(db);
    if (last) log.info(witnessLine(thaiDayOf(clock.now()), last));
  };
  return {
    start() {
      notifier.on('event-log', sealing.notify);
      sealing.notify();
      void witness().catch((error) => log.error({ error }, 'could not log the end of the audit chain'));
    },
    stop: sealing.stop,
    async watch() {
      const { count, oldest } = await countUnsealed(db);
      const late = oldest ? clock.now().getTime() - oldest.getTime() : 0;
      if (late > LATE_MS)
        await raiseSystemAlert('audit/unsealed', 'sealer', { unsealed: count, seconds: Math.round(late / 1000) });
      if (seen && (await findSealHash(db, seen.seq)) !== seen.hash) {
        log.error({ seq: seen.seq, hash: seen.hash }, 'the last link of the audit chain is gone');
        await raiseSystemAlert('audit/tail-changed', String(seen.seq), seen);
      }
      seen = await findLastSeal(db);
    },
    witness,
  };
}
