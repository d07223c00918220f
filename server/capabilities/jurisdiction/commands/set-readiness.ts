import type { Readiness } from '#contract/jurisdiction';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import { setAgencyReadiness } from '../store-agencies.ts';

/**
 * Says whether a station can take an alert now. The caller owns the transaction, so that the fact that led here (duty
 * ended, heartbeat missed) and its effect are one; reload the jurisdiction after commit when the answer is true.
 * @returns whether it was another value before
 * @throws AppError `jurisdiction/agency-not-found`
 */
export async function setReadiness(
  tx: Connection,
  { agencyId, readiness, now }: { agencyId: string; readiness: Readiness; now: Date },
): Promise<boolean> {
  const found = await setAgencyReadiness(tx, agencyId, readiness, now);
  if (found === undefined) throw new AppError('jurisdiction/agency-not-found');
  return found.before !== readiness;
}
