import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../context.ts';
import { DEFAULT_DUPLICATE_RULE, type DuplicateCandidate, duplicateReasons } from '../duplicate.ts';
import type { Incident } from '../incident.ts';
import { listDuplicateCandidates, markDuplicateSuggestions } from '../store/duplicate-rows.ts';

/** The ids of those that may be the same danger as `incident`. */
export function listLikelyDuplicateIds(
  incident: Pick<Incident, 'type' | 'openedAt'>,
  candidates: (DuplicateCandidate & { id: string })[],
): string[] {
  return candidates
    .filter((other) => duplicateReasons(incident, other, DEFAULT_DUPLICATE_RULE).length > 0)
    .map(({ id }) => id);
}

/** Marks an incident and those that may be the same danger; only marks, because a person decides. */
export async function suggestDuplicates(context: IncidentContext, work: Work, incident: Incident): Promise<void> {
  const candidates = await listDuplicateCandidates(work.tx, incident, DEFAULT_DUPLICATE_RULE);
  const alike = listLikelyDuplicateIds(incident, candidates);
  if (alike.length > 0) await markLikelyDuplicates(context, work, [incident.id, ...alike]);
}

/** Marks incidents that may be one, and shows those that were not marked before. */
export async function markLikelyDuplicates({ eventLog }: IncidentContext, work: Work, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const marked = await markDuplicateSuggestions(work.tx, ids);
  for (const incidentId of marked) await eventLog.append(work, 'incident-changed', { incidentId });
}
