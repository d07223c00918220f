import { explainResponsibleStation } from '#capabilities/jurisdiction';
import type { Neighbour, PassedOver } from '#contract/jurisdiction';
import type { ReportedPosition } from '#contract/position';
import type { IncidentContext } from '../context.ts';
import type { Routing } from '../record/incident.ts';

/**
 * The station responsible for a place and the reason, in both languages.
 * @throws AppError `jurisdiction/no-station` if the register has no active station
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
