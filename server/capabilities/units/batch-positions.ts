import type { Judged } from './plausible-position.ts';

/** One phone's newest position, on its way into the table. */
export type SentPosition = {
  personId: string;
  lat: number;
  lng: number;
  accuracyMetres: number | null;
  /** As the phone says; kept as now where its clock is ahead. */
  at: Date;
  batteryPercent: number | null;
};
/** Whose position it became, and what it is worth. */
export type TakenPosition = { personId: string; unitId: string; callSign: string } & Judged;

/** Gathered this long: 4,000 phones make some 80 rows a statement, and nobody at a map sees a tenth of a second. */
const BATCH_MS = 100;

type Waiting = { sent: SentPosition; answer: ((taken: TakenPosition | undefined) => void)[]; fail: Fail[] };
type Fail = (error: unknown) => void;

/**
 * Writes the positions that came meanwhile in one statement, one statement at a time: a slow database makes the next
 * one longer, never more of them. Of one person only the newest counts.
 * @returns a function that resolves when the position stands in the table; to undefined where it was not taken, because
 * the person serves in no unit that is sent to something
 */
export function batchPositions(
  write: (sent: SentPosition[]) => Promise<TakenPosition[]>,
  after: (ms: number, run: () => void) => void = (ms, run) => void setTimeout(run, ms),
): (sent: SentPosition) => Promise<TakenPosition | undefined> {
  let gathered = new Map<string, Waiting>();
  let isOnItsWay = false;

  const flush = async (): Promise<void> => {
    const batch = gathered;
    gathered = new Map();
    try {
      const taken = new Map(
        (await write([...batch.values()].map(({ sent }) => sent))).map((one) => [one.personId, one]),
      );
      for (const [personId, { answer }] of batch) for (const tell of answer) tell(taken.get(personId));
    } catch (error) {
      for (const { fail } of batch.values()) for (const tell of fail) tell(error);
    }
    isOnItsWay = gathered.size > 0;
    if (isOnItsWay) after(BATCH_MS, () => void flush());
  };

  return (sent) =>
    new Promise((answer, fail) => {
      const before = gathered.get(sent.personId);
      const newest = before && before.sent.at > sent.at ? before.sent : sent;
      gathered.set(sent.personId, {
        sent: newest,
        answer: [...(before?.answer ?? []), answer],
        fail: [...(before?.fail ?? []), fail],
      });
      if (isOnItsWay) return;
      isOnItsWay = true;
      after(BATCH_MS, () => void flush());
    });
}
