import type { Work } from '#platform/database/transaction';
import { type IncidentToAlert, lockFreeIncidents } from '../store/incident-to-alert-rows.ts';

/**
 * Locks those of these incidents that nobody else has locked, with what alerting needs to know. It never waits: the
 * caller may hold locks that an officer's action waits for.
 */
export function lockIncidents(work: Work, ids: string[]): Promise<IncidentToAlert[]> {
  return lockFreeIncidents(work.tx, ids);
}
