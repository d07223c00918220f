import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import type { Incident } from '../../record/incident.ts';
import { DEFAULT_DUPLICATE_RULE, type DuplicateCandidate, duplicateReasons } from '../duplicate.ts';
import { listDuplicateCandidates, markDuplicateSuggestions } from '../store/duplicate-rows.ts';

/** The ids of candidates that may be the same event as `incident`. */
export function listLikelyDuplicateIds(
  incident: Pick<Incident, 'type' | 'openedAt'>,
  candidates: (DuplicateCandidate & { id: string })[],
): string[] {
  return candidates
    .filter((other) => duplicateReasons(incident, other, DEFAULT_DUPLICATE_RULE).length > 0)
    .map(({ id }) => id);
}

/** Marks an incident and its likely duplicates. It only suggests: a person decides. */
export async function suggestDuplicates(context: IncidentContext, work: Work, incident: Incident): Promise<void> {
  const candidates = await listDuplicateCandidates(work.tx, incident, DEFAULT_DUPLICATE_RULE);
  const duplicateIds = listLikelyDuplicateIds(incident, candidates);
  if (duplicateIds.length > 0) await markLikelyDuplicates(context, work, [incident.id, ...duplicateIds]);
}

/** Marks incidents as likely duplicates and updates those that were not marked before on open consoles. */
export async function markLikelyDuplicates({ events }: IncidentContext, work: Work, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const marked = await markDuplicateSuggestions(work.tx, ids);
  await events.publish(work, 'incident-changed', ...marked.map((incidentId) => ({ incidentId })));
}
