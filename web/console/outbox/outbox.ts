import { type Answer, type Entry, type NumberedEntry, type Refusal, type SendOutcome, sendOutcomeOf } from './entry.ts';

/** Stores entries beyond the life of the page, also over a restart of the phone. */
export type EntryStore = {
  /** All entries of this person that can be decrypted, in the order of their numbers. */
  list(personId: string): Promise<NumberedEntry[]>;
  add(entry: Entry): Promise<void>;
  /** Does nothing if the entry was removed meanwhile. */
  change(entry: NumberedEntry): Promise<void>;
  remove(number: number): Promise<void>;
};

export type Outbox = {
  put(entry: Entry): Promise<void>;
  /** Sends the entries of this person in order, and stops at the first that has to wait. */
  send(personId: string): Promise<Exclude<SendOutcome, 'refused'>>;
  list(personId: string): Promise<NumberedEntry[]>;
  /** Removes a refusal that was read. */
  dismiss(number: number): Promise<void>;
};

type Deps = {
  store: EntryStore;
  post(entry: Entry): Promise<Answer>;
  /** Throws if the file is not a picture. */
  shrink(photo: Blob): Promise<Blob>;
  /** Makes sure that only one of page and service worker sends at a time. */
  alone<Result>(run: () => Promise<Result>): Promise<Result>;
  now(): string;
};

export function createOutbox({ store, post, shrink, alone, now }: Deps): Outbox {
  const { list } = store;
  const refuse = (entry: NumberedEntry, answer: Omit<Refusal, 'at'>) =>
    store.change({ ...entry, refused: { ...answer, at: now() } });
  /** Pictures are stored in full size at once, so that a closing page loses nothing, and made smaller here. */
  const shrinkOriginals = async (entries: NumberedEntry[]): Promise<void> => {
    for (const { isOriginal, ...entry } of entries) {
      if (!isOriginal || !entry.file) continue;
      const file = await shrink(entry.file).catch(() => undefined);
      if (file) await store.change({ ...entry, file });
      else await refuse(entry, { status: 422, code: 'file/picture-unreadable', params: {} });
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
          const outcome = sendOutcomeOf(answer.status);
          if (outcome === 'later' || outcome === 'signed-out') return outcome;
          if (outcome === 'sent') await store.remove(entry.number);
          else await refuse(entry, answer);
        }
        return 'sent';
      }),
  };
}
