import { explainResponsibleStation } from '#capabilities/jurisdiction';
import type { Neighbour, PassedOver } from '#contract/jurisdiction';
import type { ReportedPosition } from '#contract/position';
import type { IncidentContext } from '../context.ts';
import type { Routing } from '../incident.ts';

/**
 * Which station answers for a place, and why, in both languages.
 * @throws AppError `jurisdiction/no-station` when the register holds no active station at all.
 */
export function routeToStation(
  { jurisdiction }: IncidentContext,
  place: Pick<ReportedPosition, 'lat' | 'lng' | 'accuracyMetres'>,
): { routing: Routing; neighbours: Neighbour[]; passedOver: PassedOver[] } {
  const found = jurisdiction.getResponsibleStation(place);
  return {
    routing: {
      lat: place.lat,
      lng: place.lng,
      responsibleAgencyId: found.station.id,
      place: jurisdiction.describePlace(place),
      distanceMetres: found.distanceMetres,
      accuracyMetres: place.accuracyMetres,
      routing: {
        th: explainResponsibleStation(found, 'th').join(' · '),
        en: explainResponsibleStation(found, 'en').join(' · '),
      },
    },
    neighbours: found.neighbours,
    passedOver: found.passedOver,
  };
}
