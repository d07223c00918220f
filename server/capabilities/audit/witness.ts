import { readChainRecord } from './chain-record.ts';

/** Where the chain stood at some moment, kept where whoever changes the database can't change it too. */
export type Witness = { seq: number; hash: string };

/**
 * The line that each process writes into its log, and which may be copied anywhere. Found again wherever a log puts it.
 */
export function witnessLine(day: string, { seq, hash }: Witness): string {
  return `ess-audit-tail/1 day=${day} seq=${seq} hash=${hash}`;
}

const LINE = /ess-audit-tail\/1 day=\d{4}-\d\d-\d\d seq=(\d+) hash=([0-9a-f]{64})/;

/** A line of a kept file that says nothing of the chain, or an earlier copy that was cut off. */
export class UnreadableWitness extends Error {
  readonly line: number;
  constructor(line: number) {
    super(`line ${line} says nothing of the audit`);
    this.line = line;
  }
}

/**
 * What an earlier copy (`audit export`) or kept lines of the log say of the chain, in its order. A copy is read beside
 * the chain and not held; lines of a log are few.
 * @throws UnreadableWitness
 */
export async function* readWitnesses(lines: AsyncIterable<string>): AsyncGenerator<Witness> {
  const kept: Witness[] = [];
  let at = 0;
  let isCopy: boolean | undefined;
  let ended = false;
  for await (const line of lines) {
    if (line.trim() === '') continue;
    at += 1;
    const record = isCopy === false ? undefined : readChainRecord(line);
    isCopy ??= record !== undefined && 'format' in record;
    if (isCopy) {
      if (!record || ended) throw new UnreadableWitness(at);
      if ('seal' in record) yield { seq: record.seal.seq, hash: record.seal.hash };
      ended = 'end' in record;
    } else {
      const [, seq, hash] = LINE.exec(line) ?? [];
      if (!seq || !hash) throw new UnreadableWitness(at);
      kept.push({ seq: Number(seq), hash });
    }
  }
  if (isCopy === undefined || (isCopy && !ended)) throw new UnreadableWitness(at + 1);
  yield* kept.sort((one, other) => one.seq - other.seq);
}
