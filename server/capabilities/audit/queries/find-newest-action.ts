import type { Connection } from '#platform/database/database';
import { type NewestAction, selectNewestAction } from '../store.ts';

/**
 * Who did one of these acts last to one of these things. Ask it only for somebody who may see the thing: what is kept from
 * them is not found, everything else is.
 */
export function findNewestAction(
  connection: Connection,
  asked: { actions: readonly string[]; subjects: readonly string[] },
): Promise<NewestAction | undefined> {
  return selectNewestAction(connection, asked);
}
