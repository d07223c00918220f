import { foldText } from '#contract/fold-text';
import type { Level } from './place-mentions.ts';

/** Words that stand together; `level`: what the first of them is said to be (ต., อำเภอ). */
export type Segment = { level: Level | undefined; words: string[] };
export type PlaceQuery = {
  segments: Segment[];
  /** A police station is meant (สภ., สถานีตำรวจ…). */
  isStation: boolean;
  /** House, village and lane as they were typed: no area is found by them, and they are kept beside its name. */
  detail: string;
};

const LONGEST_QUERY = 200;
/** House, หมู่ and lane by their number: no area is found by them. */
const NUMBERED =
  /(?:บ้าน)?เลขที่\s*[0-9๐-๙]+(?:\/[0-9๐-๙]+)?|(?:หมู่ที่|หมู่|ม\.|\bmoo|\bmu|\bm\.)\s*[0-9๐-๙]+|(?:ซอย|ซ\.|\bsoi)\s*[0-9๐-๙]+(?:\/[0-9๐-๙]+)?|(?<![0-9๐-๙/])[0-9๐-๙]{1,4}(?:\/[0-9๐-๙]{1,4})?(?![0-9๐-๙/])/gi;
/** Lane and road by their name: an area may be called so too, so these are left out only where nothing is found else. */
const NAMED = /(?:ซอย|ซ\.|ถนน|ถ\.|\bsoi|\bthanon|\broad)\s*[^\s,]+/gi;
const POSTCODE = /(?<![0-9๐-๙])[0-9๐-๙]{5}(?![0-9๐-๙])/g;

/** Marks of what kind of area follows, with or without blanks; a single letter only where a blank stands behind it. */
const MARKS: readonly [RegExp, Level][] = [
  [/ตำบล|แขวง|ต\.|(?<![ก-๎])ต(?= )|\b(?:tambon|tambol|tumbon|khwaeng)\b|\bt\./g, 'subdistrict'],
  [/อำเภอ|เขต|อ\.|(?<![ก-๎])อ(?= )|\b(?:amphoe|amphur|ampur|amphor|khet)\b|\ba\./g, 'district'],
  [/จังหวัด|จ\.|(?<![ก-๎])จ(?= )|\bchangwat\b|\bj\./g, 'province'],
];
/** English says it behind the name, which is then as good as unmarked. */
const MARKS_BEHIND = /\b(?:sub-? ?district|district|province)\b/g;
/** What kind of office a police station is. */
export const STATION =
  /สถานีตำรวจ(?:ภูธร|นครบาล)?(?:\s*(?:อำเภอ|ตำบล|จังหวัด))?|โรงพัก|สภ(?:\.\s*[อตจ](?=\.)|(?=[.\s]|$|[ก-ฮเ-ไ]))\.?|สน(?:\.|(?= |$))|\bpolice station\b|\bstation\b|\bpolice\b/g;

/**
 * What somebody typed to find a place, in its parts.
 * @param options.withoutRoads lanes and roads by name are left out too
 * @param options.asWritten nothing is taken for a mark: some names begin like one (ต.เขตอุดมศักดิ์)
 */
export function readPlaceQuery(
  text: string,
  options: { withoutRoads?: boolean; asWritten?: boolean } = {},
): PlaceQuery {
  const typed = text.normalize('NFC').slice(0, LONGEST_QUERY);
  const found: string[] = [];
  const leaveOut = (part: string) => {
    found.push(part.trim());
    return ' ';
  };
  const numbered = typed.replace(POSTCODE, ' ').replace(NUMBERED, leaveOut);
  let rest = foldText(options.withoutRoads ? numbered.replace(NAMED, leaveOut) : numbered);
  const detail = found.join(' ');
  const isStation = rest.search(STATION) >= 0;
  rest = rest.replace(STATION, ' | ').replace(MARKS_BEHIND, ' | ');
  if (!options.asWritten) for (const [mark, level] of MARKS) rest = rest.replace(mark, ` |${level}| `);
  const segments: Segment[] = [];
  let level: Level | undefined;
  for (const part of rest.split(/[|,;()\n]/)) {
    if (part === 'subdistrict' || part === 'district' || part === 'province') {
      level = part;
      continue;
    }
    // Folded once more: what ends a word now may have stood within one before.
    const words = part
      .split(/[\s\-/]+/)
      .map((word) => squeeze(foldText(word)))
      .filter(Boolean);
    if (words.length === 0) continue;
    segments.push({ level, words });
    level = undefined;
  }
  return { segments, isStation, detail };
}

/** Without what is left out or set differently within a name: "Chiangmai", "กทม.". */
export function squeeze(folded: string): string {
  return folded.replace(/[\s.\-'"“”ฯ]/g, '');
}
