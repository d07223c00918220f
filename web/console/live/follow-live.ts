import { type ConnectionState, connectionDown, connectionUp, hasGoneSilent } from './connection.ts';
import { retryDelay } from './retry-delay.ts';

/** A stream of server-sent events that is open or trying. */
export type OpenStream = (
  after: number,
  hears: {
    opened(): void;
    /** The other end is alive; says its own time when it does. */
    pinged(data: string, sequence: number | null): void;
    received(data: string, sequence: number | null): void;
    failed(): void;
  },
) => { close(): void };

export type FollowOptions = {
  /** Fetches the whole picture and hands it on; gives the sequence it stands at. */
  takeSnapshot(signal: AbortSignal): Promise<number>;
  openStream: OpenStream;
  /** `doubt`: what was heard does not fit what we know; the picture is taken anew. */
  hear(data: string): 'understood' | 'doubt';
  hearPing(data: string): void;
  isSignedOut(error: unknown): boolean;
  onConnectionChange(connection: ConnectionState): void;
  now(): number;
  random(): number;
  /** Calls back after the time and gives a way to call it off. */
  after(ms: number, run: () => void): () => void;
};

/**
 * Snapshot, then follow from its sequence; after a drop resume behind the last event heard; on any doubt, or when
 * resuming fails, snapshot again. Nothing between two connections is missed, because both roads start at a sequence.
 */
export function followLive(following: FollowOptions): { stop(): void; reconnectNow(): void; checkPulse(): void } {
  let connection: ConnectionState = { state: 'connecting' };
  let last: number | null = null;
  let lastHeardAt = following.now();
  let stream: { close(): void } | undefined;
  let pending: AbortController | undefined;
  let callOff: (() => void) | undefined;
  let stopped = false;

  const setLine = (next: ConnectionState): void => {
    if (next === connection) return;
    connection = next;
    following.onConnectionChange(next);
  };

  const alive = (): void => {
    lastHeardAt = following.now();
    setLine(connectionUp(connection));
  };

  const release = (): void => {
    callOff?.();
    stream?.close();
    pending?.abort();
    callOff = undefined;
    stream = undefined;
    pending = undefined;
  };

  const dropped = (): void => {
    if (stopped) return;
    release();
    setLine(connectionDown(connection, following.now()));
    const attempt = connection.state === 'down' ? connection.attempt : 0;
    // The first try resumes where we were; when that fails the sequence may be too old, so take a new picture.
    const next = attempt === 0 && last !== null ? resume : start;
    callOff = following.after(retryDelay(attempt, following.random()), next);
  };

  const resume = (): void => {
    release();
    lastHeardAt = following.now();
    const mine = following.openStream(last ?? 0, {
      opened: () => {
        if (stream === mine) alive();
      },
      pinged: (data, sequence) => {
        if (stream !== mine) return;
        alive();
        following.hearPing(data);
        if (sequence !== null) last = sequence;
      },
      received: (data, sequence) => {
        if (stream !== mine) return;
        alive();
        if (following.hear(data) === 'doubt') start();
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
    lastHeardAt = following.now();
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
        setLine({ state: 'signed-out' });
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
      if (waiting && hasGoneSilent(lastHeardAt, following.now())) dropped();
    },
  };
}
