import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../clock.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Notifier } from '../events/notifier.ts';
import { createLoop } from '../jobs/single-flight.ts';
import type { Log } from '../log.ts';
import { createConnection, type LiveConnection } from './live-connection.ts';
import { createPingRounds } from './ping-rounds.ts';

/** What the browsers that listen to one of the audiences are shown, save those who listen to one of `exceptFor`. */
export type Rendering = { audiences: string[]; exceptFor?: string[]; data: { event: string } };
/** Each browser gets the first rendering that is for it: itself, then `otherwise` in order, or none. */
export type LiveItem = Rendering & {
  seq: number;
  otherwise?: Rendering[];
  /** What a browser that comes back later gets instead, where the data names something it may never have seen. */
  whenMissed?: { event: string };
};

/** Turns log entries into what browsers are shown, reading the newest rows; several entries may become one item. */
export type Translate<Entry> = (entries: Entry[]) => Promise<LiveItem[]>;

/** What several translate, in the order of the log. */
export function translateWith<Entry>(translators: readonly Translate<Entry>[]): Translate<Entry> {
  return async (entries) => {
    const items = await Promise.all(translators.map((translate) => translate(entries)));
    return items.flat().sort((one, other) => one.seq - other.seq);
  };
}

export type Listener = {
  /**
   * What it may listen to now; undefined when its session has ended, which ends the stream. Asked at the beginning, at
   * each ping and at `checkNow`: a stream outlives neither its session nor what the person may see.
   */
  listAudiences(): Promise<string[] | undefined>;
  /** The last entry the browser knows; undefined begins with what comes next. */
  after: number | undefined;
};

export type LiveStreams = {
  /** Answers with a stream of all that concerns the listener, after the entry they name or from now on. */
  open(request: FastifyRequest, reply: FastifyReply, listener: Listener): Promise<void>;
  start(): Promise<void>;
  stop(): void;
  count(): number;
  /** Asks of every stream whether it may go on, without waiting for the next ping: somebody's right has ended. */
  checkNow(): void;
};

/** Entries read at once. */
const BATCH = 500;
/** A browser further behind than this must take a new snapshot: quicker for both. */
const FARTHEST_BEHIND = 5000;
/** The first entry is read at once; those that follow within this time are read, translated and sent together. */
const READ_APART_MS = 25;

/** The live streams of this process: one reader of the log, any number of browsers. */
export function createLiveStreams<Entry extends { seq: number }>(deps: {
  eventLog: Pick<EventLog, 'lastSeq'> & { readAfter(seq: number, limit: number): Promise<Entry[]> };
  notifier: Notifier;
  clock: Clock;
  log: Log;
  translate: Translate<Entry>;
}): LiveStreams {
  const { eventLog, notifier, clock, log, translate } = deps;
  const connections = new Map<LiveConnection, Listener>();
  const byAudience = new Map<string, Set<LiveConnection>>();
  let position = 0;

  const deliver = (items: LiveItem[]) => {
    for (const item of items) {
      const served = new Set<LiveConnection>();
      for (const rendering of renderingsOf(item)) {
        const listeners = new Set(rendering.audiences.flatMap((audience) => [...(byAudience.get(audience) ?? [])]));
        const receivers = [...listeners].filter((one) => !served.has(one) && isFor(rendering, one.audiences));
        if (receivers.length === 0) continue;
        const frame = `id: ${item.seq}\ndata: ${JSON.stringify(rendering.data)}\n\n`;
        for (const receiver of receivers) served.add(receiver);
        for (const receiver of receivers) receiver.send(item.seq, frame);
      }
    }
  };
  const reading = createLoop(
    async (stopping) => {
      for (let isMore = true; isMore && !stopping.aborted; ) {
        const events = await eventLog.readAfter(position, BATCH);
        const last = events.at(-1);
        if (!last) return;
        if (connections.size > 0) deliver(await translate(events));
        position = last.seq;
        isMore = events.length === BATCH;
      }
    },
    (error) => log.warn({ error }, 'could not read the event log; the next poll tries again'),
    { apartMs: READ_APART_MS },
  );
  const join = (connection: LiveConnection, listener: Listener) => {
    connections.set(connection, listener);
    for (const audience of connection.audiences) {
      byAudience.set(audience, (byAudience.get(audience) ?? new Set()).add(connection));
    }
  };
  const leave = (connection: LiveConnection) => {
    connections.delete(connection);
    for (const audience of connection.audiences) {
      byAudience.get(audience)?.delete(connection);
      if (byAudience.get(audience)?.size === 0) byAudience.delete(audience);
    }
  };
  /** Asks what the browser may listen to by now; when that has changed, only a new snapshot is true. */
  const askAgain = async (connection: LiveConnection): Promise<void> => {
    const listener = connections.get(connection);
    if (!listener) return;
    // A failing look-up is no reason to cut an officer off; the next ping asks again.
    const audiences = await listener.listAudiences().catch(() => [...connection.audiences]);
    if (!audiences) return connection.close();
    if (!connections.has(connection) || isSame(connection.audiences, audiences)) return;
    leave(connection);
    connection.audiences = new Set(audiences);
    join(connection, listener);
    connection.sendFrame(`data: ${JSON.stringify({ event: 'reload' })}\n\n`);
  };
  /** Sends what a returning browser missed; what comes meanwhile waits in the connection. */
  const catchUp = async (connection: LiveConnection, after: number): Promise<void> => {
    const last = await eventLog.lastSeq();
    // An id from the future belongs to another database (restored, replaced): only a new snapshot is true.
    if (last - after > FARTHEST_BEHIND || after > last) {
      return connection.caughtUp(last, [{ seq: last, data: { event: 'reload' } }]);
    }
    const events: Entry[] = [];
    for (let from = after; from < last; from = events.at(-1)?.seq ?? last) {
      events.push(...(await eventLog.readAfter(from, BATCH)));
    }
    const items = events.length > 0 ? await translate(events) : [];
    const mine = items.flatMap((item) => {
      const shown = renderingsOf(item).find((rendering) => isFor(rendering, connection.audiences));
      return shown ? [{ seq: item.seq, data: item.whenMissed ?? shown.data }] : [];
    });
    connection.caughtUp(events.at(-1)?.seq ?? after, mine);
  };

  const pinging = createPingRounds(clock, askAgain);

  return {
    async open(request, reply, listener) {
      const { after } = listener;
      const connection = createConnection(request, reply, (await listener.listAudiences()) ?? []);
      connection.onClose(() => leave(connection));
      join(connection, listener);
      pinging.add(connection);
      try {
        await catchUp(connection, after ?? (await eventLog.lastSeq()));
      } catch (error) {
        // Left open it would look alive and show nothing; closed, the browser comes back and tries again.
        log.warn({ error }, 'a live stream could not catch up; it is closed so that it is opened again');
        connection.close();
      }
    },
    async start() {
      position = await eventLog.lastSeq();
      notifier.on('event-log', reading.notify);
      pinging.start();
    },
    stop() {
      pinging.stop();
      void reading.stop();
      for (const connection of connections.keys()) connection.close();
    },
    count: () => connections.size,
    checkNow: pinging.pingAll,
  };
}

function renderingsOf({ otherwise = [], ...item }: LiveItem): Rendering[] {
  return [item, ...otherwise];
}

function isFor({ audiences, exceptFor = [] }: Rendering, listened: ReadonlySet<string>): boolean {
  return audiences.some((one) => listened.has(one)) && !exceptFor.some((one) => listened.has(one));
}

function isSame(listened: ReadonlySet<string>, audiences: string[]): boolean {
  return listened.size === new Set(audiences).size && audiences.every((one) => listened.has(one));
}
