import { endOfThaiDay, thaiDayOf } from '#contract/thai-day';
import {
  BEGINNING,
  type DayRoot,
  digestOf,
  hashOf,
  inMicroseconds,
  rootOf,
  type Seal,
  type SealableEntry,
} from './chain.ts';
import type { ChainRecord } from './chain-record.ts';
import type { Witness } from './witness.ts';

/** The first error in the chain. */
export type Wrong = {
  what:
    | 'sequence' // a link is missing, doubled, inserted or out of order
    | 'entry-missing'
    | 'entry-altered'
    | 'link-broken' // the link was changed, or one before it
    | 'time-backwards'
    | 'root-wrong'
    | 'published-root-differs' // the chain was rewritten after the root was published
    | 'earlier-differs' // the earlier copy or log line has another link here
    | 'cut-off' // the chain ends before a published root, an earlier copy or its own end record
    | 'never-sealed'; // an entry that bypassed the sealer
  seq?: number;
  entryId?: number;
  day?: string;
};

/** Facts about the chain from outside. `earlier` must be in the order of the chain. */
export type Known = { published?: readonly DayRoot[]; earlier?: AsyncIterable<Witness> | undefined };

export type Verdict = { seals: number; hash: string; roots: number; wrong: Wrong | undefined };

type Place = { seal: Pick<Seal, 'seq' | 'hash' | 'sealedAt'>; root: DayRoot | undefined; roots: number };

/**
 * Verifies a chain from its beginning, of a database or a copy, and stops at the first error. By itself it detects changes
 * by somebody who could not recompute the chain. With published roots, an earlier copy or log lines it detects every
 * change up to the last of them, including a tail that was cut off.
 */
export async function verifyChain(
  records: AsyncIterable<ChainRecord>,
  { published = [], earlier }: Known = {},
): Promise<Verdict> {
  const at: Place = { seal: { seq: 0, hash: BEGINNING, sealedAt: '' }, root: undefined, roots: 0 };
  const verdict = (wrong?: Wrong): Verdict => ({ seals: at.seal.seq, hash: at.seal.hash, roots: at.roots, wrong });
  const publishedAt = Map.groupBy(published, ({ lastSeq }) => lastSeq);
  const witnesses = earlier?.[Symbol.asyncIterator]();
  let witness = (await witnesses?.next())?.value as Witness | undefined;
  for await (const record of records) {
    const wrong = step(at, record) ?? differing(publishedAt.get(at.seal.seq), at.seal.hash);
    if (wrong) return verdict(wrong);
    while (witness && witness.seq <= at.seal.seq) {
      if (witness.seq === at.seal.seq && witness.hash !== at.seal.hash) {
        return verdict({ what: 'earlier-differs', seq: witness.seq });
      }
      witness = (await witnesses?.next())?.value as Witness | undefined;
    }
  }
  if (witness) return verdict({ what: 'cut-off', seq: at.seal.seq + 1 });
  const beyond = published.find(({ lastSeq }) => lastSeq > at.seal.seq);
  return verdict(beyond && { what: 'cut-off', seq: at.seal.seq + 1, day: beyond.day });
}

/** Checks one record. @returns its error, if any */
function step(at: Place, record: ChainRecord): Wrong | undefined {
  if ('seal' in record) return link(at, record.seal, record.entry as SealableEntry | null);
  if ('root' in record) return closeDay(at, record.root);
  if ('unqueued' in record) return { what: 'never-sealed', entryId: record.unqueued.entryId };
  if ('end' in record && (record.end.seals !== at.seal.seq || record.end.hash !== at.seal.hash)) {
    return { what: 'cut-off', seq: at.seal.seq + 1 };
  }
  return undefined;
}

function link(at: Place, seal: Seal, entry: SealableEntry | null): Wrong | undefined {
  const here = { seq: seal.seq, entryId: seal.entryId };
  if (seal.seq !== at.seal.seq + 1) return { what: 'sequence', seq: at.seal.seq + 1 };
  if (hashOf(seal, at.seal.hash) !== seal.hash) return { what: 'link-broken', ...here };
  if (!entry) return { what: 'entry-missing', ...here };
  if (entry.id !== seal.entryId || digestOf(entry) !== seal.digest) return { what: 'entry-altered', ...here };
  if (seal.sealedAt < at.seal.sealedAt) return { what: 'time-backwards', ...here };
  at.seal = seal;
  return undefined;
}

/** A root must follow the root of the previous day, and match the last link of its day. */
function closeDay(at: Place, root: DayRoot): Wrong | undefined {
  const wrong: Wrong = { what: 'root-wrong', day: root.day };
  const before = at.root;
  if (before && root.day !== thaiDayOf(endOfThaiDay(before.day))) return wrong;
  if (root.lastSeq !== at.seal.seq || root.hash !== at.seal.hash) return wrong;
  if (root.seals !== root.lastSeq - (before?.lastSeq ?? 0)) return wrong;
  if (root.root !== rootOf(root, before?.root ?? BEGINNING)) return wrong;
  if (at.seal.sealedAt >= inMicroseconds(endOfThaiDay(root.day))) return wrong;
  at.root = root;
  at.roots += 1;
  return undefined;
}

function differing(published: DayRoot[] | undefined, hash: string): Wrong | undefined {
  const other = published?.find((root) => root.hash !== hash);
  return other && { what: 'published-root-differs', seq: other.lastSeq, day: other.day };
}
