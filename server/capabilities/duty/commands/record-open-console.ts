import { type Actor, permits } from '#capabilities/access';
import type { AppClock } from '#platform/clock';
import type { Connection } from '#platform/database/database';
import { createBatcher } from '#platform/jobs/batcher';
import { saveConsoles } from '../store/console-rows.ts';

/** Written at most this often for each person; a live stream is checked every ten seconds. */
const EVERY_MS = 2 * 60_000;
/** People this process remembers; beyond that it forgets all and writes more often. */
const MOST = 20_000;

export type RecordOpenConsole = (actor: Actor) => Promise<void>;

/**
 * Records that somebody who serves or answers alarms has a console open. It helps to answer the daily heartbeat, and
 * escalation asks it before it waits for somebody.
 */
export function createOpenConsoleRecorder(db: Connection, clock: AppClock): RecordOpenConsole {
  const noted = new Map<string, number>();
  const save = createBatcher<string, void>(async (personIds) => {
    await saveConsoles(db, personIds, clock.now());
    return personIds.map(() => undefined);
  });
  return async (actor) => {
    if (!permits(actor, 'duty:serve') && !permits(actor, 'incident:acknowledge')) return;
    const at = clock.elapsed();
    if (at - (noted.get(actor.userId) ?? -Infinity) < EVERY_MS) return;
    if (noted.size >= MOST) noted.clear();
    noted.set(actor.userId, at);
    await save(actor.userId);
  };
}
