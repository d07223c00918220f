import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../clock.ts';
import type { EventLog, LoggedEvent } from '../events/event-log.ts';
import type { Wake } from '../events/wake.ts';
import type { Log } from '../log.ts';
import { createConnection, type LiveConnection } from './live-connection.ts';

/** Something for the browsers that listen to one of its audiences. */
export type LiveItem = { seq: number; audiences: string[]; data: { event: string } };

/** Turns log entries into what browsers are shown, reading the newest rows; several entries may become one item. */
export type Translate = (events: LoggedEvent[]) => Promise<LiveItem[]>;

export type Listener = {
  audiences: string[];
  /** The last entry the browser knows; undefined begins with what comes next. */
  after: number | undefined;
  /** Asked at each ping: a stream must not outlive its session. */
  mayGoOn(): Promise<boolean>;
};

export type LiveStreams = {
  /** Answers with a stream of all that concerns the listener, after the entry they name or from now on. */
  open(request: FastifyRequest, reply: FastifyReply, listener: Listener): Promise<void>;
  start(): Promise<void>;
  stop(): void;
  count(): number;
};

/** Entries read at once. */
const BATCH = 500;
/** A browser further behind than this is told to take a new snapshot: quicker for both. */
const FARTHEST_BEHIND = 5000;
const PING_EVERY_MS = 10_000;

/** The live streams of this process: one reader of the log, any number of browsers. */
export function createLiveStreams(deps: {
  eventLog: EventLog;
  wake: Wake;
  clock: Clock;
  log: Log;
  translate: Translate;
}): LiveStreams {
  const { eventLog, wake, clock, log, translate } = deps;
  const connections = new Set<LiveConnection>();
  const byAudience = new Map<string, Set<LiveConnection>>();
  let position = 0;
  let reading = false;
  let readAgain = false;
  let pinging: NodeJS.Timeout | undefined;

  const deliver = (items: LiveItem[]) => {
    for (const item of items) {
      const receivers = new Set(item.audiences.flatMap((audience) => [...(byAudience.get(audience) ?? [])]));
      if (receivers.size === 0) continue;
      const frame = `id: ${item.seq}\ndata: ${JSON.stringify(item.data)}\n\n`;
      for (const receiver of receivers) receiver.send(item.seq, frame);
    }
  };
  const read = async (): Promise<void> => {
    readAgain = true;
    if (reading) return;
    reading = true;
    try {
      while (readAgain) {
        readAgain = false;
        const events = await eventLog.readAfter(position, BATCH);
        const last = events.at(-1);
        if (!last) continue;
        if (connections.size > 0) deliver(await translate(events));
        position = last.seq;
        readAgain ||= events.length === BATCH;
      }
    } catch (error) {
      log.warn({ error }, 'could not read the event log; the next look tries again');
    } finally {
      reading = false;
    }
  };
  const join = (connection: LiveConnection) => {
    connections.add(connection);
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
  /** Sends what a returning browser missed; what comes meanwhile waits in the connection. */
  const catchUp = async (connection: LiveConnection, after: number): Promise<void> => {
    const last = await eventLog.lastSeq();
    // An id from the future belongs to another database (restored, replaced): only a new snapshot is true.
    if (last - after > FARTHEST_BEHIND || after > last) {
      return connection.caughtUp(last, [{ seq: last, data: { event: 'reload' } }]);
    }
    const events: LoggedEvent[] = [];
    for (let from = after; from < last; from = events.at(-1)?.seq ?? last) {
      events.push(...(await eventLog.readAfter(from, BATCH)));
    }
    const items = events.length > 0 ? await translate(events) : [];
    const mine = items.filter(({ audiences }) => audiences.some((audience) => connection.audiences.has(audience)));
    connection.caughtUp(events.at(-1)?.seq ?? after, mine);
  };

  return {
    async open(request, reply, { audiences, after, mayGoOn }) {
      const connection = createConnection(request, reply, { audiences, mayGoOn });
      connection.onClose(() => leave(connection));
      join(connection);
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
      wake.on('event-log', () => void read());
      pinging = setInterval(() => {
        const frame = `event: ping\ndata: {"now":"${clock.now().toISOString()}"}\n\n`;
        for (const connection of connections) void connection.ping(frame);
      }, PING_EVERY_MS);
    },
    stop() {
      clearInterval(pinging);
      for (const connection of connections) connection.close();
    },
    count: () => connections.size,
  };
}
