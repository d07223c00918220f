import { foldText } from '#contract/fold-text';
import type { Agency, FoundPlace } from '#contract/jurisdiction';
import type { LatLng } from '#contract/position';
import type { AdministrativeArea } from './administrative-place.ts';
import { distanceMetres } from './geometry.ts';
import { phoneticKeyOf } from './phonetic-key.ts';
import { type Level, levelOf, PROVINCE_ALIASES } from './place-mentions.ts';
import { type PlaceQuery, readPlaceQuery, type Segment, STATION, squeeze } from './place-query.ts';
import { buildPointIndex } from './point-index.ts';
import type { TypedPlace } from './typed-place.ts';

/** Radius for an agency: its name means it or the area around it. */
const AGENCY_ACCURACY_METRES = 300;
/**
 * Distance and quality of a match form one order: a worse match is ranked as if it were this many metres farther away.
 * Callers are rarely at the other end of the country, even if a place there has the same name.
 */
const METRES_FOR = {
  /** "ลำพูน" for เมืองลำพูน. */
  alias: 20_000,
  unfinished: 400_000,
  unfinishedAround: 5_000,
  within: 400_000,
  /** A province's name alone rather means its chief district. */
  province: 100_000,
  /** Of a district and a subdistrict with the same name, the district is meant more often. */
  subdistrict: 150_000,
  agency: 60_000,
};

/** Three levels with a blank in each; longer texts are stories. */
const MOST_WORDS = 6;
/** Too many names begin with a single letter. */
const LEAST_LETTERS = 2;

type Name = { text: string; level: Level | undefined; isOwn: boolean; metres: number };
type Entry = { area?: AdministrativeArea; agency?: Agency; position: LatLng; names: Name[] };
type Match = { metres: number; hasOwn: boolean; levels: number };
/** `byStart`: own names by their first letters. */
type Index = {
  entries: readonly Entry[];
  byStart: Map<string, { text: string; entry: Entry }[]>;
  byName: Map<string, Entry[]>;
};

export type PlaceSearchOptions = {
  near?: LatLng | undefined;
  limit: number;
  /** Only areas, or only agencies; both unless set. */
  only?: 'areas' | 'agencies' | undefined;
  /** Only these agencies. */
  accept?: (agency: Agency) => boolean;
};
export type PlaceSearch = {
  /** What the text may mean, best first. None for an empty text, or the nearest agencies if only agencies are searched. */
  search(text: string, options: PlaceSearchOptions): FoundPlace[];
  /** Areas that a complete text names with at least two levels, or with its marked level; for texts that may be anything. */
  listWholeMatches(text: string, limit: number): TypedPlace[];
};

/**
 * One search for subdistricts, districts and agencies by their Thai and English names, complete or by their beginning,
 * with or without blanks and levels, and by sound where nothing else is found.
 */
export function buildPlaceSearch(
  areas: readonly AdministrativeArea[],
  agencies: readonly Agency[],
  placeOf: (code: string) => TypedPlace | undefined,
): PlaceSearch {
  const points = buildPointIndex(areas.filter((area) => levelOf(area) === 'subdistrict'));
  const named = new Map(areas.map((area) => [area.code, namesOfArea(area)]));
  const around = (code: string, lengths: readonly number[]): Name[] =>
    lengths.filter((length) => length < code.length).flatMap((length) => named.get(code.slice(0, length)) ?? []);
  const own = (names: readonly Name[]) => names.map((name) => ({ ...name, isOwn: true }));
  const entries: Entry[] = [
    ...areas
      .filter((area) => levelOf(area) !== 'province')
      .map((area) => ({
        area,
        position: area.position,
        names: [...own(named.get(area.code) ?? []), ...around(area.code, [4, 2])],
      })),
    ...agencies.map((agency) => ({
      agency,
      position: agency.position,
      names: [
        ...namesOfAgency(agency),
        // Several stations may share a name; other agencies include their area in their names.
        ...(agency.kind === 'station' ? around(`${points.findNearest(agency.position)?.code ?? ''} `, [6, 4, 2]) : []),
      ],
    })),
  ];
  const agencyPoints = buildPointIndex(agencies.map((agency) => ({ agency, position: agency.position, names: [] })));
  const exact = indexOf(entries);
  // Searches by sound are rare, so their index is built on first use.
  let sounds: Index | undefined;
  const byEar = () => {
    sounds ??= indexOf(
      entries.map((entry) => ({
        ...entry,
        names: entry.names.map((name) => ({ ...name, text: phoneticKeyOf(name.text) })),
      })),
    );
    return sounds;
  };

  const find = (query: PlaceQuery, { only, accept = () => true }: Omit<PlaceSearchOptions, 'limit'>) => {
    const isWanted = ({ area, agency }: Entry) =>
      agency ? only !== 'areas' && accept(agency) : area !== undefined && only !== 'agencies' && !query.isStation;
    const bySound = query.segments.map(({ level, words }) => ({ level, words: words.map(phoneticKeyOf) }));
    const isMarked = query.segments.some(({ level }) => level);
    const attempts: (() => [Index, Segment[]])[] = [
      () => [exact, query.segments],
      () => [byEar(), bySound],
      // "ต.วังทอง" may be a district all the same; agencies are searched around the named area.
      ...(isMarked && only !== 'agencies'
        ? [(): [Index, Segment[]] => [exact, query.segments.map(({ words }) => ({ level: undefined, words }))]]
        : []),
    ];
    for (const attempt of attempts) {
      const [index, segments] = attempt();
      const found = candidatesOf(index, segments)
        .filter(isWanted)
        .flatMap((entry) => {
          const match = cover(entry, segments);
          return match?.hasOwn ? [{ entry, ...match }] : [];
        });
      if (found.length > 0) return found;
    }
    if (only !== 'agencies' || isMarked) return [];
    // No agency name begins so: find those that contain the text.
    const words = squeeze(query.segments.flatMap((segment) => segment.words).join(''));
    return exact.entries.filter(isWanted).flatMap((entry) => {
      const containsText = words.length >= 2 && entry.names.some(({ isOwn, text }) => isOwn && text.includes(words));
      return containsText ? [{ entry, hasOwn: true, levels: 1, metres: METRES_FOR.within }] : [];
    });
  };

  const search: PlaceSearch['search'] = (text, { near, limit, ...options }) => {
    if (text.trim() === '' && near && options.only === 'agencies')
      return listAgenciesAround(near, limit, options.accept);
    const { segments, isStation } = readPlaceQuery(text);
    if (segments.length === 0 && isStation && near && options.only !== 'areas') {
      const { accept = () => true } = options;
      return listAgenciesAround(near, limit, (agency) => agency.kind === 'station' && accept(agency));
    }
    const attempts = [{}, { withoutRoads: true }, { asWritten: true }];
    for (const attempt of attempts) {
      const query = readPlaceQuery(text, attempt);
      if (lettersOf(query) < LEAST_LETTERS) continue;
      const found = find(query, { near, ...options });
      if (found.length === 0) continue;
      const far = ({ entry, metres }: (typeof found)[number]) =>
        metres + (near ? distanceMetres(near, entry.position) : 0) + penaltyOf(entry, query);
      return found
        .map((one) => ({ entry: one.entry, far: far(one) }))
        .sort((one, other) => one.far - other.far)
        .slice(0, limit)
        .flatMap(({ entry }) => show(entry, query.detail, placeOf) ?? []);
    }
    // No agency has this name but an area does: list the agencies around it.
    const [area] = options.only === 'agencies' ? search(text, { near, limit: 1, only: 'areas' }) : [];
    return area ? listAgenciesAround(area.position, limit, options.accept) : [];
  };
  const listAgenciesAround = (
    place: LatLng,
    limit: number,
    accept: (agency: Agency) => boolean = () => true,
  ): FoundPlace[] =>
    agencyPoints
      .listNearest(place, { count: limit, accept: ({ agency }) => accept(agency) })
      .flatMap((entry) => show(entry, '', placeOf) ?? []);

  return {
    search,
    listWholeMatches(text, limit) {
      const query = readPlaceQuery(text, { withoutRoads: true });
      const words = query.segments.flatMap((segment) => segment.words).length;
      if (words === 0 || words > MOST_WORDS || query.isStation) return [];
      const found = find(query, { only: 'areas' }).filter(({ levels }) => levels >= 2);
      const least = Math.min(...found.map(({ metres }) => metres));
      const best = found.filter(({ metres }) => metres === least);
      return best.length > limit ? [] : best.flatMap(({ entry }) => placeOf(entry.area?.code ?? '') ?? []);
    },
  };
}

function lettersOf({ segments }: PlaceQuery): number {
  return segments.flatMap(({ words }) => words).join('').length;
}

function penaltyOf({ area, agency }: Entry, query: PlaceQuery): number {
  if (agency) return query.isStation ? 0 : METRES_FOR.agency;
  return area && levelOf(area) === 'subdistrict' ? METRES_FOR.subdistrict : 0;
}

function show(
  { area, agency }: Entry,
  detail: string,
  placeOf: (code: string) => TypedPlace | undefined,
): FoundPlace | undefined {
  if (agency) {
    const { code, nameTh, nameEn, position } = agency;
    return { code, nameTh, nameEn: nameEn ?? nameTh, position, accuracyMetres: AGENCY_ACCURACY_METRES, agency };
  }
  const place = placeOf(area?.code ?? '');
  if (!place) return undefined;
  const { code, name, position, accuracyMetres } = place;
  const [nameTh, nameEn] = [name.th, name.en].map((own) => (detail === '' ? own : `${detail} ${own}`)) as [
    string,
    string,
  ];
  return { code, nameTh, nameEn, position, accuracyMetres, agency: null };
}

function namesOfArea(area: AdministrativeArea): Name[] {
  const level = levelOf(area);
  const [th, en] = [area.nameTh, area.nameEn].map(nameOf) as [string, string];
  const commonNames =
    level === 'province' ? Object.keys(PROVINCE_ALIASES).filter((name) => PROVINCE_ALIASES[name] === area.code) : [];
  return [...[th, en].flatMap(withoutChief), ...commonNames.map((name) => ({ text: nameOf(name), metres: 0 }))]
    .filter(({ text }) => text !== '')
    .map((name) => ({ ...name, level, isOwn: false }));
}

/** Without the kind of agency: สภ.เมืองลำพูน is เมืองลำพูน, and ลำพูน too. */
function namesOfAgency({ code, kind, nameTh, nameEn }: Agency): Name[] {
  const folded = [nameTh, ...(nameEn ? [nameEn] : [])].map(foldText);
  const full = [foldText(code), ...folded].map(squeeze);
  const bare = kind === 'station' ? folded.map((name) => squeeze(name.replace(STATION, ' '))) : [];
  const names = [...full.map((text) => ({ text, metres: 0 })), ...bare.flatMap(withoutChief)];
  return names.filter(({ text }) => text !== '').map((name) => ({ ...name, level: undefined, isOwn: true }));
}

/** "พิษณุโลก" finds "เมืองพิษณุโลก" as well. */
function withoutChief(text: string): { text: string; metres: number }[] {
  const chief = /^(?:เมือง|mueang)(?=.)/.exec(text)?.[0];
  return [{ text, metres: 0 }, ...(chief ? [{ text: text.slice(chief.length), metres: METRES_FOR.alias }] : [])];
}

function nameOf(name: string): string {
  return squeeze(foldText(name));
}

function indexOf(entries: readonly Entry[]): Index {
  const byStart = new Map<string, { text: string; entry: Entry }[]>();
  const byName = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const { text, isOwn } of entry.names) {
      if (!isOwn) continue;
      addTo(byStart, text.slice(0, LEAST_LETTERS), { text, entry });
      addTo(byName, text, entry);
    }
  }
  return { entries, byStart, byName };
}

function addTo<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** Entries with an own name that matches part of the text: only they can be meant. */
function candidatesOf({ byStart, byName }: Index, segments: readonly Segment[]): Entry[] {
  const found = new Set<Entry>();
  for (const { words } of segments) {
    for (let from = 0; from < words.length; from++) {
      for (let to = from + 1; to <= words.length; to++) {
        const text = words.slice(from, to).join('');
        for (const { text: name, entry } of byStart.get(text.slice(0, LEAST_LETTERS)) ?? [])
          if (name.startsWith(text)) found.add(entry);
        for (let length = 2; length < text.length; length++)
          for (const entry of byName.get(text.slice(0, length)) ?? []) found.add(entry);
        // A name that follows another within the same word: "พิษณุโลกในเมือง".
        for (let start = 2; to === from + 1 && start < text.length - 1; start++)
          for (const entry of byName.get(text.slice(start)) ?? []) found.add(entry);
      }
    }
  }
  return [...found];
}

/** The cheapest match of every word with one of the entry's names or its beginning; undefined when there is none. */
function cover({ names }: Entry, segments: readonly Segment[]): Match | undefined {
  let best: Match | undefined;
  const walk = (
    at: number,
    words: readonly string[],
    level: Level | undefined,
    match: Match,
    used: readonly Name[],
  ) => {
    if (best?.hasOwn && match.metres >= best.metres) return;
    if (words.length === 0) {
      const next = segments[at + 1];
      if (next) walk(at + 1, next.words, next.level, match, used);
      else if (!best || (match.hasOwn && !best.hasOwn) || (match.hasOwn === best.hasOwn && match.metres < best.metres))
        best = match;
      return;
    }
    for (let count = 1; count <= words.length; count++) {
      const text = words.slice(0, count).join('');
      const rest = words.slice(count);
      for (const name of names) {
        if (level !== undefined && name.level !== level) continue;
        const isUsed = used.some((one) => one.level === name.level && one.isOwn === name.isOwn);
        const own = name.isOwn
          ? name.metres
          : name.level === 'province' && level === undefined
            ? METRES_FOR.province
            : 0;
        const onward = (left: readonly string[], extra: number) =>
          walk(
            at,
            left,
            undefined,
            {
              metres: match.metres + own + extra,
              hasOwn: match.hasOwn || name.isOwn,
              levels: match.levels + (isUsed ? 0 : 1),
            },
            [...used, name],
          );
        if (name.text === text) onward(rest, 0);
        else if (name.text.startsWith(text))
          onward(rest, name.isOwn ? METRES_FOR.unfinished : METRES_FOR.unfinishedAround);
        else if (name.text.length >= 2 && text.startsWith(name.text))
          onward([text.slice(name.text.length), ...rest], 0);
      }
    }
  };
  const [first] = segments;
  if (first) walk(0, first.words, first.level, { metres: 0, hasOwn: false, levels: 0 }, []);
  return best;
}
