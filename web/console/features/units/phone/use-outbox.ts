import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { deviceKeySchema } from '#contract/patrol-phone';
import { getJson } from '../../../api/request.ts';
import { deviceSnapshots, type Entry, type NumberedEntry, openDevice, outbox } from '../../../outbox/index.ts';

const AGAIN_EVERY_MS = 5000;
/** More entries than a patrol makes between two answers. */
const SENT_SHOWN = 30;

export type PhoneOutbox = {
  unsent: readonly NumberedEntry[];
  refused: readonly NumberedEntry[];
  /** Entries sent lately, shown until the server's data contains them. */
  sent: readonly NumberedEntry[];
  /** The user must sign in again before entries can be sent. */
  isSignedOut: boolean;
  put(entry: Omit<Entry, 'id' | 'personId'>): Promise<void>;
  dismiss(entry: NumberedEntry): void;
};

/** Entries of this person that may not have reached the server; sent now and repeated until they have. */
export function useOutbox(personId: string, onSent: () => void): PhoneOutbox {
  const [entries, setEntries] = useState<readonly NumberedEntry[]>([]);
  const [isSignedOut, setSignedOut] = useState(false);
  const [sent, setSent] = useState<readonly NumberedEntry[]>([]);
  const latestOnSent = useRef(onSent);
  latestOnSent.current = onSent;

  const send = useCallback(async () => {
    // Tried each time until the key is here. Without it entries are stored unencrypted and deleted at sign-out.
    await openDevice(personId, fetchKey).catch(() => {});
    const before = await outbox.list(personId);
    // Shown before they are sent: on a bad line that takes a minute, and entries must not seem lost.
    setEntries(before);
    if (before.some(({ refused }) => !refused)) setSignedOut((await outbox.send(personId)) === 'signed-out');
    const after = await outbox.list(personId);
    const gone = before.filter(({ number, refused }) => !refused && !after.some((one) => one.number === number));
    if (gone.length > 0) setSent((known) => rememberSent(personId, [...known, ...gone]));
    setEntries(after);
    const isNews = before.length !== after.length || after.some(({ refused }, at) => refused && !before[at]?.refused);
    if (isNews) latestOnSent.current();
  }, [personId]);

  useEffect(() => {
    const sendNow = (): void => void send().catch(() => {});
    sendNow();
    window.addEventListener('online', sendNow);
    document.addEventListener('visibilitychange', sendNow);
    return () => {
      window.removeEventListener('online', sendNow);
      document.removeEventListener('visibilitychange', sendNow);
    };
  }, [send]);

  useEffect(() => {
    const take = (found: unknown): void => setSent((known) => (Array.isArray(found) ? [...found, ...known] : known));
    void deviceSnapshots.find(personId, SENT).then(take, () => {});
  }, [personId]);

  const unsent = useMemo(() => entries.filter(({ refused }) => !refused), [entries]);
  const hasUnsent = unsent.length > 0;
  useEffect(() => {
    if (!hasUnsent) return;
    const timer = setInterval(() => void send().catch(() => {}), AGAIN_EVERY_MS);
    return () => clearInterval(timer);
  }, [hasUnsent, send]);

  return {
    unsent,
    refused: useMemo(() => entries.filter(({ refused }) => refused), [entries]),
    sent,
    isSignedOut,
    async put(entry) {
      await outbox.put({ ...entry, id: crypto.randomUUID(), personId });
      setEntries(await outbox.list(personId));
      void askForBackgroundSync();
      void send().catch(() => {});
    },
    dismiss: ({ number }) => void outbox.dismiss(number).then(send),
  };
}

const SENT = 'sent';

const fetchKey = async (): Promise<string> => deviceKeySchema.parse(await getJson('/api/v1/me/device-key')).key;

function rememberSent(personId: string, sent: readonly NumberedEntry[]): readonly NumberedEntry[] {
  // Without their pictures, which are on the server now.
  const remembered = sent.slice(-SENT_SHOWN).map(({ file: _, ...entry }) => entry);
  void deviceSnapshots.save(personId, SENT, remembered).catch(() => {});
  return remembered;
}

/** With background sync the browser sends entries after the page was closed, as soon as there is signal. */
async function askForBackgroundSync(): Promise<void> {
  const worker = await navigator.serviceWorker?.ready;
  const { sync } = (worker ?? {}) as { sync?: { register(tag: string): Promise<void> } };
  await sync?.register('ess-outbox').catch(() => {});
}
