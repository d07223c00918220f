import { DAY_MS } from '#contract/thai-day';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import { deleteOldExports } from '../store/export-rows.ts';

/** Who took which figures away is listed for two years; the audit keeps that they did. */
const KEPT_DAYS = 730;

export async function forgetExports({ clock, db }: { clock: Clock; db: Database }): Promise<void> {
  await deleteOldExports(db, new Date(clock.now().getTime() - KEPT_DAYS * DAY_MS));
}
