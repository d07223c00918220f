import type { Connection } from '#platform/database/database';
import { CONSOLE_FRESH_MS } from '../heartbeat.ts';
import { listConsoles } from '../store/console-rows.ts';

/** Who of these people has a console open, as its live stream was last seen. Asked as the house. */
export async function listOpenConsoles(
  connection: Connection,
  { personIds, at }: { personIds: readonly string[]; at: Date },
): Promise<Set<string>> {
  const seen = await listConsoles(connection, personIds);
  const isFresh = ({ seenAt }: { seenAt: Date }) => at.getTime() - seenAt.getTime() <= CONSOLE_FRESH_MS;
  return new Set(seen.filter(isFresh).map(({ personId }) => personId));
}
