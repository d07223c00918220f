import type { Work } from '#platform/database/transaction';
import { DEFAULT_DUPLICATE_RULE, duplicateReasons } from '../duplicate.ts';
import type { Incident } from '../incident.ts';
import { listDuplicateCandidates, markDuplicateSuggestions } from '../store/duplicate-rows.ts';
import type { IncidentContext } from './context.ts';

/** Marks an incident and those that may be the same danger; only marks, because a person decides. */
export async function suggestDuplicates({ eventLog }: IncidentContext, work: Work, incident: Incident): Promise<void> {
  const candidates = await listDuplicateCandidates(work.tx, incident, DEFAULT_DUPLICATE_RULE);
  const alike = candidates.filter((other) => duplicateReasons(incident, other, DEFAULT_DUPLICATE_RULE).length > 0);
  if (alike.length === 0) return;
  const marked = await markDuplicateSuggestions(work.tx, [incident.id, ...alike.map(({ id }) => id)]);
  for (const incidentId of marked) await eventLog.append(work, 'incident-changed', { incidentId });
}
