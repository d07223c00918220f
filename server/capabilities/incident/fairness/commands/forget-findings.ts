import { DAY_MS } from '#contract/thai-day';
import type { Connection } from '#platform/database/database';
import type { IncidentContext } from '../../context.ts';
import { deleteEndedFindings } from '../store/finding-rows.ts';

/** A finding is kept for a year after its last end, so that the same prank again is known for one. */
const KEPT_DAYS = 365;

export async function forgetFindings({ clock }: Pick<IncidentContext, 'clock'>, db: Connection): Promise<void> {
  await deleteEndedFindings(db, new Date(clock.now().getTime() - KEPT_DAYS * DAY_MS));
}
