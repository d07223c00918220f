import { foldText } from '#contract/fold-text';

/** Ranks as they are shortened, and written out; in the order in which they must be tried. */
const RANKS: readonly (readonly [string, ...string[]])[] = [
  ['พล.ต.อ.', 'พลตำรวจเอก', 'pol.gen.'],
  ['พล.ต.ท.', 'พลตำรวจโท', 'pol.lt.gen.'],
  ['พล.ต.ต.', 'พลตำรวจตรี', 'pol.maj.gen.'],
  ['พ.ต.อ.', 'พันตำรวจเอก', 'pol.col.'],
  ['พ.ต.ท.', 'พันตำรวจโท', 'pol.lt.col.'],
  ['พ.ต.ต.', 'พันตำรวจตรี', 'pol.maj.'],
  ['ร.ต.อ.', 'ร้อยตำรวจเอก', 'pol.capt.'],
  ['ร.ต.ท.', 'ร้อยตำรวจโท', 'pol.lt.'],
  ['ร.ต.ต.', 'ร้อยตำรวจตรี', 'pol.sub.lt.'],
  ['ด.ต.', 'ดาบตำรวจ', 'pol.sen.sgt.maj.'],
  ['จ.ส.ต.', 'จ่าสิบตำรวจ', 'pol.sgt.maj.'],
  ['ส.ต.อ.', 'สิบตำรวจเอก', 'pol.sgt.'],
  ['ส.ต.ท.', 'สิบตำรวจโท', 'pol.cpl.'],
  ['ส.ต.ต.', 'สิบตำรวจตรี', 'pol.l.c.'],
  ['พลฯ', 'พลตำรวจ', 'pol.const.'],
  ['นาย', 'mr.'],
  ['น.ส.', 'นางสาว', 'ms.', 'miss'],
  ['นาง', 'mrs.'],
  ['ดร.', 'dr.'],
];
/** Longest first: นางสาว before นาง, pol.lt.gen. before pol.lt. */
const WAYS = RANKS.flatMap(([short, ...others]) => [short, ...others].map((word) => [plain(word), short] as const))
  // The last point is often left out; where it is the only one (ดร.) a name could begin so.
  .flatMap(([word, short]) => [
    [word, short] as const,
    ...(/\..*\.$/.test(word) ? [[word.slice(0, -1), short] as const] : []),
  ])
  .sort(([one], [other]) => other.length - one.length);
const ACTING = 'ว่าที่';
const FEMALE = /^\(?หญิง\)?/;

type Named = { name: string; staffNumber?: string | null };

/**
 * Whose row it is. A staff number decides where there is one; else the name, with the rank where several bear it. Ranks
 * change and are left out, shortened or written out: without them it is still the same person.
 */
export function findPerson<Person extends Named>(
  { name, staffNumber = '' }: { name: string; staffNumber?: string },
  people: readonly Person[],
): Person | 'no-person' | 'several-people' {
  const number = plain(staffNumber);
  const numbered = number === '' ? undefined : people.find((person) => plain(person.staffNumber ?? '') === number);
  if (numbered) return numbered;
  const wanted = plain(name);
  if (wanted === '') return 'no-person';
  const { rank, bare } = splitRank(wanted);
  const ways: ((own: string) => boolean)[] = [
    (own) => own === wanted,
    (own) => own === bare || splitRank(own).bare === wanted || splitRank(own).bare === bare,
    (own) => own.includes(wanted),
    (own) => bare !== '' && splitRank(own).bare.includes(bare),
  ];
  for (const fits of ways) {
    const found = people.filter((person) => fits(plain(person.name)));
    const ranked = found.filter((person) => rank !== undefined && splitRank(plain(person.name)).rank === rank);
    const [first] = ranked.length > 0 ? ranked : found;
    if (first) return (ranked.length > 0 ? ranked : found).length === 1 ? first : 'several-people';
  }
  return 'no-person';
}

/** A plain name in its parts: the rank in its short form, and the rest. */
function splitRank(name: string): { rank: string | undefined; bare: string } {
  const own = name.startsWith(ACTING) ? name.slice(ACTING.length) : name;
  const [word, rank] = WAYS.find(([one]) => own.startsWith(one)) ?? [];
  return word === undefined
    ? { rank: undefined, bare: name }
    : { rank, bare: own.slice(word.length).replace(FEMALE, '') };
}

function plain(text: string): string {
  return foldText(text).replace(/\s+/g, '');
}
