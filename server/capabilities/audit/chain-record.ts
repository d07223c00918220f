import { z } from 'zod';
import type { DayRoot } from './chain.ts';

// What a copy is made of, one record to a line; docs/privacy/audit-format.md is the description for outsiders.

export const FORMAT = 'ess-audit/1';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);
const day = z.iso.date();
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);

const sealSchema = z.strictObject({ seq: count, entryId: count, digest: hex, hash: hex, sealedAt: instant });
const rootSchema = z.strictObject({ day, lastSeq: count, seals: count, hash: hex, root: hex });
/** Any members: one too many or too few changes the digest, and that is the finding. */
const entrySchema = z.looseObject({ id: count });

export const chainRecordSchema = z.union([
  z.strictObject({ format: z.literal(FORMAT), exportedAt: z.string() }),
  z.strictObject({ seal: sealSchema, entry: entrySchema.nullable() }),
  z.strictObject({ root: rootSchema }),
  /** An entry without a seal that waits for none: only a database can have one. */
  z.strictObject({ unqueued: z.strictObject({ entryId: count }) }),
  z.strictObject({ end: z.strictObject({ seals: count, hash: hex }) }),
]);
export type ChainRecord = z.infer<typeof chainRecordSchema>;

/** A line of a copy; undefined for one that is none. */
export function readChainRecord(text: string): ChainRecord | undefined {
  try {
    return chainRecordSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The line that is published: in a newspaper, at another agency, wherever it can't be taken back. */
export function publishedLine({ day, lastSeq, seals, hash, root }: DayRoot): string {
  return `ess-audit-root/1 ${day} lastSeq=${lastSeq} seals=${seals} hash=${hash} root=${root}`;
}

const LINE =
  /^(ess-audit-root\/1 (\d{4}-\d\d-\d\d) lastSeq=(\d+) seals=(\d+) hash=([0-9a-f]{64}) root=([0-9a-f]{64}))(?: signature=([\w-]+))?$/;

export type PublishedRoot = DayRoot & { signed: string; signature: string | undefined };

/** A published line as it was kept; undefined for a line that is none. */
export function readPublishedLine(line: string): PublishedRoot | undefined {
  const [, signed, day, lastSeq, seals, hash, root, signature] = LINE.exec(line.trim()) ?? [];
  if (!signed || !day || !hash || !root) return undefined;
  return { day, lastSeq: Number(lastSeq), seals: Number(seals), hash, root, signed, signature };
}
