import { hasGoneSilent } from './connection.ts';
import type { OpenStream } from './follow-live.ts';

/** An event as it came, with its place in the log where it has one. */
export type Frame = { data: string; sequence: number | null };

/** What a tab can tell another that joins later. */
export type ReplayBuffer = {
  note(frame: Frame): void;
  /** What came behind this sequence; null when not all of it is known here. */
  since(sequence: number): Frame[] | null;
};

type Body =
  /** A tab wants to hear, from behind this sequence; also asked when the holder of the line says nothing. */
  | { kind: 'join'; after: number }
  | { kind: 'joined'; to: string; isUp: boolean; frames: Frame[] | null }
  /** Another tab holds the line from now on. */
  | { kind: 'leading' }
  | { kind: 'up' | 'failed' }
  | ({ kind: 'ping' | 'said' } & Frame);
export type TabMessage = Body & { from: string };

/** What a browser gives its tabs to agree by; `browser-tabs.ts`, and a stage in the tests. */
export type Tabs = {
  /**
   * Waits until this tab may hold the line; `steal` takes it from whoever holds it. `lost`: it was stolen from us. Gives a
   * way to let go.
   */
  lead(on: { won(): void; lost(): void }, steal: boolean): () => void;
  /** All other tabs hear what is posted, in its order. */
  connect(hear: (message: TabMessage) => void): { post(message: TabMessage): void; close(): void };
  /** The browser puts this tab to sleep, or wakes it. Gives a way to stop listening. */
  onSleep(sleep: () => void, wake: () => void): () => void;
  now(): number;
  after(ms: number, run: () => void): () => void;
  newId(): string;
};

/** The server pings every 10 s, and the tab that holds the line passes it on: longer silence is asked about. */
const QUIET_MS = 12_000;
/** A tab that is awake answers in milliseconds; one that hangs or sleeps loses the line. */
const ANSWER_MS = 2000;
/** What the last holder of the line still said arrives before the new one begins. */
const LAST_WORDS_MS = 100;

const RELOAD = '{"event":"reload"}';

/**
 * One stream for all tabs of a browser, which opens six connections to a server and no more: one tab holds the line and
 * passes on what it hears. It is for each tab as if the stream were its own: it begins behind the sequence asked for, misses
 * and doubles nothing when another tab takes over, and fails when the line does, so that each tab shows it and tries again.
 */
export function shareStream(open: OpenStream, tabs: Tabs, createBuffer: (after: number) => ReplayBuffer): OpenStream {
  return (after, hears) => {
    const me = tabs.newId();
    const memory = createBuffer(after);
    let last = after;
    /** The stream itself, while this tab holds the line. */
    let own: { close(): void } | undefined;
    let isUp = false;
    let heardAt = tabs.now();
    /** The line is ours as soon as its last holder's words are all here. */
    let isNext = false;
    /** Who holds the line, once they have answered us. */
    let leader: string | undefined;
    let letGo: (() => void) | undefined;
    let callOff: (() => void) | undefined;
    let isOver = false;

    const post = (body: Body): void => channel.post({ ...body, from: me });
    const later = (ms: number, run: () => void): void => {
      callOff?.();
      callOff = tabs.after(ms, run);
    };
    const take = (frame: Frame): void => {
      if (isOver) return;
      memory.note(frame);
      if (frame.sequence !== null) last = frame.sequence;
      hears.received(frame.data, frame.sequence);
    };
    const ask = (): void => {
      later(ANSWER_MS, () => compete(true));
      post({ kind: 'join', after: last });
    };
    const compete = (steal: boolean): void => {
      letGo?.();
      letGo = tabs.lead({ won, lost }, steal);
    };
    const won = (): void => {
      isNext = leader !== undefined;
      if (isNext) later(LAST_WORDS_MS, begin);
      else begin();
    };
    const begin = (): void => {
      if (isOver) return;
      callOff?.();
      isNext = false;
      leader = undefined;
      heardAt = tabs.now();
      post({ kind: 'leading' });
      // Passed on before it is heard here: hearing may end this stream.
      own = open(last, {
        opened: () => {
          isUp = true;
          heardAt = tabs.now();
          post({ kind: 'up' });
          hears.opened();
        },
        pinged: (data, sequence) => {
          heardAt = tabs.now();
          post({ kind: 'ping', data, sequence });
          if (sequence !== null) last = sequence;
          hears.pinged(data, sequence);
        },
        received: (data, sequence) => {
          heardAt = tabs.now();
          post({ kind: 'said', data, sequence });
          take({ data, sequence });
        },
        failed: fail,
      });
    };
    const fail = (): void => {
      post({ kind: 'failed' });
      hears.failed();
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

    const hearLeader = (message: TabMessage): void => {
      if (!isNext) later(QUIET_MS, ask);
      if (message.kind === 'up') hears.opened();
      else if (message.kind === 'failed') hears.failed();
      else if (message.kind === 'said') take({ data: message.data, sequence: message.sequence });
      else if (message.kind === 'ping') {
        if (message.sequence !== null) last = message.sequence;
        hears.pinged(message.data, message.sequence);
      }
    };
    const answer = ({ from, after }: Extract<TabMessage, { kind: 'join' }>): void => {
      // A hidden tab's own timers may be a minute late in noticing.
      if (hasGoneSilent(heardAt, tabs.now())) fail();
      else post({ kind: 'joined', to: from, isUp, frames: memory.since(after) });
    };
    const join = ({ from, isUp, frames }: Extract<TabMessage, { kind: 'joined' }>): void => {
      const isKnown = leader === from;
      leader = from;
      if (!isNext) later(QUIET_MS, ask);
      // They do not know all that we missed: told as the server would.
      if (!frames) hears.received(RELOAD, null);
      // That a tab answers says nothing of the line: only the first answer counts as a beginning.
      else if (isUp && !isKnown) hears.opened();
      // Asked in the middle, we may have heard some of it meanwhile.
      for (const frame of frames ?? []) if (frame.sequence === null || frame.sequence > last) take(frame);
    };
    const hear = (message: TabMessage): void => {
      if (isOver) return;
      if (own) {
        if (message.kind === 'join') answer(message);
      } else if (message.kind === 'leading') {
        leader = undefined;
        ask();
      } else if (message.kind === 'joined') {
        if (message.to === me) join(message);
      } else if (message.from === leader) hearLeader(message);
    };

    const release = (): void => {
      isOver = true;
      callOff?.();
      own?.close();
      letGo?.();
      channel.close();
    };
    const channel = tabs.connect(hear);
    // Asleep a tab can hold no line; awake again it comes back as after any drop.
    const stopListening = tabs.onSleep(release, () => hears.failed());
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

/** Enough for the seconds between a tab's snapshot and its joining; further behind a new snapshot is quicker. */
const REMEMBERED = 300;

/** Remembers events of a numbered log since `after`. */
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
