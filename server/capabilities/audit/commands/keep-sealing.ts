import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import type { Notifier } from '#platform/events/notifier';
import type { Log } from '#platform/log';
import { countUnsealed, findLastSeal, findSealHash } from '../store-chain.ts';
import { thaiDayOf } from '../thai-day.ts';
import { type Witness, witnessLine } from '../witness.ts';
import { sealEntries } from './seal-entries.ts';

/** Commits that come together share a batch; an entry is open for this long and a transaction at least. */
const BATCH_MS = 100;
/** Sealing is a matter of milliseconds: later than this something is broken. */
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
  /** Seals nothing new and waits for the batch at work. */
  stop(): Promise<void>;
  /**
   * Raises an operator alarm when entries have waited for more than a minute, and when the chain no longer holds what
   * this process saw at its end.
   */
  watch(): Promise<void>;
  /** Writes the chain's end into the log, which whoever changes the database does not hold. */
  witness(): Promise<void>;
};

/** Seals soon after every commit: the live log wakes it, and `notifier` looks once a second whatever happens. */
export function createSealer({ db, clock, log, notifier, raiseSystemAlert }: Deps): Sealer {
  let started = false;
  const stopping = new AbortController();
  let waiting: NodeJS.Timeout | undefined;
  let again = false;
  let seen: Witness | undefined;
  let running: Promise<void> | undefined;

  const run = async () => {
    waiting = undefined;
    if (running) {
      again = true;
      return;
    }
    running = sealEntries(db, clock, stopping.signal).catch((error) =>
      log.error({ error }, 'could not seal; it is tried again'),
    );
    await running;
    running = undefined;
    if (again) soon();
    again = false;
  };
  const soon = () => {
    if (started) waiting ??= setTimeout(() => void run(), BATCH_MS);
  };
  const witness = async (): Promise<void> => {
    const last = await findLastSeal(db);
    if (last) log.info(witnessLine(thaiDayOf(clock.now()), last));
  };
  notifier.on('event-log', soon);
  return {
    start() {
      started = true;
      soon();
      void witness().catch((error) => log.error({ error }, 'could not say where the audit ends'));
    },
    async stop() {
      started = false;
      stopping.abort();
      clearTimeout(waiting);
      await running;
    },
    async watch() {
      const { count, oldest } = await countUnsealed(db);
      const late = oldest ? clock.now().getTime() - oldest.getTime() : 0;
      if (late > LATE_MS)
        await raiseSystemAlert('audit/unsealed', 'sealer', { unsealed: count, seconds: Math.round(late / 1000) });
      if (seen && (await findSealHash(db, seen.seq)) !== seen.hash) {
        log.error({ seq: seen.seq, hash: seen.hash }, 'the audit lost what was at its end');
        await raiseSystemAlert('audit/tail-changed', String(seen.seq), seen);
      }
      seen = await findLastSeal(db);
    },
    witness,
  };
}
