import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import type { SentPosition } from '../gather-positions.ts';
import { type WrittenPosition, writePositions } from '../store/position-rows.ts';

/**
 * Keeps what the phones said as the latest positions of their units; no log and no audit hears of it.
 * @returns those that were taken: of people whose unit is sent to something
 */
export function sharePositions(db: Database, sent: readonly SentPosition[]): Promise<WrittenPosition[]> {
  return inTransaction(db, ({ tx }) => writePositions(tx, sent));
}
