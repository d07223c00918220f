import type { Connection } from '#platform/database/database';
import { CONSOLE_FRESH_MS } from '../heartbeat.ts';
import { listConsoles } from '../store/console-rows.ts';

/** Which of these people have a console open, judged by when its stream was last seen. Uses the service role. */
export async function listOpenConsoles(
  connection: Connection,
  { personIds, at }: { personIds: readonly string[]; at: Date },
): Promise<Set<string>> {
  const seen = await listConsoles(connection, personIds);
  const isFresh = ({ seenAt }: { seenAt: Date }) => at.getTime() - seenAt.getTime() <= CONSOLE_FRESH_MS;
  return new Set(seen.filter(isFresh).map(({ personId }) => personId));
}
