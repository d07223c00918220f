import { formatPlaceInEnglish, formatPlaceInThai, type PlaceDescription } from '#contract/jurisdiction';
import type { LatLng } from '#contract/position';
import { AppError } from '#platform/app-error';
import { explainResponsibleStation } from '../explain-responsible-station.ts';
import type { Jurisdiction } from '../jurisdiction.ts';

/**
 * Describes a place in both languages: name, responsible station and why.
 * @throws AppError `jurisdiction/outside-thailand`, `jurisdiction/no-station`, `jurisdiction/no-reference-data`
 */
export function getPlaceDescription(jurisdiction: Jurisdiction, position: LatLng): PlaceDescription {
  if (!jurisdiction.isInThailand(position)) throw new AppError('jurisdiction/outside-thailand');
  const place = jurisdiction.describePlace(position);
  const responsible = jurisdiction.getResponsibleStation(position);
  return {
    place,
    placeText: { th: formatPlaceInThai(place), en: formatPlaceInEnglish(place) },
    responsible,
    reasons: { th: explainResponsibleStation(responsible, 'th'), en: explainResponsibleStation(responsible, 'en') },
    attributions: jurisdiction.listAttributions(),
  };
}
