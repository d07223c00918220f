import type { Connection } from '#platform/database/database';
import type { KnownPosition } from '../known-positions.ts';
import { readPositions } from '../store/position-rows.ts';

/** Latest positions of units that are sent to something: those written since then, or all; how many there are; until when. */
export function listPositions(
  connection: Connection,
  since: Date | undefined,
): Promise<{ rows: KnownPosition[]; count: number; until: Date }> {
  return readPositions(connection, since);
}
