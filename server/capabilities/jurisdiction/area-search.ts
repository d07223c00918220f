import type { FoundArea } from '#contract/jurisdiction';
import type { LatLng } from '#contract/position';
import { distanceMetres } from './geometry.ts';
import type { AdministrativeArea } from './place-in-words.ts';
import { levelOf } from './place-mentions.ts';
import type { TypedPlace } from './typed-place.ts';

/** Words that say what kind of area it is; people type them or leave them out. */
const LEVEL_WORDS = /^(ตำบล|แขวง|อำเภอ|เขต|จังหวัด|ต\.?|อ\.?|จ\.?)(?=[฀-๿]{2})|^(tambon|amphoe|khwaeng|khet)\s+/i;

/**
 * Looks areas up while somebody types: every word must begin a name of the area, its district or its province, the first
 * one its own. Those near the desk come first: who calls 191 is hardly at the other end of the country.
 */
export function buildAreaSearch(
  areas: readonly AdministrativeArea[],
  placeOf: (code: string) => TypedPlace | undefined,
): (text: string, near: LatLng | undefined, limit: number) => FoundArea[] {
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const entries = areas
    .filter((area) => levelOf(area) !== 'province')
    .map((area) => {
      const above = [area.code.slice(0, 4), area.code.slice(0, 2)]
        .filter((code) => code.length < area.code.length)
        .flatMap((code) => byCode.get(code) ?? []);
      return { area, own: namesOf(area), around: above.flatMap(namesOf) };
    });
  return (text, near, limit) => {
    const words = text.toLowerCase().split(/\s+/).map(withoutLevel).filter(Boolean);
    const [first, ...rest] = words;
    if (first === undefined) return [];
    const starts = (names: string[], word: string) => names.some((name) => name.startsWith(word));
    const found = entries.filter(
      ({ own, around }) => starts(own, first) && rest.every((word) => starts(around, word) || starts(own, word)),
    );
    const rank = ({ area, own }: (typeof entries)[number]) => ({
      isWhole: own.includes(first),
      metres: near ? distanceMetres(near, area.position) : 0,
    });
    return found
      .map((entry) => ({ entry, ...rank(entry) }))
      .sort((one, other) => Number(other.isWhole) - Number(one.isWhole) || one.metres - other.metres)
      .slice(0, limit)
      .flatMap(({ entry }) => {
        const place = placeOf(entry.area.code);
        if (!place) return [];
        const { code, name, position, accuracyMetres } = place;
        return [{ code, nameTh: name.th, nameEn: name.en, position, accuracyMetres }];
      });
  };
}

function namesOf({ nameTh, nameEn }: AdministrativeArea): string[] {
  const th = nameTh.toLowerCase();
  // "พิษณุโลก" finds "เมืองพิษณุโลก" as well.
  return [th, ...(/^เมือง(?=.)/.test(th) ? [th.replace(/^เมือง/, '')] : []), nameEn.toLowerCase()];
}

function withoutLevel(word: string): string {
  return word.replace(LEVEL_WORDS, '');
}
