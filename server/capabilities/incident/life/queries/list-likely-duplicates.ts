import type { Actor } from '#capabilities/access';
import type { DuplicateSuggestion } from '#contract/incident';
import type { IncidentType } from '#contract/incident-type';
import type { LatLng } from '#contract/position';
import type { Connection } from '#platform/database/database';
import { suggestAmong } from '../../queries/get-incident-detail.ts';
import type { QueueContext } from '../../visibility/queries/list-incidents.ts';
import { DEFAULT_DUPLICATE_RULE } from '../duplicate.ts';
import { listDuplicateCandidatesForDraft } from '../store/duplicate-rows.ts';

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
  return suggestAmong(context, connection, actor, candidates, { type: draft.type, openedAt: now });
}
