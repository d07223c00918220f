import type { Work } from '#platform/database/transaction';
import { lockFree } from '../store/incident-to-alert-rows.ts';
import type { IncidentToAlert } from '../store/published-incidents-to-alert.ts';

/**
 * Takes these incidents for a scheduled job: nobody changes them until the transaction ends. Those that somebody is
 * changing now are left out, because the job may hold locks that an officer's action waits for.
 */
export function takeIncidentsToAlert({ tx }: Work, ids: string[]): Promise<IncidentToAlert[]> {
  return lockFree(tx, ids);
}
