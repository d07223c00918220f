import type { PlaceInWords } from '#contract/jurisdiction';
import type { Language } from '../../../text/language.ts';

/** Subdistrict and district; an officer of the area does not need the province. Bangkok has แขวง and เขต. */
export function shortPlace(place: PlaceInWords, language: Language): string {
  if (language === 'en') return `${place.subdistrictEn}, ${place.districtEn}`;
  return place.provinceCode === '10'
    ? `แขวง${place.subdistrictTh} เขต${place.districtTh}`
    : `ต.${place.subdistrictTh} อ.${place.districtTh}`;
}
