import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { deviceKeySchema } from '#contract/patrol-phone';
import { getJson } from '../../../api/request.ts';
import { deviceSnapshots, type Entry, type NumberedEntry, openDevice, outbox } from '../../../outbox/index.ts';

const AGAIN_EVERY_MS = 5000;
/** More than a patrol does between two answers. */
const SENT_KEPT = 30;

export type PhoneOutbox = {
  unsent: readonly NumberedEntry[];
  refused: readonly NumberedEntry[];
  /** What arrived lately: a phone that hears nothing back still knows what it did. */
  sent: readonly NumberedEntry[];
  /** What waits needs a new sign-in first. */
  isSignedOut: boolean;
  put(entry: Omit<Entry, 'id' | 'personId'>): Promise<void>;
  dismiss(entry: NumberedEntry): void;
};

/** What this person pressed and the server may not know yet; sent now, and again until it has arrived. */
export function useOutbox(personId: string, onSent: () => void): PhoneOutbox {
  const [entries, setEntries] = useState<readonly NumberedEntry[]>([]);
  const [isSignedOut, setSignedOut] = useState(false);
  const [sent, setSent] = useState<readonly NumberedEntry[]>([]);
  const latestOnSent = useRef(onSent);
  latestOnSent.current = onSent;

  const send = useCallback(async () => {
    // Asked until it is here; without it what is pressed waits all the same, and is not opened again after a sign-out.
    await openDevice(personId, fetchKey).catch(() => {});
    const before = await outbox.list(personId);
    // Shown before it is sent: on a bad line that takes a minute, and what waits must not look as if it were lost.
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
  // Without their pictures, which are where they belong now.
  const kept = sent.slice(-SENT_KEPT).map(({ file: _, ...entry }) => entry);
  void deviceSnapshots.save(personId, SENT, kept).catch(() => {});
  return kept;
}

/** Where the browser can, it also sends after the page was closed, as soon as there is signal. */
async function askForBackgroundSync(): Promise<void> {
  const worker = await navigator.serviceWorker?.ready;
  const { sync } = (worker ?? {}) as { sync?: { register(tag: string): Promise<void> } };
  await sync?.register('ess-outbox').catch(() => {});
}
