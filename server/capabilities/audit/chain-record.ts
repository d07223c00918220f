import { z } from 'zod';
import type { DayRoot } from './chain.ts';

// The records of an exported copy, one in each line; docs/privacy/audit-format.md describes them for outsiders.

export const FORMAT = 'ess-audit/1';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);
const day = z.iso.date();
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);

const sealSchema = z.strictObject({ seq: count, entryId: count, digest: hex, hash: hex, sealedAt: instant });
const rootSchema = z.strictObject({ day, lastSeq: count, seals: count, hash: hex, root: hex });
/** Any members are accepted: missing or additional ones change the digest, which is then reported. */
const entrySchema = z.looseObject({ id: count });

export const chainRecordSchema = z.union([
  z.strictObject({ format: z.literal(FORMAT), exportedAt: z.string() }),
  z.strictObject({ seal: sealSchema, entry: entrySchema.nullable() }),
  z.strictObject({ root: rootSchema }),
  /** An entry that is neither sealed nor queued; only found in a database. */
  z.strictObject({ unqueued: z.strictObject({ entryId: count }) }),
  z.strictObject({ end: z.strictObject({ seals: count, hash: hex }) }),
]);
export type ChainRecord = z.infer<typeof chainRecordSchema>;

/** Parses a line of a copy; undefined if it is not a record. */
export function readChainRecord(text: string): ChainRecord | undefined {
  try {
    return chainRecordSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The line to publish where it can't be changed afterwards: in a newspaper, at another agency. */
export function publishedLine({ day, lastSeq, seals, hash, root }: DayRoot): string {
  return `ess-audit-root/1 ${day} lastSeq=${lastSeq} seals=${seals} hash=${hash} root=${root}`;
}

const LINE =
  /^(ess-audit-root\/1 (\d{4}-\d\d-\d\d) lastSeq=(\d+) seals=(\d+) hash=([0-9a-f]{64}) root=([0-9a-f]{64}))(?: signature=([\w-]+))?$/;

export type PublishedRoot = DayRoot & { signed: string; signature: string | undefined };

/** Parses a published line; undefined if it is not one. */
export function readPublishedLine(line: string): PublishedRoot | undefined {
  const [, signed, day, lastSeq, seals, hash, root, signature] = LINE.exec(line.trim()) ?? [];
  if (!signed || !day || !hash || !root) return undefined;
  return { day, lastSeq: Number(lastSeq), seals: Number(seals), hash, root, signed, signature };
}
