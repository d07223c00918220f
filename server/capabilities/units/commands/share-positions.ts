import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import type { SentPosition } from '../batch-positions.ts';
import { judgePosition } from '../plausible-position.ts';
import { listLatestPositions, type WrittenPosition, writePositions } from '../store/position-rows.ts';

type Parts = { db: Database; clock: Clock; jurisdiction: Pick<Jurisdiction, 'isInThailand'> };

/**
 * Keeps what the phones said as the latest positions of their units, each judged before; no log and no audit hears of
 * it. One that can't be is not kept, and that is its answer.
 * @returns those of people whose unit is sent to something
 */
export function sharePositions(
  { db, clock, jurisdiction }: Parts,
  sent: readonly SentPosition[],
): Promise<WrittenPosition[]> {
  const now = clock.now();
  return inTransaction(db, async ({ tx }) => {
    const kept = await listLatestPositions(
      tx,
      sent.map(({ personId }) => personId),
    );
    const judged = sent.map((one) => {
      const isInThailand = jurisdiction.isInThailand({ lat: one.lat, lng: one.lng });
      const judgement = judgePosition(one, { before: kept.get(one.personId), isInThailand, now });
      // A phone whose clock is ahead would otherwise keep its unit's other phones out.
      return { ...one, ...judgement, at: new Date(Math.min(one.at.getTime(), now.getTime())) };
    });
    return writePositions(tx, judged);
  });
}
