import type { PinPlace } from '#contract/citizen-report';
import { formatPlaceInEnglish, formatPlaceInThai } from '#contract/jurisdiction';
import type { LatLng } from '#contract/position';
import type { IntakeContext } from '../context.ts';

/** Where a pin stands, before anything is sent: from memory alone, and nothing of it is kept. */
export function getPinPlace({ geography }: Pick<IntakeContext, 'geography'>, pin: LatLng): PinPlace {
  if (!geography.isInThailand(pin)) return { name: null, radiusMetres: null };
  const place = geography.describePlace(pin);
  return {
    name: { th: formatPlaceInThai(place), en: formatPlaceInEnglish(place) },
    radiusMetres: geography.findTypedPlace(place.subdistrictCode)?.accuracyMetres ?? null,
  };
}
