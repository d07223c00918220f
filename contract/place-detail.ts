import type { AdministrativePlace } from './jurisdiction.ts';
import { asOneLine, optionalText } from './text.ts';

/** Length limit of one entry; the joined text of several people may be twice as long before the oldest is dropped. */
export const PLACE_DETAIL_LONGEST = 300;
const JOINED_LONGEST = 2 * PLACE_DETAIL_LONGEST;
const BETWEEN = ' · ';

/**
 * House number, lane, floor, landmark: everything about a place besides the names of its areas, in one line. One wide
 * field instead of four small ones, because it is typed while somebody speaks.
 */
export const placeDetailSchema = optionalText(PLACE_DETAIL_LONGEST).transform(asOneLine);

/** Joins several people's descriptions, newest first, without what another one already contains. */
export function joinPlaceDetails(...details: (string | null | undefined)[]): string | null {
  const joined: string[] = [];
  for (const part of details.flatMap(partsOf)) {
    if (joined.some((other) => other.includes(part))) continue;
    const shorter = joined.findIndex((other) => part.includes(other));
    if (shorter >= 0) joined[shorter] = part;
    else if ([...joined, part].join(BETWEEN).length <= JOINED_LONGEST) joined.push(part);
  }
  return joined.join(BETWEEN) || null;
}

/**
 * The details after somebody who saw `was` wrote `now`: it replaces what they saw and keeps what others wrote
 * meanwhile, so nothing is lost when two people write at once.
 */
export function changePlaceDetail(current: string | null, was: string | null, now: string | null): string | null {
  const seen = partsOf(was);
  return joinPlaceDetails(now, ...partsOf(current).filter((part) => !seen.includes(part)));
}

/** What remains when the details of one incident are removed again. */
export function withoutPlaceDetail(current: string | null, gone: string | null): string | null {
  const parts = partsOf(gone);
  return joinPlaceDetails(...partsOf(current).filter((part) => !parts.includes(part)));
}

/**
 * The part of a pin's label that says more than the area's names, which are shown anyway.
 * @param label title and address from the reporter's map, or the name by which a place was chosen
 */
export function placeLabelBeyond(label: string | null, place: AdministrativePlace): string | null {
  const line = asOneLine(label ?? '');
  const { subdistrictTh, districtTh, provinceTh, subdistrictEn, districtEn, provinceEn } = place;
  const names = [subdistrictTh, districtTh, provinceTh, subdistrictEn, districtEn, provinceEn].filter(Boolean);
  const rest = names
    .sort((one, other) => other.length - one.length)
    .reduce((text, name) => text.replaceAll(name, ' '), line)
    .replace(AREA_WORDS, ' ')
    .replace(/[\s·,.()]+/g, '');
  return rest === '' ? null : line;
}

/** Words that only name a kind of area, a country, a postal code, or say that a pin is a pin. */
const AREA_WORDS =
  /ตำบล|อำเภอ|จังหวัด|แขวง|เขต|ต\.|อ\.|จ\.|ประเทศไทย|thailand|tambon|amphoe|changwat|\b\d{5}\b|ตำแหน่งที่ตั้ง|ตำแหน่ง|\b(my |shared |current )?location\b/gi;

function partsOf(detail: string | null | undefined): string[] {
  return (detail ?? '')
    .split(BETWEEN)
    .map(asOneLine)
    .filter((part) => part !== '');
}
