import { type Actor, permits } from '#capabilities/access';
import type { AppClock } from '#platform/clock';
import type { Connection } from '#platform/database/database';
import { saveConsole } from '../store/console-rows.ts';

/** A stream is asked every ten seconds; so often it is written down. */
const EVERY_MS = 2 * 60_000;
/** What this process remembers; more is written down again. */
const MOST = 20_000;

export type RecordOpenConsole = (actor: Actor) => Promise<void>;

/**
 * Writes down that somebody who serves or answers alarms has a console open: a part of what answers the daily question,
 * and what the ladder asks before it waits for them.
 */
export function createOpenConsoleRecorder(db: Connection, clock: AppClock): RecordOpenConsole {
  const noted = new Map<string, number>();
  return async (actor) => {
    if (!permits(actor, 'duty:serve') && !permits(actor, 'incident:acknowledge')) return;
    const at = clock.elapsed();
    if (at - (noted.get(actor.userId) ?? -Infinity) < EVERY_MS) return;
    if (noted.size >= MOST) noted.clear();
    noted.set(actor.userId, at);
    await saveConsole(db, actor.userId, clock.now());
  };
}
