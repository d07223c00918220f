import { setTimeout as sleep } from 'node:timers/promises';
import type { AppClock } from './clock.ts';
import { type Connection, type Database, getRow, sql } from './database/database.ts';
import { inSavepoint, inTransaction, isDeadlock, type Work } from './database/transaction.ts';
import { createSingleFlight } from './jobs/single-flight.ts';
import type { Log } from './log.ts';
import type { SetBack } from './set-back.ts';
import type { SystemAlerts } from './system-alerts/system-alerts.ts';

/** Less is NTP keeping a clock right: no deadline moves by an amount that matters. */
const NOTICED_MS = 1000;
/** More is a mistake or a broken clock: operators get a system alert (NFPA 1225: clocks of a centre within 5 s). */
const ALARM_MS = 5000;
const MARK_EVERY_MS = 1000;
/** Other running servers write the mark within this time. */
const OTHERS_WRITE_WITHIN_MS = 2500;
const LOOK_AGAIN_MS = 500;
/** How often a server whose clock differs from the others' is reported. */
const REPORT_AGAIN_AFTER_MS = 60_000;

/** What a process reads off both its clocks at once, in milliseconds. */
export type Reading = { wall: number; elapsed: number };

/** By how much the wall clock was set between two readings; negative: back. */
export function stepBetween(before: Reading, now: Reading): number {
  return now.wall - before.wall - (now.elapsed - before.elapsed);
}

export type ClockWatch = {
  /**
   * Resolves when stored times agree with the clock; to be awaited before looking for anything that is due. Costs nothing
   * while nobody sets the clock, and never fails: rather late by a wrong clock than not at all.
   */
  agree(): Promise<void>;
};

type Deps = {
  db: Database;
  clock: AppClock;
  log: Log;
  systemAlerts: Pick<SystemAlerts, 'raise'>;
  /**
   * Each part's own stored times that would now come too late, by name; all in one transaction with the note that it was
   * done. One that fails is rolled back alone, so that it can't delay the alarms of the others.
   */
  moves: Readonly<Record<string, (work: Work, setBack: SetBack) => Promise<void>>>;
  wait?: (ms: number) => Promise<unknown>;
};

type Mark = { at: Date; setBacks: number };

/**
 * Detects that the wall clock was set: within a process by its stopwatch, between two runs by the mark in the database.
 * Set back, stored times are moved by as much, by one process of all; set forward, what is due comes early, once.
 */
export function createClockWatch({ db, clock, log, systemAlerts, moves, wait = sleep }: Deps): ClockWatch {
  const read = (): Reading => ({ wall: clock.now().getTime(), elapsed: clock.elapsed() });
  /** Since when the wall clock has not been set, as far as this process knows. */
  let before = read();
  let lastReading = before;
  let markedAt = -Infinity;
  let setBacks: number | undefined;
  /** The mark is ahead of us: it is waited whether another server goes on writing it. */
  let ahead: { mark: number; since: number } | undefined;
  let saidAt = -Infinity;

  const goOnFrom = (reading: Reading): void => {
    before = reading;
    ahead = undefined;
  };

  async function look(): Promise<void> {
    const reading = read();
    const step = stepBetween(before, reading);
    if (step >= NOTICED_MS) {
      goOnFrom(reading);
      log.warn({ byMs: Math.round(step) }, 'the wall clock went forward; what is due comes early');
      if (step >= ALARM_MS) await systemAlerts.raise('clock/set-forward', 'wall', { seconds: Math.round(step / 1000) });
    }
    const wentBack = step <= -NOTICED_MS;
    if (!wentBack && !ahead && reading.elapsed - markedAt < MARK_EVERY_MS) {
      lastReading = reading;
      return;
    }
    const mark = await writeMark(db, new Date(reading.wall));
    markedAt = reading.elapsed;
    setBacks ??= mark.setBacks;
    if (mark.setBacks !== setBacks) {
      // Another process has moved the times; its clock is ours.
      setBacks = mark.setBacks;
      goOnFrom(reading);
    } else if (wentBack || mark.at.getTime() - reading.wall >= NOTICED_MS) {
      await comeBack(reading, Math.max(-step, mark.at.getTime() - reading.wall), mark);
    } else {
      ahead = undefined;
    }
    if (!ahead) lastReading = reading;
  }

  /** The mark or our own stopwatch shows that our clock is behind: everybody's, or only this machine's? */
  async function comeBack(reading: Reading, byMs: number, mark: Mark): Promise<void> {
    if (!ahead && (await hasOthers(db))) ahead = { mark: mark.at.getTime(), since: reading.elapsed };
    if (ahead && reading.elapsed - ahead.since < OTHERS_WRITE_WITHIN_MS) return;
    if (ahead && mark.at.getTime() - ahead.mark >= NOTICED_MS) {
      goOnFrom(reading);
      if (reading.elapsed - saidAt < REPORT_AGAIN_AFTER_MS) return;
      saidAt = reading.elapsed;
      log.error({ byMs: Math.round(byMs) }, "this server's clock is behind the other servers'; no time was moved");
      return systemAlerts.raise('clock/servers-differ', 'wall', { seconds: Math.round(byMs / 1000) });
    }
    // What this clock wrote since it was set began after the last reading from before.
    const since = new Date(reading.wall - (reading.elapsed - lastReading.elapsed));
    const setBack = { byMs, now: new Date(reading.wall), since };
    if (await moveOnce(setBack)) {
      log.warn({ byMs: Math.round(byMs) }, 'the wall clock went back; kept times were moved by as much');
      goOnFrom(reading);
      if (byMs >= ALARM_MS) await systemAlerts.raise('clock/set-back', 'wall', { seconds: Math.round(byMs / 1000) });
    } else {
      goOnFrom(reading);
    }
  }

  /** @returns false when another process was first */
  function moveOnce(setBack: SetBack): Promise<boolean> {
    return inTransaction(db, async (work) => {
      const known = await holdMark(work.tx);
      if (known.setBacks !== setBacks) {
        setBacks = known.setBacks;
        return false;
      }
      for (const [part, move] of Object.entries(moves)) {
        await inSavepoint(work, (inside) => move(inside, setBack)).catch((error) => {
          if (isDeadlock(error)) throw error;
          log.error({ error, part }, 'could not move the times of one part; they come late by as much');
        });
      }
      await sql`UPDATE platform.clock SET at = ${setBack.now}, set_backs = set_backs + 1`.execute(work.tx);
      work.afterCommit(() => {
        setBacks = known.setBacks + 1;
      });
      return true;
    });
  }

  async function readUntilSure(): Promise<void> {
    try {
      await look();
      while (ahead) {
        await wait(LOOK_AGAIN_MS);
        await look();
      }
    } catch (error) {
      log.error({ error }, 'could not look after the clock; it is tried again');
    }
  }
  return { agree: createSingleFlight(readUntilSure).run };
}

/** The mark only ever goes forward, whoever writes it. */
function writeMark(db: Connection, now: Date): Promise<Mark> {
  return getRow(
    db,
    sql<Mark>`UPDATE platform.clock SET at = greatest(at, ${now}) RETURNING at, set_backs AS "setBacks"`,
  );
}

function holdMark(tx: Connection): Promise<Mark> {
  return getRow(tx, sql<Mark>`SELECT at, set_backs AS "setBacks" FROM platform.clock FOR UPDATE`);
}

/** Whether another server process runs on this database: each has its row (decision 0036). */
async function hasOthers(db: Connection): Promise<boolean> {
  const { processes } = await getRow(
    db,
    sql<{ processes: number }>`SELECT count(*)::integer AS processes FROM platform.processes`,
  );
  return processes > 1;
}
