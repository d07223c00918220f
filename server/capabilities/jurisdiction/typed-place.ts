import { foldText } from '#contract/fold-text';
import type { LatLng } from '#contract/position';
import type { AdministrativeArea } from './administrative-place.ts';
import { distanceMetres } from './geometry.ts';
import { buildMentionFinder, isSameSpan, levelOf, type Mention } from './place-mentions.ts';
import { buildPointIndex } from './point-index.ts';

/** A subdistrict or district that a text may mean, with its point. */
export type TypedPlace = {
  code: string;
  /** The whole name, smallest first. */
  name: { th: string; en: string };
  /** Enough to tell it from others of its name, for a button: at most 20 letters. */
  shortName: { th: string; en: string };
  position: LatLng;
  /** Metres within which the area lies, roughly: a name is not a point. */
  accuracyMetres: number;
  /** Every name of it stands on its own or carries its level: it is hardly a piece of other words. */
  isSure: boolean;
};

export type TypedPlaceFinder = {
  /**
   * Places whose names stand in the text, best first; none when too many fit equally. A name alone is not enough
   * (subdistricts have everyday names): its level must stand beside it, or its district or province.
   */
  listTypedPlaces(text: string, limit?: number): TypedPlace[];
  findTypedPlace(code: string): TypedPlace | undefined;
};

/** More would not fit on a small screen, and whoever must choose among more has not said where they are. */
const MOST_PLACES = 4;
/** Points of neighbouring subdistricts are closer than this only in towns; a name is never more exact. */
const LEAST_ACCURACY_METRES = 1000;

const SHORT_NAME = 20;

type Candidate = { area: AdministrativeArea; said: Mention[] };

export function buildTypedPlaceFinder(areas: readonly AdministrativeArea[]): TypedPlaceFinder {
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const subdistricts = areas.filter((area) => levelOf(area) === 'subdistrict');
  const points = buildPointIndex(subdistricts);
  const findMentions = buildMentionFinder(areas);

  /** As far as the third nearest neighbour's point; a district reaches to its farthest subdistrict. */
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
    listTypedPlaces(text, limit = MOST_PLACES) {
      const best = rank(findCandidates(findMentions(text)));
      if (best.length > limit) return [];
      return best.map(({ area, said }) =>
        toTypedPlace(
          area,
          said.every((mention) => mention.isMarked || mention.isWholeWord),
        ),
      );
    },
    findTypedPlace(code) {
      const area = byCode.get(code);
      return area && levelOf(area) !== 'province' ? toTypedPlace(area, true) : undefined;
    },
  };
}

/** LINE's buttons hold 20 letters; the whole name stands beside them. */
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
      mention.areas.map((area) => ({ area, said: [mention, ...saidAround(mention, area, mentions)] })),
    )
    .filter(({ area, said }) => isLikely(area, said));
}

/** Its district and province, where they stand in the text at places of their own. */
function saidAround(mention: Mention, area: AdministrativeArea, mentions: Mention[]): Mention[] {
  const around: Mention[] = [];
  for (const length of [4, 2]) {
    if (area.code.length <= length) continue;
    const code = area.code.slice(0, length);
    const said = mentions.find(
      (other) =>
        other.areas.some((one) => one.code === code) && [mention, ...around].every((one) => !isSameSpan(one, other)),
    );
    if (said) around.push(said);
  }
  return around;
}

function isLikely(area: AdministrativeArea, said: Mention[]): boolean {
  const [own] = said;
  if (own === undefined || said.length >= 2) return own !== undefined;
  const isWhole = own.end - own.start >= Math.min(foldText(area.nameTh).length, foldText(area.nameEn).length);
  if (own.isMarked) return isWhole;
  // "เมืองพิษณุโลก" holds its province's name within its own.
  return levelOf(area) === 'district' && area.nameTh.startsWith('เมือง') && isWhole;
}

/** Those that most of the text speaks for; a subdistrict before the district of the same name. */
function rank(candidates: Candidate[]): Candidate[] {
  const most = Math.max(0, ...candidates.map(({ said }) => said.length));
  const weight = ({ area, said }: Candidate) => (said[0]?.isMarked ? 2 : 0) + (levelOf(area) === 'subdistrict' ? 1 : 0);
  const unique = new Map(
    candidates.filter(({ said }) => said.length === most).map((candidate) => [candidate.area.code, candidate]),
  );
  return [...unique.values()].sort((a, b) => weight(b) - weight(a) || a.area.code.localeCompare(b.area.code));
}
