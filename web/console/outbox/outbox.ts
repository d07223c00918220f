import { type Answer, type Entry, type Fate, fateOf, type NumberedEntry } from './entry.ts';

/** Where entries outlive the page, the phone's restart included. */
export type Kept = {
  /** All of this person that can be read now, in the order of their numbers. */
  list(personId: string): Promise<NumberedEntry[]>;
  add(entry: Entry): Promise<void>;
  change(entry: NumberedEntry): Promise<void>;
  remove(number: number): Promise<void>;
};

export type Outbox = {
  put(entry: Entry): Promise<void>;
  /** Sends what this person put down, in order; stops where something has to wait, so that nothing overtakes. */
  send(personId: string): Promise<Exclude<Fate, 'refused'>>;
  list(personId: string): Promise<NumberedEntry[]>;
  /** A refusal was read. */
  dismiss(number: number): Promise<void>;
};

type Deps = {
  kept: Kept;
  post(entry: Entry): Promise<Answer>;
  /** Page and service worker may both want to send; only one does at a time. */
  alone<Result>(run: () => Promise<Result>): Promise<Result>;
  now(): string;
};

export function createOutbox({ kept, post, alone, now }: Deps): Outbox {
  const { list } = kept;
  return {
    list,
    put: (entry) => kept.add(entry),
    dismiss: (number) => kept.remove(number),
    send: (personId) =>
      alone(async () => {
        for (const entry of await list(personId)) {
          if (entry.refused) continue;
          const answer = await post(entry);
          const fate = fateOf(answer.status);
          if (fate === 'later' || fate === 'signed-out') return fate;
          if (fate === 'sent') await kept.remove(entry.number);
          else await kept.change({ ...entry, refused: { ...answer, at: now() } });
        }
        return 'sent';
      }),
  };
}
