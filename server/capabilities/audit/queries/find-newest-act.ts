import type { Connection } from '#platform/database/database';
import { type NewestAct, selectNewestAct } from '../store.ts';

/**
 * Who did one of these acts last to one of these things. Ask it only for somebody who may see the thing: what is kept from
 * them is not found, everything else is.
 */
export function findNewestAct(
  connection: Connection,
  asked: { acts: readonly string[]; subjects: readonly string[] },
): Promise<NewestAct | undefined> {
  return selectNewestAct(connection, asked);
}
