import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from './canonical.ts';
import type { AuditEntry } from './entry.ts';

// docs/privacy/audit-format.md describes the format for outsiders: a change here breaks their programs.

/** An entry as it is hashed and exported; `at` is UTC with microseconds, as stored by PostgreSQL. */
export type SealableEntry = Omit<AuditEntry, 'at'> & { at: string; nonce: string };

/** One link: hashes are 64 hexadecimal digits, `sealedAt` is UTC with microseconds. */
export type Seal = { seq: number; entryId: number; digest: string; hash: string; sealedAt: string };

/** The end of one Thai day; `day` is a date of the Gregorian calendar. */
export type DayRoot = { day: string; lastSeq: number; seals: number; hash: string; root: string };

/** The previous hash of the first seal and of the first root. */
export const BEGINNING = '0'.repeat(64);

/** SHA-256 over the entry's canonical form. The seal keeps it when retention has erased the entry. */
export function digestOf(entry: SealableEntry): string {
  return sha256(entry as unknown as Json);
}

/** SHA-256 over the seal without its hash and the hash of the previous seal. */
export function hashOf({ seq, entryId, digest, sealedAt }: Omit<Seal, 'hash'>, previous: string): string {
  return sha256({ seq, entryId, digest, sealedAt, previous });
}

/** SHA-256 over the day's row and the root of the previous day. */
export function rootOf({ day, lastSeq, seals, hash }: Omit<DayRoot, 'root'>, previousRoot: string): string {
  return sha256({ day, lastSeq, seals, hash, previousRoot });
}

/** Seals for these entries in the given order, continuing after `last`. */
export function sealAll(
  entries: readonly SealableEntry[],
  last: Pick<Seal, 'seq' | 'hash'> | undefined,
  sealedAt: Date,
): Seal[] {
  let { seq, hash } = last ?? { seq: 0, hash: BEGINNING };
  return entries.map((entry) => {
    seq += 1;
    const open = { seq, entryId: entry.id, digest: digestOf(entry), sealedAt: inMicroseconds(sealedAt) };
    hash = hashOf(open, hash);
    return { ...open, hash };
  });
}

function sha256(value: Json): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** A moment in the format of the chain, `2026-11-21T10:00:00.000000Z`, which also sorts as text. */
export function inMicroseconds(at: Date): string {
  return at.toISOString().replace('Z', '000Z');
}
