import { deviceNow } from './clock.ts';
import type { OpenStream } from './follow-live.ts';
import { type ReplayBuffer, shareStream, type TabMessage, type Tabs } from './share-stream.ts';

/**
 * Raised whenever `TabMessage` changes: after a release a browser may still have tabs of the previous one, which must not
 * lead a tab that does not understand their messages.
 */
const MESSAGES_VERSION = 2;

/**
 * Shares the stream `open` among all tabs of this browser that use the same name. The name contains who is signed in, so
 * that nobody receives another person's events. In a browser without locks (Safari before 15.4, and plain http from
 * another machine, where the console can't work anyway) each tab opens its own stream.
 */
export function shareAmongTabs(
  name: string,
  open: OpenStream,
  createBuffer: (after: number) => ReplayBuffer,
): OpenStream {
  const tabs = browserTabs(`${name} ${MESSAGES_VERSION}`);
  return tabs ? shareStream(open, tabs, createBuffer) : open;
}

function browserTabs(name: string): Tabs | undefined {
  if (!navigator.locks || typeof BroadcastChannel === 'undefined') return undefined;
  return {
    lead: (on, steal) => lead(name, on, steal),
    connect(onMessage) {
      const channel = new BroadcastChannel(name);
      channel.onmessage = ({ data }: MessageEvent<TabMessage>) => onMessage(data);
      return { post: (message) => channel.postMessage(message), close: () => channel.close() };
    },
    onSleep(sleep, resume) {
      const hidden = ({ persisted }: PageTransitionEvent): void => {
        if (persisted) sleep();
      };
      const shown = ({ persisted }: PageTransitionEvent): void => {
        if (persisted) resume();
      };
      document.addEventListener('freeze', sleep);
      document.addEventListener('resume', resume);
      window.addEventListener('pagehide', hidden);
      window.addEventListener('pageshow', shown);
      return () => {
        document.removeEventListener('freeze', sleep);
        document.removeEventListener('resume', resume);
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

/** A Web Lock: the browser releases it as soon as its tab is closed, crashes, or is discarded. */
function lead(name: string, { won, lost }: Parameters<Tabs['lead']>[0], steal: boolean): () => void {
  const cancel = new AbortController();
  let isOver = false;
  let isLeading = false;
  let release = (): void => {};
  const untilReleased = new Promise<void>((done) => {
    release = done;
  });
  const onGranted = (): Promise<void> | undefined => {
    if (isOver) return undefined;
    isLeading = true;
    won();
    return untilReleased;
  };
  navigator.locks.request(name, steal ? { steal } : { signal: cancel.signal }, onGranted).catch(() => {
    if (isOver) return;
    if (isLeading) lost();
    // The browser refuses locks here: a connection per tab is better than none.
    else won();
  });
  return () => {
    isOver = true;
    cancel.abort();
    release();
  };
}
