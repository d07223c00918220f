import type { Judged } from './plausible-position.ts';

/** One phone's newest position, waiting to be written. */
export type SentPosition = {
  personId: string;
  lat: number;
  lng: number;
  accuracyMetres: number | null;
  /** The phone's own time; replaced by now if its clock is ahead. */
  at: Date;
  batteryPercent: number | null;
};
/** The unit whose position it became, and how far it is believed. */
export type TakenPosition = { personId: string; unitId: string; callSign: string } & Judged;

/** Time between two batches: 4,000 phones give about 80 rows a statement, and nobody notices 0.1 s on a map. */
const BATCH_MS = 100;

type Waiting = { sent: SentPosition; answer: ((taken: TakenPosition | undefined) => void)[]; fail: Fail[] };
type Fail = (error: unknown) => void;

/**
 * Writes positions in batches, one statement at a time: with a slow database the batches grow, but the statements do not
 * pile up. Only the newest position of each person is written.
 * @returns a function that resolves when the position is written; to undefined if it was not, because the person is in
 * no unit with an open job
 */
export function batchPositions(
  write: (sent: SentPosition[]) => Promise<TakenPosition[]>,
  after: (ms: number, run: () => void) => void = (ms, run) => void setTimeout(run, ms),
): (sent: SentPosition) => Promise<TakenPosition | undefined> {
  let waiting = new Map<string, Waiting>();
  let isOnItsWay = false;

  const flush = async (): Promise<void> => {
    const batch = waiting;
    waiting = new Map();
    try {
      const taken = new Map(
        (await write([...batch.values()].map(({ sent }) => sent))).map((one) => [one.personId, one]),
      );
      for (const [personId, { answer }] of batch) for (const resolve of answer) resolve(taken.get(personId));
    } catch (error) {
      for (const { fail } of batch.values()) for (const reject of fail) reject(error);
    }
    isOnItsWay = waiting.size > 0;
    if (isOnItsWay) after(BATCH_MS, () => void flush());
  };

  return (sent) =>
    new Promise((answer, fail) => {
      const before = waiting.get(sent.personId);
      const newest = before && before.sent.at > sent.at ? before.sent : sent;
      waiting.set(sent.personId, {
        sent: newest,
        answer: [...(before?.answer ?? []), answer],
        fail: [...(before?.fail ?? []), fail],
      });
      if (isOnItsWay) return;
      isOnItsWay = true;
      after(BATCH_MS, () => void flush());
    });
}
