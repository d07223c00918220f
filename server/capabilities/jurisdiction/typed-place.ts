import { foldText } from '#contract/fold-text';
import type { LatLng } from '#contract/position';
import type { AdministrativeArea } from './administrative-place.ts';
import { distanceMetres } from './geometry.ts';
import { buildMentionFinder, isSameSpan, levelOf, type Mention } from './place-mentions.ts';
import { buildPointIndex } from './point-index.ts';

/** A subdistrict or district that a text may mean, with its point. */
export type TypedPlace = {
  code: string;
  /** The full name, smallest first. */
  name: { th: string; en: string };
  /** Enough to distinguish it from others with the same name, for a button: at most 20 letters. */
  shortName: { th: string; en: string };
  position: LatLng;
  /** Approximate radius of the area in metres: a name is not a point. */
  accuracyMetres: number;
  /** Every name of it stands alone or with its level, so it is hardly part of other words. */
  isSure: boolean;
};

export type TypedPlaceFinder = {
  /**
   * Places named in the text, best first; none when too many match equally. A name alone is not enough, because
   * subdistricts have everyday names: its level, or its district or province, must stand beside it.
   */
  listTypedPlaces(text: string): TypedPlace[];
  findTypedPlace(code: string): TypedPlace | undefined;
};

/** More would not fit on a small screen and would not help the reporter. */
export const MOST_TYPED_PLACES = 4;
/** Points of neighbouring subdistricts are closer than this only in towns; a name is never more exact. */
const LEAST_ACCURACY_METRES = 1000;

const SHORT_NAME = 20;

type Candidate = { area: AdministrativeArea; found: Mention[] };

export function buildTypedPlaceFinder(areas: readonly AdministrativeArea[]): TypedPlaceFinder {
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const subdistricts = areas.filter((area) => levelOf(area) === 'subdistrict');
  const points = buildPointIndex(subdistricts);
  const findMentions = buildMentionFinder(areas);

  /** As far as the third nearest neighbour's point; a district extends to its farthest subdistrict. */
  const accuracyOf = (area: AdministrativeArea): number => {
    const parts =
      levelOf(area) === 'subdistrict'
        ? points.listNearest(area.position, { count: 4 })
        : subdistricts.filter(({ code }) => code.startsWith(area.code));
    const metres = parts.map(({ position }) => distanceMetres(area.position, position));
    return Math.ceil(Math.max(LEAST_ACCURACY_METRES, ...metres) / 100) * 100;
  };

  const toTypedPlace = (area: AdministrativeArea, isSure: boolean): TypedPlace => {
    const district = byCode.get(area.code.slice(0, 4)) ?? area;
    const province = byCode.get(area.code.slice(0, 2)) ?? area;
    const isCapital = province.code === '10';
    const [t, a, p] = isCapital ? ['แขวง', 'เขต', ''] : ['ต.', 'อ.', 'จ.'];
    const isDistrict = levelOf(area) === 'district';
    const own = isDistrict ? `${a}${area.nameTh}` : `${t}${area.nameTh}`;
    const within = isDistrict ? '' : ` ${a}${district.nameTh}`;
    return {
      code: area.code,
      name: {
        th: `${own}${within} ${p}${province.nameTh}`,
        en: [area.nameEn, ...(isDistrict ? [] : [district.nameEn]), province.nameEn].join(', '),
      },
      shortName: {
        th: cut(`${own} ${isDistrict ? province.nameTh : district.nameTh.replace(/^เมือง(?=.)/, '')}`),
        en: cut(`${area.nameEn}, ${isDistrict ? province.nameEn : district.nameEn.replace(/^Mueang /, '')}`),
      },
      position: area.position,
      accuracyMetres: accuracyOf(area),
      isSure,
    };
  };

  return {
    listTypedPlaces(text) {
      const best = rank(findCandidates(findMentions(text)));
      if (best.length > MOST_TYPED_PLACES) return [];
      return best.map(({ area, found }) =>
        toTypedPlace(
          area,
          found.every((mention) => mention.isMarked || mention.isWholeWord),
        ),
      );
    },
    findTypedPlace(code) {
      const area = byCode.get(code);
      return area && levelOf(area) !== 'province' ? toTypedPlace(area, true) : undefined;
    },
  };
}

/** LINE's buttons have 20 letters; the full name is shown beside them. */
function cut(name: string): string {
  if (name.length <= SHORT_NAME) return name;
  const signs = Array.from(new Intl.Segmenter('th').segment(name), ({ segment }) => segment);
  let short = '';
  for (const sign of signs) {
    if (short.length + sign.length >= SHORT_NAME) break;
    short += sign;
  }
  return `${short.trimEnd()}…`;
}

function findCandidates(mentions: Mention[]): Candidate[] {
  return mentions
    .filter(({ level }) => level !== 'province')
    .flatMap((mention) =>
      mention.areas.map((area) => ({ area, found: [mention, ...mentionsAround(mention, area, mentions)] })),
    )
    .filter(({ area, found }) => isLikely(area, found));
}

/** Its district and province, where they stand elsewhere in the text. */
function mentionsAround(mention: Mention, area: AdministrativeArea, mentions: Mention[]): Mention[] {
  const around: Mention[] = [];
  for (const length of [4, 2]) {
    if (area.code.length <= length) continue;
    const code = area.code.slice(0, length);
    const found = mentions.find(
      (other) =>
        other.areas.some((one) => one.code === code) && [mention, ...around].every((one) => !isSameSpan(one, other)),
    );
    if (found) around.push(found);
  }
  return around;
}

function isLikely(area: AdministrativeArea, found: Mention[]): boolean {
  const [own] = found;
  if (own === undefined || found.length >= 2) return own !== undefined;
  const isWhole = own.end - own.start >= Math.min(foldText(area.nameTh).length, foldText(area.nameEn).length);
  if (own.isMarked) return isWhole;
  // "เมืองพิษณุโลก" contains its province's name.
  return levelOf(area) === 'district' && area.nameTh.startsWith('เมือง') && isWhole;
}

/** The candidates with the most mentions; a subdistrict before the district of the same name. */
function rank(candidates: Candidate[]): Candidate[] {
  const most = Math.max(0, ...candidates.map(({ found }) => found.length));
  const weight = ({ area, found }: Candidate) =>
    (found[0]?.isMarked ? 2 : 0) + (levelOf(area) === 'subdistrict' ? 1 : 0);
  const unique = new Map(
    candidates.filter(({ found }) => found.length === most).map((candidate) => [candidate.area.code, candidate]),
  );
  return [...unique.values()].sort((a, b) => weight(b) - weight(a) || a.area.code.localeCompare(b.area.code));
}
