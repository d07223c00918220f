import { foldText } from '#contract/fold-text';
import type { AdministrativeArea } from './administrative-place.ts';

export type Level = 'subdistrict' | 'district' | 'province';

/** A name in a text. `isMarked`: its level stands beside it (ต., อำเภอ, "District"). */
export type Mention = {
  level: Level;
  areas: AdministrativeArea[];
  start: number;
  end: number;
  isMarked: boolean;
  /** No letter touches it on either side, so it is not part of a longer word. */
  isWholeWord: boolean;
};

/** Longer than any address; the rest of a long text is not searched. */
const LONGEST_TEXT = 1000;
/** Shorter Thai names are everyday syllables (เลย, ยอด, พาน) unless they stand alone or with their level. */
const SHORT_NAME = 5;

/** Common names besides the official ones. */
export const PROVINCE_ALIASES: Record<string, string> = {
  กทม: '10',
  กรุงเทพ: '10',
  กรุงเทพฯ: '10',
  อยุธยา: '14',
  แปดริ้ว: '24',
  โคราช: '30',
  อุบล: '34',
  อุดร: '41',
  สุราษฎร์: '84',
  'krung thep': '10',
  bkk: '10',
  korat: '30',
  ayutthaya: '14',
};

const MARK_BEFORE: Record<Level, RegExp> = {
  subdistrict: /(ตำบล|แขวง|ต\.|(^|[^ก-๙])ต|\b(tambon|tumbon|khwaeng|sub ?district( of)?))[\s.]*$/,
  district: /(อำเภอ|เขต|อ\.|(^|[^ก-๙])อ|\b(amphoe|amphur|ampur|khet|(?<!sub ?)district( of)?))[\s.]*$/,
  province: /(จังหวัด|จ\.|(^|[^ก-๙])จ|\b(changwat|province( of)?))[\s.]*$/,
};
const MARK_AFTER: Record<Level, RegExp> = {
  subdistrict: /^ sub ?district\b/,
  district: /^ district\b/,
  province: /^ province\b/,
};

/** One spelling for comparison: single spaces between words, hyphens as spaces. */
function plain(text: string): string {
  return foldText(text.slice(0, LONGEST_TEXT))
    .replace(/[\s\-,;/]+/g, ' ')
    .trim();
}

/** Finds the names of areas in a text; of overlapping names a marked one is taken first, then the longest. */
export function buildMentionFinder(areas: readonly AdministrativeArea[]): (text: string) => Mention[] {
  const names = new Map<string, AdministrativeArea[]>();
  const add = (name: string, area: AdministrativeArea) => {
    const key = plain(name);
    if (key) names.set(key, [...(names.get(key) ?? []), area]);
  };
  const byCode = new Map(areas.map((area) => [area.code, area]));
  for (const area of areas) {
    add(area.nameTh, area);
    add(area.nameEn, area);
  }
  for (const [name, code] of Object.entries(PROVINCE_ALIASES)) {
    const province = byCode.get(code);
    if (province) add(name, province);
  }
  const chiefDistricts = areas.filter(({ code, nameTh }) => code.length === 4 && nameTh.startsWith('เมือง'));
  const longest = Math.max(0, ...[...names.keys()].map(({ length }) => length));

  return (typed) => {
    const text = plain(typed);
    const found: Mention[] = [];
    for (let start = 0; start < text.length; start++) {
      for (let end = start + 2; end <= Math.min(text.length, start + longest); end++) {
        const name = text.slice(start, end);
        const named = names.get(name) ?? [];
        found.push(...readMentions(text, start, end, named));
        // "อ.เมือง" alone is the chief district of whichever province is named beside it.
        if (name === 'เมือง' || name === 'mueang' || name === 'muang')
          found.push(...readMentions(text, start, end, chiefDistricts).filter(({ isMarked }) => isMarked));
      }
    }
    return withoutOverlaps(found);
  };
}

function readMentions(text: string, start: number, end: number, areas: AdministrativeArea[]): Mention[] {
  if (areas.length === 0) return [];
  const [before, after] = [text.slice(0, start), text.slice(end)];
  const isLatin = /[a-z]/.test(text.slice(start, end));
  const letter = isLatin ? '[a-z]' : '[ก-๙]';
  const isWholeWord = !new RegExp(`${letter}$`).test(before) && !new RegExp(`^${letter}`).test(after);
  if (isLatin && !isWholeWord) return [];
  const levels = [...new Set(areas.map(levelOf))];
  const mentions = levels.map((level) => ({
    level,
    areas: areas.filter((area) => levelOf(area) === level),
    start,
    end,
    isMarked: MARK_BEFORE[level].test(before) || (isLatin && MARK_AFTER[level].test(after)),
    isWholeWord,
  }));
  const marked = mentions.filter(({ isMarked }) => isMarked);
  if (marked.length > 0) return marked;
  return end - start < SHORT_NAME && !isWholeWord ? [] : mentions;
}

function withoutOverlaps(mentions: Mention[]): Mention[] {
  const weight = ({ isMarked, start, end }: Mention) => (isMarked ? 1000 : 0) + end - start;
  const chosen: Mention[] = [];
  for (const mention of mentions.toSorted((a, b) => weight(b) - weight(a))) {
    const isFree = chosen.every(
      ({ start, end }) => mention.end <= start || mention.start >= end || isSameSpan(mention, { start, end }),
    );
    if (isFree) chosen.push(mention);
  }
  return chosen;
}

/** The same part of the text, read as names of different levels. */
export function isSameSpan(a: Pick<Mention, 'start' | 'end'>, b: Pick<Mention, 'start' | 'end'>): boolean {
  return a.start === b.start && a.end === b.end;
}

export function levelOf({ code }: { code: string }): Level {
  return code.length === 6 ? 'subdistrict' : code.length === 4 ? 'district' : 'province';
}
