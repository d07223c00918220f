import type { Actor } from '#capabilities/access';
import { distanceMetres } from '#capabilities/jurisdiction';
import type { PlaceDetail } from '#contract/places';
import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { PreventionContext } from '../../context.ts';
import { describeRevisit, namesOf } from '../describe-place.ts';
import { SAME_NUMBER_METRES } from '../place.ts';
import { mayCorrect, mayReadAddress, placeRightsOf } from '../place-scope.ts';
import { findPlaceRow, listJoinedPlaces, listNearPlaces, listPlaceIncidents } from '../store/place-rows.ts';
import { listRevisits } from '../store/revisit-rows.ts';

/**
 * Where a place is, what happened there and what came of the visits; nobody who reported. The view is recorded with its purpose.
 * @throws AppError `insight/place-not-found`
 */
export async function getPlace(
  { clock, jurisdiction }: Pick<PreventionContext, 'clock' | 'jurisdiction'>,
  work: Work,
  actor: Actor,
  id: string,
): Promise<PlaceDetail> {
  const { tx } = work;
  const rights = await placeRightsOf({ clock, jurisdiction }, work, actor);
  const row = await findPlaceRow(tx, id, rights);
  const visits = row ? await listRevisits(tx, [row.id]) : [];
  if (!row || !mayReadAddress(jurisdiction, actor, row, { visits, today: rights.today }))
    throw new AppError('insight/place-not-found');
  const incidents = await listPlaceIncidents(tx, row.id);
  const here = incidents.filter(({ isApart }) => !isApart);
  // The most exact of them; of several the latest.
  const [best] = here.toSorted((one, other) => (one.accuracyMetres ?? 50) - (other.accuracyMetres ?? 50));
  if (!best) throw new AppError('insight/place-not-found');
  const position = { lat: best.lat, lng: best.lng };
  const isCorrecting = mayCorrect(jurisdiction, actor, row);
  const near = isCorrecting ? await listNearPlaces(tx, { ...position, rootId: row.id }, rights) : [];
  return {
    ...{ id: row.id, ...namesOf(jurisdiction, best.place.subdistrictCode), position, isQuiet: row.isQuiet },
    detail: here.find(({ detail }) => detail !== null)?.detail ?? null,
    label: here.find(({ label }) => label !== null)?.label ?? null,
    incidents: incidents.map(({ id: incidentId, code, openedAt, type, disposition, because, isApart, isCounted }) => ({
      ...{ id: incidentId, code, on: thaiDayOf(openedAt), type, disposition, because, isApart, isCounted },
    })),
    joined: isCorrecting ? await listJoinedPlaces(tx, row.id) : [],
    near: near
      .map(({ lat, lng, ...place }) => ({ ...place, metres: Math.round(distanceMetres(position, { lat, lng })) }))
      .filter(({ metres }) => metres <= SAME_NUMBER_METRES),
    revisits: visits.map((visit) => describeRevisit(jurisdiction, actor, visit)),
    mayCorrect: isCorrecting,
  };
}
