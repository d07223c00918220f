import { type Answer, type Entry, type NumberedEntry, type Refusal, type SendOutcome, sendOutcomeOf } from './entry.ts';

/** Stores entries beyond the life of the page, also over a restart of the phone. */
export type EntryStore = {
  /** All entries of this person that can be decrypted, in the order of their numbers. */
  list(personId: string): Promise<NumberedEntry[]>;
  /** @returns its number */
  add(entry: Entry): Promise<number>;
  /** Writes over an entry that was never sent. @returns false if it was, or is gone */
  replace(entry: NumberedEntry): Promise<boolean>;
  /** The entry as it is now, marked as tried; undefined if it is gone. */
  take(number: number): Promise<NumberedEntry | undefined>;
  /** Does nothing if the entry was removed meanwhile. */
  change(entry: NumberedEntry): Promise<void>;
  remove(number: number): Promise<void>;
};

export type Outbox = {
  put(entry: Entry): Promise<number>;
  /** Instead of an entry of a chain that was never sent, so that what is typed is not sent letter by letter. */
  replace(entry: NumberedEntry): Promise<boolean>;
  /**
   * Sends the entries of this person in order, and stops at the first that has to wait.
   * @param onSent gets each entry as it was sent, which may be newer than it was listed
   */
  send(personId: string, onSent?: (entry: NumberedEntry) => void): Promise<Exclude<SendOutcome, 'refused'>>;
  list(personId: string): Promise<NumberedEntry[]>;
  /** Removes a refusal that was read. */
  dismiss(number: number): Promise<void>;
  /** Removes what waits behind a refusal too. */
  dismissChain(personId: string, chain: string): Promise<void>;
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
    replace: (entry) => store.replace(entry),
    dismiss: (number) => store.remove(number),
    dismissChain: (personId, chain) =>
      alone(async () => {
        for (const entry of await list(personId)) if (entry.chain === chain) await store.remove(entry.number);
      }),
    send: (personId, onSent) =>
      alone(async () => {
        await shrinkOriginals(await list(personId));
        const held = new Set<string>();
        for (const listed of await list(personId)) {
          const { chain } = listed;
          if (listed.refused && chain !== undefined) held.add(chain);
          if (listed.refused || (chain !== undefined && held.has(chain))) continue;
          // Somebody may have typed since it was listed.
          const entry = chain === undefined ? listed : await store.take(listed.number);
          if (!entry) continue;
          const answer = await post(entry);
          const outcome = sendOutcomeOf(answer.status);
          if (outcome === 'later' || outcome === 'signed-out') return outcome;
          if (outcome === 'sent') {
            onSent?.(entry);
            await store.remove(entry.number);
          } else {
            await refuse(entry, answer);
            if (chain !== undefined) held.add(chain);
          }
        }
        return 'sent';
      }),
  };
}
