import type { AdministrativePlace } from './jurisdiction.ts';
import { asOneLine, optionalText } from './text.ts';

/** Letters of one writing; what several people wrote of one place may be twice as long before the oldest gives way. */
export const PLACE_DETAIL_LONGEST = 300;
const JOINED_LONGEST = 2 * PLACE_DETAIL_LONGEST;
const BETWEEN = ' · ';

/**
 * House number, lane, floor, landmark: all that words say of a place besides the area's names, in one line. One wide
 * field rather than four small ones, because it is typed while somebody speaks.
 */
export const placeDetailSchema = optionalText(PLACE_DETAIL_LONGEST).transform(asOneLine);

/** Several people's words of one place, the newest first; what another part says already is left out. */
export function joinPlaceDetails(...details: (string | null | undefined)[]): string | null {
  const kept: string[] = [];
  for (const part of details.flatMap(partsOf)) {
    if (kept.some((other) => other.includes(part))) continue;
    const shorter = kept.findIndex((other) => part.includes(other));
    if (shorter >= 0) kept[shorter] = part;
    else if ([...kept, part].join(BETWEEN).length <= JOINED_LONGEST) kept.push(part);
  }
  return kept.join(BETWEEN) || null;
}

/**
 * The detail after somebody who saw `was` wrote `now`: it replaces what they saw and keeps what others wrote meanwhile,
 * so that of two who write at once neither loses a word.
 */
export function changePlaceDetail(current: string | null, was: string | null, now: string | null): string | null {
  const seen = partsOf(was);
  return joinPlaceDetails(now, ...partsOf(current).filter((part) => !seen.includes(part)));
}

/** What is left when the words of one incident go away again with it. */
export function withoutPlaceDetail(current: string | null, gone: string | null): string | null {
  const parts = partsOf(gone);
  return joinPlaceDetails(...partsOf(current).filter((part) => !parts.includes(part)));
}

/**
 * A pin's own words where they say more than the area's names, which stand with every place anyway.
 * @param label title and address as the reporter's map wrote them, or the name a place was chosen by
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

/** Words that only say what kind of area a name is, a country, a postal code, or that a pin is a pin. */
const AREA_WORDS =
  /ตำบล|อำเภอ|จังหวัด|แขวง|เขต|ต\.|อ\.|จ\.|ประเทศไทย|thailand|tambon|amphoe|changwat|\b\d{5}\b|ตำแหน่งที่ตั้ง|ตำแหน่ง|\b(my |shared |current )?location\b/gi;

function partsOf(detail: string | null | undefined): string[] {
  return (detail ?? '')
    .split(BETWEEN)
    .map(asOneLine)
    .filter((part) => part !== '');
}
