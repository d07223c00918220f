import { foldText } from '#contract/fold-text';
import type { Level } from './place-mentions.ts';

/** Words that belong together; `level`: the marked level of the first of them (ต., อำเภอ). */
export type Segment = { level: Level | undefined; words: string[] };
export type PlaceQuery = {
  segments: Segment[];
  /** Whether a police station is meant (สภ., สถานีตำรวจ…). */
  isStation: boolean;
  /** House number, village and lane as typed: they are not used for the search and shown beside the area's name. */
  detail: string;
};

const LONGEST_QUERY = 200;
/** House number, หมู่ and lane with a number: not used for the search. */
const NUMBERED =
  /(?:บ้าน)?เลขที่\s*[0-9๐-๙]+(?:\/[0-9๐-๙]+)?|(?:หมู่ที่|หมู่|ม\.|\bmoo|\bmu|\bm\.)\s*[0-9๐-๙]+|(?:ซอย|ซ\.|\bsoi)\s*[0-9๐-๙]+(?:\/[0-9๐-๙]+)?|(?<![0-9๐-๙/])[0-9๐-๙]{1,4}(?:\/[0-9๐-๙]{1,4})?(?![0-9๐-๙/])/gi;
/** Lane and road names: areas may have such names too, so these are left out only if nothing is found otherwise. */
const NAMED = /(?:ซอย|ซ\.|ถนน|ถ\.|\bsoi|\bthanon|\broad)\s*[^\s,]+/gi;
const POSTCODE = /(?<![0-9๐-๙])[0-9๐-๙]{5}(?![0-9๐-๙])/g;

/** Prefixes of a level, with or without blanks; a single letter only before a blank. */
const MARKS: readonly [RegExp, Level][] = [
  [/ตำบล|แขวง|ต\.|(?<![ก-๎])ต(?= )|\b(?:tambon|tambol|tumbon|khwaeng)\b|\bt\./g, 'subdistrict'],
  [/อำเภอ|เขต|อ\.|(?<![ก-๎])อ(?= )|\b(?:amphoe|amphur|ampur|amphor|khet)\b|\ba\./g, 'district'],
  [/จังหวัด|จ\.|(?<![ก-๎])จ(?= )|\bchangwat\b|\bj\./g, 'province'],
];
/** English has the level after the name, where it is ignored. */
const MARKS_BEHIND = /\b(?:sub-? ?district|district|province)\b/g;
/** Prefixes of police stations. */
export const STATION =
  /สถานีตำรวจ(?:ภูธร|นครบาล)?(?:\s*(?:อำเภอ|ตำบล|จังหวัด))?|โรงพัก|สภ(?:\.\s*[อตจ](?=\.)|(?=[.\s]|$|[ก-ฮเ-ไ]))\.?|สน(?:\.|(?= |$))|\bpolice station\b|\bstation\b|\bpolice\b/g;

/**
 * Splits the text of a place search into its parts.
 * @param options.withoutRoads leaves out lane and road names too
 * @param options.asWritten reads no prefix as a level: some names begin like one (ต.เขตอุดมศักดิ์)
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
    // Folded again: splitting can put a letter at the end of a word, which folds differently there.
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

/** Without characters that vary within a name: "Chiangmai", "กทม.". */
export function squeeze(folded: string): string {
  return folded.replace(/[\s.\-'"“”ฯ]/g, '');
}
