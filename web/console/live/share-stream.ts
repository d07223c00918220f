import { hasGoneSilent } from './connection.ts';
import type { OpenStream } from './follow-live.ts';

/** An event as received, with its sequence in the log if it has one. */
export type Frame = { data: string; sequence: number | null };

/** Recent events, for a tab that joins later. */
export type ReplayBuffer = {
  note(frame: Frame): void;
  /** The events after this sequence; null if this tab does not have all of them. */
  since(sequence: number): Frame[] | null;
};

type Body =
  /** A tab wants the events after this sequence; also sent when the leading tab is silent. */
  | { kind: 'join'; after: number }
  | { kind: 'joined'; to: string; isUp: boolean; frames: Frame[] | null }
  /** The sender is the leading tab from now on: it owns the connection. */
  | { kind: 'leading' }
  | { kind: 'up' | 'failed' }
  | ({ kind: 'ping' | 'event' } & Frame);
/** A change here raises `MESSAGES_VERSION` in `browser-tabs.ts`. */
export type TabMessage = Body & { from: string };

/** How the tabs of a browser coordinate: `browser-tabs.ts`, and a simulation in the tests. */
export type Tabs = {
  /**
   * Waits until this tab may lead; `steal` takes the lead from the tab that has it. `lost`: it was taken from us.
   * Returns a function that gives it up.
   */
  lead(on: { won(): void; lost(): void }, steal: boolean): () => void;
  /** All other tabs receive what is posted, in order. */
  connect(onMessage: (message: TabMessage) => void): { post(message: TabMessage): void; close(): void };
  /** The browser freezes this tab, or resumes it. Returns a function that stops listening. */
  onSleep(sleep: () => void, resume: () => void): () => void;
  now(): number;
  after(ms: number, run: () => void): () => void;
  newId(): string;
};

/** The server pings every 10 s and the leading tab passes it on; after a longer silence we ask. */
const QUIET_MS = 12_000;
/** A running tab answers in milliseconds; one that hangs or is frozen loses the lead. */
const ANSWER_MS = 2000;
/** The last messages of the previous leading tab arrive before the new one starts. */
const TAKEOVER_MS = 100;

const RELOAD = '{"event":"reload"}';

/**
 * One stream for all tabs of a browser, because a browser opens at most six connections to a server: one tab leads, owns
 * the connection and passes on its events. To each tab it behaves like its own stream: it starts after the requested
 * sequence, misses and repeats nothing when another tab takes over, and fails when the connection fails, so that each tab
 * shows that and retries.
 */
export function shareStream(open: OpenStream, tabs: Tabs, createBuffer: (after: number) => ReplayBuffer): OpenStream {
  return (after, handlers) => {
    const me = tabs.newId();
    const buffer = createBuffer(after);
    let last = after;
    /** The real stream, while this tab leads. */
    let own: { close(): void } | undefined;
    let isUp = false;
    let lastReceivedAt = tabs.now();
    /** We lead as soon as the last messages of the previous leading tab have arrived. */
    let isNext = false;
    /** The leading tab, once it has answered us. */
    let leader: string | undefined;
    let releaseLead: (() => void) | undefined;
    let cancelTimer: (() => void) | undefined;
    let isOver = false;

    const post = (body: Body): void => channel.post({ ...body, from: me });
    const later = (ms: number, run: () => void): void => {
      cancelTimer?.();
      cancelTimer = tabs.after(ms, run);
    };
    const deliver = (frame: Frame): void => {
      if (isOver) return;
      buffer.note(frame);
      if (frame.sequence !== null) last = frame.sequence;
      handlers.received(frame.data, frame.sequence);
    };
    const ask = (): void => {
      later(ANSWER_MS, () => compete(true));
      post({ kind: 'join', after: last });
    };
    const compete = (steal: boolean): void => {
      releaseLead?.();
      releaseLead = tabs.lead({ won, lost }, steal);
    };
    const won = (): void => {
      isNext = leader !== undefined;
      if (isNext) later(TAKEOVER_MS, begin);
      else begin();
    };
    const begin = (): void => {
      if (isOver) return;
      cancelTimer?.();
      isNext = false;
      leader = undefined;
      lastReceivedAt = tabs.now();
      post({ kind: 'leading' });
      // Passed on before it is handled here: handling it may close this stream.
      own = open(last, {
        opened: () => {
          isUp = true;
          lastReceivedAt = tabs.now();
          post({ kind: 'up' });
          handlers.opened();
        },
        pinged: (data, sequence) => {
          lastReceivedAt = tabs.now();
          post({ kind: 'ping', data, sequence });
          if (sequence !== null) last = sequence;
          handlers.pinged(data, sequence);
        },
        received: (data, sequence) => {
          lastReceivedAt = tabs.now();
          post({ kind: 'event', data, sequence });
          deliver({ data, sequence });
        },
        failed: fail,
      });
    };
    const fail = (): void => {
      post({ kind: 'failed' });
      handlers.failed();
    };
    const lost = (): void => {
      if (isOver) return;
      own?.close();
      own = undefined;
      isUp = false;
      isNext = false;
      compete(false);
      ask();
    };

    const onLeaderMessage = (message: TabMessage): void => {
      if (!isNext) later(QUIET_MS, ask);
      if (message.kind === 'up') handlers.opened();
      else if (message.kind === 'failed') handlers.failed();
      else if (message.kind === 'event') deliver({ data: message.data, sequence: message.sequence });
      else if (message.kind === 'ping') {
        if (message.sequence !== null) last = message.sequence;
        handlers.pinged(message.data, message.sequence);
      }
    };
    const answer = ({ from, after }: Extract<TabMessage, { kind: 'join' }>): void => {
      // The timers of a hidden tab may be a minute late, so check here as well.
      if (hasGoneSilent(lastReceivedAt, tabs.now())) fail();
      else post({ kind: 'joined', to: from, isUp, frames: buffer.since(after) });
    };
    const join = ({ from, isUp, frames }: Extract<TabMessage, { kind: 'joined' }>): void => {
      const isKnown = leader === from;
      leader = from;
      if (!isNext) later(QUIET_MS, ask);
      // The other tab does not have all the events we missed: do what the server does in that case.
      if (!frames) handlers.received(RELOAD, null);
      // Only the first answer of a leading tab opens the stream; later ones say nothing about the connection.
      else if (isUp && !isKnown) handlers.opened();
      // We may have received some of these events while we waited for the answer.
      for (const frame of frames ?? []) if (frame.sequence === null || frame.sequence > last) deliver(frame);
    };
    const onMessage = (message: TabMessage): void => {
      if (isOver) return;
      if (own) {
        if (message.kind === 'join') answer(message);
      } else if (message.kind === 'leading') {
        leader = undefined;
        ask();
      } else if (message.kind === 'joined') {
        if (message.to === me) join(message);
      } else if (message.from === leader) onLeaderMessage(message);
    };

    const release = (): void => {
      isOver = true;
      cancelTimer?.();
      own?.close();
      releaseLead?.();
      channel.close();
    };
    const channel = tabs.connect(onMessage);
    // A frozen tab cannot lead; when it resumes it reconnects as after any drop.
    const stopListening = tabs.onSleep(release, () => handlers.failed());
    ask();
    compete(false);
    return {
      close: () => {
        stopListening();
        release();
      },
    };
  };
}

/** Enough for the seconds between a tab's snapshot and its joining; for more a new snapshot is quicker. */
const REMEMBERED = 300;

/** Buffers events of a numbered log since `after`. */
export function createLogBuffer(after: number): ReplayBuffer {
  let completeSince = after;
  const frames: (Frame & { sequence: number })[] = [];
  return {
    note: ({ data, sequence }) => {
      if (sequence === null) return;
      frames.push({ data, sequence });
      if (frames.length > REMEMBERED) completeSince = frames.shift()?.sequence ?? completeSince;
    },
    since: (sequence) => (sequence < completeSince ? null : frames.filter((frame) => frame.sequence > sequence)),
  };
}
