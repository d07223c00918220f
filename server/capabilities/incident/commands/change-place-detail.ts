import type { Actor } from '#capabilities/access';
import { isOpen } from '#contract/incident-status';
import { changePlaceDetail } from '#contract/place-detail';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../context.ts';
import { notAllowed, placeDetailOf } from '../incident.ts';
import { loadForChange } from './load-for-change.ts';
import { recordChange } from './record-change.ts';

/**
 * An officer or clerk writes where exactly it is. They saw the pin's words and people's words as one line, so from now
 * on theirs is that line; what somebody else wrote since they saw it stays.
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
