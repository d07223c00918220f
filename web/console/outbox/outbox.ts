import { type Answer, type Entry, type NumberedEntry, type Refusal, type SendOutcome, sendOutcomeOf } from './entry.ts';

/** Where entries outlive the page, the phone's restart included. */
export type EntryStore = {
  /** All of this person that can be read now, in the order of their numbers. */
  list(personId: string): Promise<NumberedEntry[]>;
  add(entry: Entry): Promise<void>;
  /** Nothing where it was removed meanwhile. */
  change(entry: NumberedEntry): Promise<void>;
  remove(number: number): Promise<void>;
};

export type Outbox = {
  put(entry: Entry): Promise<void>;
  /** Sends what this person put down, in order; stops where something has to wait, so that nothing overtakes. */
  send(personId: string): Promise<Exclude<SendOutcome, 'refused'>>;
  list(personId: string): Promise<NumberedEntry[]>;
  /** A refusal was read. */
  dismiss(number: number): Promise<void>;
};

type Deps = {
  store: EntryStore;
  post(entry: Entry): Promise<Answer>;
  /** Throws for what is no picture. */
  shrink(photo: Blob): Promise<Blob>;
  /** Page and service worker may both want to send; only one does at a time. */
  alone<Result>(run: () => Promise<Result>): Promise<Result>;
  now(): string;
};

export function createOutbox({ store, post, shrink, alone, now }: Deps): Outbox {
  const { list } = store;
  const refuse = (entry: NumberedEntry, answer: Omit<Refusal, 'at'>) =>
    store.change({ ...entry, refused: { ...answer, at: now() } });
  /** The chosen picture was kept at once, large as it is: here a page that closes loses nothing. */
  const shrinkOriginals = async (entries: NumberedEntry[]): Promise<void> => {
    for (const { isOriginal, ...entry } of entries) {
      if (!isOriginal || !entry.file) continue;
      const file = await shrink(entry.file).catch(() => undefined);
      if (file) await store.change({ ...entry, file });
      else await refuse(entry, { status: 422, code: 'units/photo-unreadable', params: {} });
    }
  };
  return {
    list,
    put: (entry) => store.add(entry),
    dismiss: (number) => store.remove(number),
    send: (personId) =>
      alone(async () => {
        await shrinkOriginals(await list(personId));
        for (const entry of await list(personId)) {
          if (entry.refused) continue;
          const answer = await post(entry);
          const fate = sendOutcomeOf(answer.status);
          if (fate === 'later' || fate === 'signed-out') return fate;
          if (fate === 'sent') await store.remove(entry.number);
          else await refuse(entry, answer);
        }
        return 'sent';
      }),
  };
}
