import type { Actor } from '#capabilities/access';
import type { DuplicateSuggestion } from '#contract/incident';
import { isOpen } from '#contract/incident-status';
import type { IncidentType } from '#contract/incident-type';
import type { LatLng } from '#contract/position';
import type { Connection } from '#platform/database/database';
import type { QueryContext } from '../../context.ts';
import type { Incident } from '../../record/incident.ts';
import { listSummaries } from '../../record/queries/list-summaries.ts';
import { listIncidentsById } from '../../record/store/incident-rows.ts';
import { onlyVisible } from '../../visibility/queries/get-visible-incident.ts';
import { DEFAULT_DUPLICATE_RULE, type DuplicateCandidate, duplicateReasons, minutesBetween } from '../duplicate.ts';
import { listDuplicateCandidates, listDuplicateCandidatesForDraft } from '../store/duplicate-rows.ts';

/** Incidents that may be the same event as this open one, as far as this person may see them. */
export async function listDuplicateSuggestions(
  context: QueryContext,
  connection: Connection,
  actor: Actor,
  incident: Incident,
): Promise<DuplicateSuggestion[]> {
  if (!incident.hasDuplicateSuggestions || !isOpen(incident.status)) return [];
  const candidates = await listDuplicateCandidates(connection, incident, DEFAULT_DUPLICATE_RULE);
  return suggestAmong(context, connection, actor, candidates, incident);
}

/** Incidents that may be the same event as a draft report, by the rule for duplicate suggestions. */
export async function listLikelyDuplicates(
  context: QueryContext,
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
  return suggestAmong(context, connection, actor, candidates, { type: draft.type, openedAt: now });
}

/** Those of the candidates that may be the same event, as far as this person may see them. */
async function suggestAmong(
  context: QueryContext,
  connection: Connection,
  actor: Actor,
  candidates: (DuplicateCandidate & { id: string })[],
  { type, openedAt }: { type: IncidentType | null; openedAt: Date },
): Promise<DuplicateSuggestion[]> {
  const others = await listIncidentsById(
    connection,
    candidates.map(({ id }) => id),
  );
  // Only incidents whose exact place is visible: otherwise the distance would reveal it.
  const visible = (await onlyVisible(context, connection, actor, others)).filter(
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
    // Without a type every incident fits: better too many suggestions than none.
    const reasons = duplicateReasons({ type: type ?? candidate.type, openedAt }, candidate, DEFAULT_DUPLICATE_RULE);
    const minutesApart = minutesBetween(openedAt, candidate.openedAt);
    return reasons.length > 0 ? [{ incident, reasons, metresApart: candidate.metresApart, minutesApart }] : [];
  });
}
