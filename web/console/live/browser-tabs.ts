import { deviceNow } from './clock.ts';
import type { OpenStream } from './follow-live.ts';
import { type ReplayBuffer, shareStream, type TabMessage, type Tabs } from './share-stream.ts';

/**
 * The stream `open` for all tabs of this browser that ask for it under the same name. The name holds who is signed in:
 * nobody hears what another was sent. Where a browser has no locks for its tabs (Safari before 15.4, and plain http from
 * another machine, where the console can't work anyway) each tab has a stream of its own.
 */
export function shareAmongTabs(
  name: string,
  open: OpenStream,
  createBuffer: (after: number) => ReplayBuffer,
): OpenStream {
  const tabs = browserTabs(name);
  return tabs ? shareStream(open, tabs, createBuffer) : open;
}

function browserTabs(name: string): Tabs | undefined {
  if (!navigator.locks || typeof BroadcastChannel === 'undefined') return undefined;
  return {
    lead: (on, steal) => lead(name, on, steal),
    connect(hear) {
      const channel = new BroadcastChannel(name);
      channel.onmessage = ({ data }: MessageEvent<TabMessage>) => hear(data);
      return { post: (message) => channel.postMessage(message), close: () => channel.close() };
    },
    onSleep(sleep, wake) {
      const hidden = ({ persisted }: PageTransitionEvent): void => {
        if (persisted) sleep();
      };
      const shown = ({ persisted }: PageTransitionEvent): void => {
        if (persisted) wake();
      };
      document.addEventListener('freeze', sleep);
      document.addEventListener('resume', wake);
      window.addEventListener('pagehide', hidden);
      window.addEventListener('pageshow', shown);
      return () => {
        document.removeEventListener('freeze', sleep);
        document.removeEventListener('resume', wake);
        window.removeEventListener('pagehide', hidden);
        window.removeEventListener('pageshow', shown);
      };
    },
    now: deviceNow,
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    newId: () => crypto.randomUUID(),
  };
}

/** A lock of the browser: it is handed on the moment its tab is closed, crashes, or is thrown out of memory. */
function lead(name: string, { won, lost }: Parameters<Tabs['lead']>[0], steal: boolean): () => void {
  const cancel = new AbortController();
  let isOver = false;
  let isHeld = false;
  let release = (): void => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  const hold = (): Promise<void> | undefined => {
    if (isOver) return undefined;
    isHeld = true;
    won();
    return held;
  };
  navigator.locks.request(name, steal ? { steal } : { signal: cancel.signal }, hold).catch(() => {
    if (isOver) return;
    if (isHeld) lost();
    // The browser refuses locks here: better a line of one's own than none.
    else won();
  });
  return () => {
    isOver = true;
    cancel.abort();
    release();
  };
}
