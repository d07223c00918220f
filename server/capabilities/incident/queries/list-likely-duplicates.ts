import type { Actor } from '#capabilities/access';
import type { DuplicateSuggestion } from '#contract/incident';
import type { IncidentType } from '#contract/incident-type';
import type { LatLng } from '#contract/position';
import type { Connection } from '#platform/database/database';
import { DEFAULT_DUPLICATE_RULE, duplicateReasons, minutesBetween } from '../duplicate.ts';
import { listDuplicateCandidatesForDraft } from '../store/duplicate-rows.ts';
import { listIncidentsById } from '../store/incident-rows.ts';
import { onlyVisible } from './get-incident-detail.ts';
import type { QueueContext } from './list-incidents.ts';
import { listSummaries } from './list-summaries.ts';

/** Incidents that may be the same event as a draft report, by the rule for duplicate suggestions. */
export async function listLikelyDuplicates(
  context: QueueContext,
  connection: Connection,
  actor: Actor,
  draft: { type: IncidentType | null; place: LatLng | null; phone: string | null },
): Promise<DuplicateSuggestion[]> {
  if (!draft.place && !draft.phone) return [];
  const now = context.clock.now();
  const candidates = await listDuplicateCandidatesForDraft(
    connection,
    { ...draft, openedAt: now },
    DEFAULT_DUPLICATE_RULE,
  );
  const found = await listIncidentsById(
    connection,
    candidates.map(({ id }) => id),
  );
  const visible = (await onlyVisible(context, connection, actor, found)).filter(
    ({ visibility }) => visibility.place === 'exact',
  );
  const summaries = await listSummaries(
    connection,
    context.jurisdiction,
    visible.map(({ incident }) => incident),
  );
  return summaries.flatMap((incident) => {
    const candidate = candidates.find(({ id }) => id === incident.id);
    if (!candidate) return [];
    // Without a type every incident fits: better too many suggestions for the clerk than none.
    const type = draft.type ?? candidate.type;
    const reasons = duplicateReasons({ type, openedAt: now }, candidate, DEFAULT_DUPLICATE_RULE);
    const minutesApart = minutesBetween(now, candidate.openedAt);
    return reasons.length > 0 ? [{ incident, reasons, metresApart: candidate.metresApart, minutesApart }] : [];
  });
}
