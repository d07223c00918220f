import type { Database } from '#platform/database/database';
import { deletePositions } from '../store/position-rows.ts';

/** A duty of time: where a unit was is forgotten with the end of its last job. Shown it is no longer from that moment. */
export function forgetPositions(db: Database): Promise<void> {
  return deletePositions(db);
}
