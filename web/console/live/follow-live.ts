import { type ConnectionState, connectionDown, connectionUp, hasGoneSilent } from './connection.ts';
import { retryDelay } from './retry-delay.ts';

/** Opens a stream of server-sent events after the sequence `after`. */
export type OpenStream = (
  after: number,
  handlers: {
    opened(): void;
    /** The server is alive; `data` contains its time. */
    pinged(data: string, sequence: number | null): void;
    received(data: string, sequence: number | null): void;
    failed(): void;
  },
) => { close(): void };

export type FollowOptions = {
  /** Fetches the whole state, passes it on, and returns its sequence. */
  takeSnapshot(signal: AbortSignal): Promise<number>;
  openStream: OpenStream;
  /** `doubt`: the event does not fit the known state; a new snapshot is taken. */
  handleEvent(data: string): 'understood' | 'doubt';
  handlePing(data: string): void;
  isSignedOut(error: unknown): boolean;
  onConnectionChange(connection: ConnectionState): void;
  now(): number;
  random(): number;
  /** Calls `run` after the time; returns a function that cancels it. */
  after(ms: number, run: () => void): () => void;
};

/**
 * Takes a snapshot, then follows from its sequence; after a drop it resumes after the last event received; if an event
 * does not fit or resuming fails, it takes a new snapshot. No event between two connections is missed, because both ways
 * start at a sequence.
 */
export function followLive(following: FollowOptions): { stop(): void; reconnectNow(): void; checkPulse(): void } {
  let connection: ConnectionState = { state: 'connecting' };
  let last: number | null = null;
  let lastReceivedAt = following.now();
  let stream: { close(): void } | undefined;
  let pending: AbortController | undefined;
  let cancelRetry: (() => void) | undefined;
  let stopped = false;

  const setConnection = (next: ConnectionState): void => {
    if (next === connection) return;
    connection = next;
    following.onConnectionChange(next);
  };

  const alive = (): void => {
    lastReceivedAt = following.now();
    setConnection(connectionUp(connection));
  };

  const release = (): void => {
    cancelRetry?.();
    stream?.close();
    pending?.abort();
    cancelRetry = undefined;
    stream = undefined;
    pending = undefined;
  };

  const dropped = (): void => {
    if (stopped) return;
    release();
    setConnection(connectionDown(connection, following.now()));
    const attempt = connection.state === 'down' ? connection.attempt : 0;
    // The first retry resumes; if that fails the sequence may be too old, so take a new snapshot.
    const next = attempt === 0 && last !== null ? resume : start;
    cancelRetry = following.after(retryDelay(attempt, following.random()), next);
  };

  const resume = (): void => {
    release();
    lastReceivedAt = following.now();
    const mine = following.openStream(last ?? 0, {
      opened: () => {
        if (stream === mine) alive();
      },
      pinged: (data, sequence) => {
        if (stream !== mine) return;
        alive();
        following.handlePing(data);
        if (sequence !== null) last = sequence;
      },
      received: (data, sequence) => {
        if (stream !== mine) return;
        alive();
        if (following.handleEvent(data) === 'doubt') start();
        else if (sequence !== null) last = sequence;
      },
      failed: () => {
        if (stream === mine) dropped();
      },
    });
    stream = mine;
  };

  const start = (): void => {
    release();
    lastReceivedAt = following.now();
    const mine = new AbortController();
    pending = mine;
    following.takeSnapshot(mine.signal).then(
      (cursor) => {
        if (stopped || pending !== mine) return;
        pending = undefined;
        last = cursor;
        resume();
      },
      (error: unknown) => {
        if (stopped || pending !== mine) return;
        if (!following.isSignedOut(error)) return dropped();
        release();
        setConnection({ state: 'signed-out' });
      },
    );
  };

  start();
  return {
    stop: () => {
      stopped = true;
      release();
    },
    reconnectNow: start,
    checkPulse: () => {
      const waiting = stream !== undefined || pending !== undefined;
      if (waiting && hasGoneSilent(lastReceivedAt, following.now())) dropped();
    },
  };
}
