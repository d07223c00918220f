import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import type { Incident } from '../../record/incident.ts';
import { DEFAULT_DUPLICATE_RULE, type DuplicateCandidate, duplicateReasons } from '../duplicate.ts';
import { listDuplicateCandidates, markAtCommit } from '../store/duplicate-rows.ts';

type Other = DuplicateCandidate & { id: string; isMarked: boolean };

/** The candidates that may be the same event as `incident`. */
export function listLikely(incident: Pick<Incident, 'type' | 'openedAt'>, candidates: Other[]): Other[] {
  return candidates.filter((other) => duplicateReasons(incident, other, DEFAULT_DUPLICATE_RULE).length > 0);
}

/** Marks an incident and its likely duplicates. It only suggests: a person decides. */
export async function suggestDuplicates(context: IncidentContext, work: Work, incident: Incident): Promise<void> {
  const candidates = await listDuplicateCandidates(work.tx, incident, DEFAULT_DUPLICATE_RULE);
  await markDuplicates(context, work, incident, listLikely(incident, candidates));
}

/** Marks an incident and others as likely duplicates of each other; open consoles show those that were not marked before. */
export async function markDuplicates(
  { events }: IncidentContext,
  work: Work,
  incident: Pick<Incident, 'id' | 'hasDuplicateSuggestions'>,
  others: Pick<Other, 'id' | 'isMarked'>[],
): Promise<void> {
  if (others.length === 0) return;
  const ids = others.flatMap(({ id, isMarked }) => (isMarked ? [] : [id]));
  if (!incident.hasDuplicateSuggestions) ids.push(incident.id);
  for (const id of ids) markAtCommit(work, id);
  await events.publish(work, 'incident-changed', ...ids.map((incidentId) => ({ incidentId })));
}
