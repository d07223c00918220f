import type { Work } from '#platform/database/transaction';
import { type HeldIncident, holdFreeIncidents } from '../store/held-rows.ts';

/**
 * Holds these incidents as far as nobody else does, with what an alert needs to know of them. It never waits: who
 * holds something already and waited here could be waited for by an officer's act.
 */
export function holdIncidents(work: Work, ids: string[]): Promise<HeldIncident[]> {
  return holdFreeIncidents(work.tx, ids);
}
