import type { Connection } from '#platform/database/database';
import { selectActive } from '../store.ts';

/** Which of these people did something since then: a page that is open proves nobody in front of it. */
export function listActive(
  connection: Connection,
  choice: { personIds: readonly string[]; since: Date },
): Promise<string[]> {
  return selectActive(connection, choice);
}
