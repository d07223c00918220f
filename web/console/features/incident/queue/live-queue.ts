import type { IncidentQueue } from '#contract/incident';
import type { LiveEvent } from '#contract/live';
import { getAnswer } from '../../../api/request.ts';
import { shareAmongTabs } from '../../../live/browser-tabs.ts';
import { correctClock, deviceNow } from '../../../live/clock.ts';
import type { ConnectionState } from '../../../live/connection.ts';
import { eventStream } from '../../../live/event-stream.ts';
import { type FollowOptions, followLive } from '../../../live/follow-live.ts';
import { createLogBuffer } from '../../../live/share-stream.ts';
import { throttleStore } from '../../../live/throttled-store.ts';
import { createValueStore, type ValueStore } from '../../../live/value-store.ts';
import { applyEvent, EMPTY_QUEUE, type QueueState, takeSnapshot as startFrom } from './queue-state.ts';

/** A burst of events is drawn at once; nobody notices the delay, and it saves work. */
const DRAW_EVERY_MS = 60;

type LiveQueue = {
  queue: ValueStore<QueueState>;
  connection: ValueStore<ConnectionState>;
  /** False until the first snapshot has arrived. */
  loaded: ValueStore<boolean>;
  start(): () => void;
  reconnectNow(): void;
};

type Options = {
  /** The signed-in person: their tabs in this browser share one stream. */
  personId: string;
  isSignedOut: (error: unknown) => boolean;
  /** Every event in order, after the queue has applied it; `reload` when anything may have changed. */
  onEvent: (event: LiveEvent) => void;
};

/** The queue of my area: a snapshot, then one event after another. Owned by one signed-in page. */
export function createLiveQueue({ personId, isSignedOut, onEvent }: Options): LiveQueue {
  const after = (ms: number, run: () => void) => setTimeout(run, ms);
  const queue = throttleStore(createValueStore<QueueState>(EMPTY_QUEUE), DRAW_EVERY_MS, { now: deviceNow, after });
  const connection = createValueStore<ConnectionState>({ state: 'connecting' });
  const loaded = createValueStore(false);

  const snapshot = async (signal: AbortSignal): Promise<number> => {
    const sentAt = deviceNow();
    const answer = await getAnswer<IncidentQueue>('/api/v1/incidents?scope=open', signal);
    correctClock(Date.parse(answer.now), sentAt, deviceNow());
    queue.update((state) => startFrom(state, answer));
    if (loaded.get()) onEvent({ event: 'reload' });
    loaded.set(true);
    return answer.cursor;
  };
  const handleEvent = (data: string): 'understood' | 'doubt' => {
    const event = parseEvent(data);
    if (!event || event.event === 'reload') return 'doubt';
    queue.update((state) => applyEvent(state, event));
    onEvent(event);
    return 'understood';
  };

  // One stream for all tabs of this person.
  const openStream = shareAmongTabs(`ess-live ${personId}`, openLive, createLogBuffer);
  const follow = { openStream, isSignedOut, takeSnapshot: snapshot, handleEvent, connection };
  return { queue, connection, loaded, ...followStream(follow) };
}

type LiveEvents = Omit<LiveQueue, 'queue' | 'loaded'>;

/** The same for somebody without a queue: every event from now on, and `reload` at each beginning, when some may be missed. */
export function createLiveEvents({ isSignedOut, onEvent }: Omit<Options, 'personId'>): LiveEvents {
  const connection = createValueStore<ConnectionState>({ state: 'connecting' });
  const takeSnapshot = async (): Promise<number> => {
    onEvent({ event: 'reload' });
    return FROM_NOW_ON;
  };
  const handleEvent = (data: string): 'understood' | 'doubt' => {
    const event = parseEvent(data);
    if (!event || event.event === 'reload') return 'doubt';
    onEvent(event);
    return 'understood';
  };
  return { connection, ...followStream({ openStream: openLive, isSignedOut, takeSnapshot, handleEvent, connection }) };
}

/** No number of the log. */
const FROM_NOW_ON = -1;

const openLive = eventStream((after) => (after === FROM_NOW_ON ? '/api/v1/live' : `/api/v1/live?after=${after}`));

type Stream = Pick<FollowOptions, 'openStream' | 'takeSnapshot' | 'handleEvent' | 'isSignedOut'> & {
  connection: ValueStore<ConnectionState>;
};

function followStream({ openStream, takeSnapshot, handleEvent, isSignedOut, connection }: Stream) {
  let following: ReturnType<typeof followLive> | undefined;
  return {
    reconnectNow: () => following?.reconnectNow(),
    start: () => {
      const mine = followLive({
        takeSnapshot,
        openStream,
        handleEvent,
        handlePing,
        isSignedOut,
        onConnectionChange: connection.set,
        now: deviceNow,
        random: Math.random,
        after: (ms, run) => {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
      });
      following = mine;
      // A laptop that wakes up or a network that returns must not wait for the next tick.
      const pulse = setInterval(mine.checkPulse, 5000);
      const checkPulse = (): void => mine.checkPulse();
      const online = (): void => mine.reconnectNow();
      document.addEventListener('visibilitychange', checkPulse);
      window.addEventListener('online', online);
      return () => {
        clearInterval(pulse);
        document.removeEventListener('visibilitychange', checkPulse);
        window.removeEventListener('online', online);
        mine.stop();
      };
    },
  };
}

/** An event that a newer server sends and this page does not know is in doubt. */
const KNOWN_EVENTS: Record<LiveEvent['event'], true> = {
  'incident-changed': true,
  'incident-gone': true,
  'chat-message': true,
  'report-unfinished': true,
  'report-finished': true,
  'unit-changed': true,
  'call-backs-changed': true,
  'case-changed': true,
  'help-request-changed': true,
  'case-gone': true,
  'referral-changed': true,
  'early-notifications-changed': true,
  'system-alert': true,
  'system-alert-resolved': true,
  alerted: true,
  reload: true,
};

/** Not checked against its schema here (see `getAnswer`): the journeys check what the server sends. */
function parseEvent(data: string): LiveEvent | null {
  try {
    const event: LiveEvent = JSON.parse(data);
    return Object.hasOwn(KNOWN_EVENTS, event.event) ? event : null;
  } catch {
    return null;
  }
}

/** The ping carries the server's time; only a real difference is applied, so that running clocks do not jitter. */
function handlePing(data: string): void {
  const serverTime = /"now":"([^"]+)"/.exec(data)?.[1];
  const now = serverTime === undefined ? Number.NaN : Date.parse(serverTime);
  if (!Number.isNaN(now)) correctClock(now, deviceNow(), deviceNow(), 2000);
}
