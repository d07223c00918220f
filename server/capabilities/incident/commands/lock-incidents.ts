import type { Work } from '#platform/database/transaction';
import { type IncidentToAlert, lockFreeIncidents } from '../store/incident-to-alert-rows.ts';

/**
 * Holds these incidents as far as nobody else does, with what an alert needs to know of them. It never waits: who
 * holds something already and waited here could be waited for by an officer's act.
 */
export function lockIncidents(work: Work, ids: string[]): Promise<IncidentToAlert[]> {
  return lockFreeIncidents(work.tx, ids);
}
