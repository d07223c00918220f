import { listEndedIncidents } from '#capabilities/incident';
import { createChance } from '#platform/chance';
import type { Connection } from '#platform/database/database';
import { newId } from '#platform/ids';
import { hasAlerts, insertPastAlerts } from '../store-past-alerts.ts';

const SEED = 191;

/** In a demonstration: that somebody was alerted to the incidents of the year that is over, a moment after each began. Once. */
export async function seedPastAlerts(db: Connection): Promise<void> {
  if (await hasAlerts(db)) return;
  const chance = createChance(SEED);
  const alerts = (await listEndedIncidents(db)).map(({ incidentId, agencyId, openedAt }) => {
    const raisedAt = new Date(openedAt.getTime() + chance.around(900, 0.6));
    return { id: newId(), incidentId, agencyId, raisedAt };
  });
  await insertPastAlerts(db, alerts);
}
