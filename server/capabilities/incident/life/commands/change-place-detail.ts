import type { Actor } from '#capabilities/access';
import { isOpen } from '#contract/incident-status';
import { changePlaceDetail } from '#contract/place-detail';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { recordChange } from '../../record/commands/record-change.ts';
import { notAllowed, placeDetailOf } from '../../record/incident.ts';
import { loadForChange } from '../../visibility/commands/load-for-change.ts';

/**
 * An officer or clerk edits the place details. They saw the pin's label and people's descriptions as one line, so their
 * text replaces both; what somebody else added since then stays.
 * @throws AppError `incident/change-not-allowed` when it has ended
 */
export async function changeIncidentPlaceDetail(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { detail, was }: { detail: string; was: string | null },
): Promise<void> {
  const incident = await loadForChange(context, work, actor, id, 'incident:message');
  if (!isOpen(incident.status)) {
    throw notAllowed(incident, 'place-detail');
  }
  const placeDetail = changePlaceDetail(placeDetailOf(incident), was, detail || null);
  const changed = { ...incident, placeDetail, placeLabel: null };
  await recordChange(context, work, changed, { kind: 'place-detail-changed', by: actor, details: { placeDetail } });
}
