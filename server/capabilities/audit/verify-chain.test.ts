import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';
import { BEGINNING, type DayRoot, inMicroseconds, rootOf, type SealableEntry, sealAll } from './chain.ts';
import { type ChainRecord, chainRecordSchema, publishedLine, readPublishedLine } from './chain-record.ts';
import { verifyChain } from './verify-chain.ts';

const seed = 20_231_124;
const NOON = new Date('2026-11-21T05:00:00Z');

function anEntry(id: number): SealableEntry {
  return {
    id,
    at: inMicroseconds(NOON),
    kind: id % 3 === 0 ? 'view' : 'action',
    action: 'incident/view',
    actorKind: 'person',
    actorId: `officer-${id % 4}`,
    subjectKind: 'incident',
    subjectId: `incident-${id % 5}`,
    details: { etaMinutes: id, note: null },
    from: '192.0.2.1',
    sessionId: 'session-1',
    nonce: `nonce-${id}`,
  };
}

type Link = ChainRecord & { seal: object };

/** A complete copy of these entries, with a root and an end. */
function aCopy(entries: SealableEntry[], day = '2026-11-21'): { records: ChainRecord[]; root: DayRoot } {
  const seals = sealAll(entries, undefined, NOON);
  const hash = seals.at(-1)?.hash ?? BEGINNING;
  const open = { day, lastSeq: seals.length, seals: seals.length, hash };
  const root = { ...open, root: rootOf(open, BEGINNING) };
  const links = seals.map((seal, place) => ({ seal, entry: entries[place] }) as Link);
  const end = { end: { seals: seals.length, hash } };
  return { records: [{ format: 'ess-audit/1', exportedAt: NOON.toISOString() }, ...links, { root }, end], root };
}

async function* each(records: ChainRecord[]): AsyncGenerator<ChainRecord> {
  // As a copy is read: as text, record by record.
  for (const record of records) yield chainRecordSchema.parse(JSON.parse(JSON.stringify(record)));
}
const check = async (records: ChainRecord[], published: DayRoot[] = []) =>
  (await verifyChain(each(records), { published })).wrong;

/** A copy by somebody who changes it and recomputes all hashes. */
function forge(records: ChainRecord[], change: (entries: SealableEntry[]) => SealableEntry[]): ChainRecord[] {
  const entries = records.flatMap((record) => ('seal' in record ? [record.entry as SealableEntry] : []));
  return aCopy(change(entries)).records;
}

/** Ids as they occur: in order, with gaps, and some committed after greater ones. */
const ids = fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { minLength: 3, maxLength: 40 });

test('an unchanged chain of any length and order is valid, also against its own root', async () => {
  await fc.assert(
    fc.asyncProperty(ids, async (order) => {
      const { records, root } = aCopy(order.map(anEntry));
      expect(await verifyChain(each(records), { published: [root] })).toEqual({
        seals: order.length,
        hash: root.hash,
        roots: 1,
        wrong: undefined,
      });
    }),
    { seed, numRuns: 60 },
  );
});

const places = fc.tuple(ids, fc.nat(), fc.nat());
type Tampering = (links: Link[], one: number, other: number) => Link[];
const swap: Tampering = (links, one, other) => {
  const copy = [...links];
  [copy[one], copy[other]] = [links[other] as Link, links[one] as Link];
  return copy;
};
const without: Tampering = (links, one) => links.filter((_, place) => place !== one);

test.each<[string, Tampering]>([
  ['one altered', (links, one) => links.map((link, place) => (place === one ? alter(link) : link))],
  ['one deleted', without],
  [
    'the entry deleted, its link left',
    (links, one) => links.map((l, place) => (place === one ? { ...l, entry: null } : l)),
  ],
  ['one inserted', (links, one, other) => links.toSpliced(one, 0, links[other] as Link)],
  ['two swapped', swap],
  ['the tail cut off', (links, one) => links.slice(0, one)],
])('%s: found in every chain at every place', async (_, tamper) => {
  await fc.assert(
    fc.asyncProperty(places, async ([order, first, second]) => {
      const { records } = aCopy(order.map(anEntry));
      const links = records.filter((record): record is Link => 'seal' in record);
      const one = first % links.length;
      const other = (one + 1 + (second % (links.length - 1))) % links.length;
      const rest = records.filter((record) => !('seal' in record));
      const [format, ...closing] = rest as [ChainRecord, ...ChainRecord[]];
      const wrong = await check([format, ...tamper(links, one, other), ...closing]);
      expect(wrong).toBeDefined();
      // Nothing before the first change is reported.
      expect(wrong?.seq ?? Number.POSITIVE_INFINITY).toBeGreaterThan(Math.min(one, other));
    }),
    { seed, numRuns: 60 },
  );
});

function alter(link: Link): Link {
  const { entry } = link as unknown as { entry: SealableEntry };
  return { ...link, entry: { ...entry, actorId: 'somebody-else' } } as Link;
}

test.each<[string, (entries: SealableEntry[]) => SealableEntry[]]>([
  [
    'altered',
    (entries) => entries.map((entry, place) => (place === 1 ? { ...entry, action: 'incident/close' } : entry)),
  ],
  ['deleted', (entries) => entries.toSpliced(1, 1)],
  ['inserted', (entries) => entries.toSpliced(1, 0, anEntry(77))],
  ['swapped', ([one, other, ...rest]) => [other, one, ...rest] as SealableEntry[]],
])('one %s and everything computed anew: whole by itself, found by the published root', async (_, change) => {
  const { records, root } = aCopy([1, 2, 3, 4].map(anEntry));
  const forged = forge(records, change);
  expect(await check(forged)).toBeUndefined();
  expect(['published-root-differs', 'cut-off']).toContain((await check(forged, [root]))?.what);
});

test('a tail cut off together with its root is detected by the published root', async () => {
  const { records, root } = aCopy([1, 2, 3, 4].map(anEntry));
  const shorter = forge(records, (entries) => entries.slice(0, 2)).filter((record) => !('root' in record));
  expect(await check(shorter)).toBeUndefined();
  expect(await check(shorter, [root])).toEqual({ what: 'cut-off', seq: 3, day: '2026-11-21' });
});

test('the canonical form does not depend on the order of members', () => {
  const value = { b: [1, { d: null, c: 'ก"\n' }], a: -0.5 };
  expect(canonicalJson(value)).toBe('{"a":-0.5,"b":[1,{"c":"ก\\"\\n","d":null}]}');
  expect(canonicalJson({ a: value.a, b: value.b })).toBe(canonicalJson(value));
});

test('a published line is parsed back; a damaged one is not', () => {
  const { root } = aCopy([anEntry(1)]);
  const line = publishedLine(root);
  expect(readPublishedLine(`${line}\n`)).toMatchObject(root);
  expect(readPublishedLine(line.slice(0, -1))).toBeUndefined();
});
