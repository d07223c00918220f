import { readChainRecord } from './chain-record.ts';

/** A link of the chain, stored where somebody who changes the database can't change it too. */
export type Witness = { seq: number; hash: string };

/**
 * The line that each process writes into its log and that may be copied anywhere. Recognised at any place in a log line.
 */
export function witnessLine(day: string, { seq, hash }: Witness): string {
  return `ess-audit-tail/1 day=${day} seq=${seq} hash=${hash}`;
}

const LINE = /ess-audit-tail\/1 day=\d{4}-\d\d-\d\d seq=(\d+) hash=([0-9a-f]{64})/;

/** A line without a link of the chain, or an earlier copy that was cut off. */
export class UnreadableWitness extends Error {
  readonly line: number;
  constructor(line: number) {
    super(`line ${line} is no record of the audit chain`);
    this.line = line;
  }
}

/**
 * The links in an earlier copy (`audit export`) or in saved log lines, in the order of the chain. A copy is streamed;
 * log lines are few and sorted in memory.
 * @throws UnreadableWitness
 */
export async function* readWitnesses(lines: AsyncIterable<string>): AsyncGenerator<Witness> {
  const logged: Witness[] = [];
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
      logged.push({ seq: Number(seq), hash });
    }
  }
  if (isCopy === undefined || (isCopy && !ended)) throw new UnreadableWitness(at + 1);
  yield* logged.sort((one, other) => one.seq - other.seq);
}
