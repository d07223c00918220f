import type { Readiness } from '#contract/jurisdiction';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import { setAgencyReadiness } from '../store-agencies.ts';

/** Sent after a change: every process then reads again which stations can take alerts. */
export const READINESS_TOPIC = 'station-readiness';

/**
 * Sets whether a station can take an alert now. The caller owns the transaction, so that the cause (end of duty, missed
 * heartbeat) and its effect are saved together. Refresh the jurisdiction after the commit if this returns true.
 * @returns whether the value changed
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
