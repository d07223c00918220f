import { distanceMetres, type Jurisdiction } from '#capabilities/jurisdiction';
import type { AdministrativePlace } from '#contract/jurisdiction';
import type { CoarsePlace } from './masking.ts';

/** The centre of the subdistrict. Where the register has none, the station's own position, never the incident's. */
export function coarsePlaceOf(
  jurisdiction: Pick<Jurisdiction, 'findTypedPlace' | 'getAgency'>,
  { place, responsibleAgencyId }: { place: AdministrativePlace; responsibleAgencyId: string },
): CoarsePlace {
  const station = jurisdiction.getAgency(responsibleAgencyId).position;
  const position = jurisdiction.findTypedPlace(place.subdistrictCode)?.position ?? station;
  return { position, distanceMetres: distanceMetres(position, station) };
}
