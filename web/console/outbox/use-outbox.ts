import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { deviceKeySchema } from '#contract/patrol-phone';
import { getJson } from '../api/request.ts';
import { deviceSnapshots, type Entry, type NumberedEntry, openDevice, outbox } from './index.ts';

const AGAIN_EVERY_MS = 5000;
/** Each attempt may have arrived, so that what is typed after it is an entry of its own. */
const OFFLINE_EVERY_MS = 30_000;
/** More entries than a person makes between two answers. */
const SENT_SHOWN = 30;

export type DeviceOutbox = {
  /** The device was read. */
  isLoaded: boolean;
  /** The last attempt to send had no answer. */
  isOffline: boolean;
  unsent: readonly NumberedEntry[];
  refused: readonly NumberedEntry[];
  /** Entries sent lately, shown until the server's data contains them. */
  sent: readonly NumberedEntry[];
  /** The user must sign in again before entries can be sent. */
  isSignedOut: boolean;
  /** @returns its number, as soon as it is on the device */
  put(entry: Omit<Entry, 'id' | 'personId'>): Promise<number>;
  /** Writes over an entry that was never sent. @returns false if it was */
  replace(number: number, entry: Omit<Entry, 'id' | 'personId'>): Promise<boolean>;
  /** Sends now what waits. */
  sendNow(): Promise<void>;
  dismiss(entry: NumberedEntry): void;
  dismissChain(chain: string): Promise<void>;
};

/** Entries of this person that may not have reached the server; sent now and repeated until they have. */
export function useOutbox(personId: string, onSent: () => void): DeviceOutbox {
  const [entries, setEntries] = useState<readonly NumberedEntry[]>([]);
  const [isLoaded, setLoaded] = useState(false);
  const [outcome, setOutcome] = useState<'sent' | 'later' | 'signed-out'>('sent');
  const [sent, setSent] = useState<readonly NumberedEntry[]>([]);
  const triedAt = useRef(0);
  const seen = useRef<readonly NumberedEntry[]>([]);
  const show = useCallback((list: readonly NumberedEntry[]): void => {
    seen.current = list;
    setEntries(list);
  }, []);
  const latestOnSent = useRef(onSent);
  latestOnSent.current = onSent;

  const send = useCallback(async () => {
    // Tried each time until the key is here. Without it entries are stored unencrypted and deleted at sign-out.
    await openDevice(personId, fetchKey).catch(() => {});
    const stored = await outbox.list(personId);
    // The service worker may have sent some since they were shown.
    const before = [...seen.current.filter((one) => !stored.some(({ number }) => number === one.number)), ...stored];
    // Shown before they are sent: on a bad line that takes a minute, and entries must not seem lost.
    show(stored);
    setLoaded(true);
    const sentNow: NumberedEntry[] = [];
    const isTooSoon = !navigator.onLine && Date.now() - triedAt.current < OFFLINE_EVERY_MS;
    if (isTooSoon) setOutcome('later');
    else if (stored.some(({ refused }) => !refused)) {
      triedAt.current = Date.now();
      setOutcome(await outbox.send(personId, (entry) => sentNow.push(entry)));
    }
    const after = await outbox.list(personId);
    // Sent by the service worker meanwhile; of a form only what was sent here is known to be the last.
    const gone = before.filter(
      ({ number, refused, chain }) =>
        !refused && chain === undefined && ![...after, ...sentNow].some((one) => one.number === number),
    );
    if (gone.length + sentNow.length > 0) setSent((known) => rememberSent(personId, [...known, ...gone, ...sentNow]));
    show(after);
    const isNews =
      sentNow.length > 0 ||
      before.length !== after.length ||
      after.some(({ number, refused }) => refused && !before.some((one) => one.number === number && one.refused));
    if (isNews) latestOnSent.current();
  }, [personId, show]);

  useEffect(() => {
    // A browser that stores nothing shows its pages too.
    const sendNow = (): void => void send().catch(() => setLoaded(true));
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
    isLoaded,
    isOffline: outcome === 'later',
    isSignedOut: outcome === 'signed-out',
    async put(entry) {
      const number = await outbox.put({ ...entry, id: crypto.randomUUID(), personId });
      show(await outbox.list(personId));
      void askForBackgroundSync();
      void send().catch(() => {});
      return number;
    },
    async replace(number, entry) {
      const isReplaced = await outbox.replace({ ...entry, number, id: crypto.randomUUID(), personId });
      if (!isReplaced) return false;
      show(await outbox.list(personId));
      void send().catch(() => {});
      return true;
    },
    sendNow: () => send().catch(() => {}),
    dismiss: ({ number }) => void outbox.dismiss(number).then(send),
    async dismissChain(chain) {
      await outbox.dismissChain(personId, chain);
      show(await outbox.list(personId));
    },
  };
}

const SENT = 'sent';

const fetchKey = async (): Promise<string> => deviceKeySchema.parse(await getJson('/api/v1/me/device-key')).key;

function rememberSent(personId: string, sent: readonly NumberedEntry[]): readonly NumberedEntry[] {
  // Without their pictures, which are on the server now.
  const remembered = sent.slice(-SENT_SHOWN).map(({ file: _, ...entry }) => entry);
  // What stands in a form is not written down again.
  const stored = remembered.filter(({ chain }) => chain === undefined);
  void deviceSnapshots.save(personId, SENT, stored).catch(() => {});
  return remembered;
}

/** With background sync the browser sends entries after the page was closed, as soon as there is signal. */
async function askForBackgroundSync(): Promise<void> {
  const worker = await navigator.serviceWorker?.ready;
  const { sync } = (worker ?? {}) as { sync?: { register(tag: string): Promise<void> } };
  await sync?.register('ess-outbox').catch(() => {});
}
