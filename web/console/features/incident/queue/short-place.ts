import type { AdministrativePlace } from '#contract/jurisdiction';
import type { Language } from '../../../text/language.ts';

/** Subdistrict and district; an officer of the area does not need the province. Bangkok has แขวง and เขต. */
export function shortPlace(place: AdministrativePlace, language: Language): string {
  if (language === 'en') return `${place.subdistrictEn}, ${place.districtEn}`;
  return place.provinceCode === '10'
    ? `แขวง${place.subdistrictTh} เขต${place.districtTh}`
    : `ต.${place.subdistrictTh} อ.${place.districtTh}`;
}

/** Whether the written text already contains subdistrict, district and province, as the address of a LINE pin does. */
export function repeatsPlace(detail: string | null, place: AdministrativePlace, language: Language): boolean {
  if (!detail) return false;
  if (language === 'en') {
    return [place.subdistrictEn, place.districtEn, place.provinceEn].every((name) => detail.includes(name));
  }
  const text = detail.replaceAll(/\s/g, '');
  // With its kind in front: "in town" is also the name of a subdistrict.
  const subdistrict = ['ตำบล', 'ต.', 'แขวง'].some((kind) => text.includes(kind + place.subdistrictTh));
  const district = ['อำเภอ', 'อ.', 'เขต'].some((kind) => text.includes(kind));
  return subdistrict && district && text.includes(place.provinceTh.replace('กรุงเทพมหานคร', 'กรุงเทพ'));
}
