import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import { retryUntilAvailable } from '#platform/database/database-unavailable';
import { judgePosition, type SentPosition } from '../plausible-position.ts';
import { listLatestPositions, type WrittenPosition, writePositions } from '../store/position-rows.ts';

type Context = { db: Database; clock: Clock; jurisdiction: Pick<Jurisdiction, 'isInThailand'> };

/**
 * Judges the newest position of each person and stores it as the latest of its unit; no log and no audit entry is
 * written. An impossible position is not stored, and the answer says so.
 * @returns positions of people whose unit has an open job
 */
export async function sharePositions(
  { db, clock, jurisdiction }: Context,
  sent: readonly SentPosition[],
): Promise<WrittenPosition[]> {
  const now = clock.now();
  const newest = new Map<string, SentPosition>();
  for (const one of sent) {
    const before = newest.get(one.personId);
    if (!before || one.at >= before.at) newest.set(one.personId, one);
  }
  // Without a transaction: nothing but these rows is written, and what is written twice is the same. It is judged once: a
  // jump that was stored before the connection was lost would agree with itself.
  const latest = await retryUntilAvailable(() => listLatestPositions(db, [...newest.keys()]));
  const judged = [...newest.values()].map((one) => {
    const isInThailand = jurisdiction.isInThailand({ lat: one.lat, lng: one.lng });
    const judgement = judgePosition(one, { before: latest.get(one.personId), isInThailand, now });
    // Otherwise a phone whose clock is ahead would shut out the unit's other phones.
    return { ...one, ...judgement, at: new Date(Math.min(one.at.getTime(), now.getTime())) };
  });
  return retryUntilAvailable(() => writePositions(db, judged));
}
