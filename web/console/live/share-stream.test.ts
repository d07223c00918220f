import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { createLogBuffer, shareStream, type TabMessage, type Tabs } from './share-stream.ts';

type Tab = {
  name: string;
  /** Sequences received, in order; `reload` where it had to take a new snapshot. */
  received: (number | 'reload')[];
  pings: number;
  isUp: boolean;
  fails: number;
  streams: number;
  freeze(): void;
  thaw(): void;
  /** Frozen with an event before, as in Chromium; a tab that hangs gets no event. */
  sleep(): void;
  close(): void;
};

/** A browser with a lock and a channel, a server with a numbered log, and a clock under the test's control. */
function createBrowser() {
  let now = 0;
  let ids = 0;
  const log: number[] = [];
  const tasks: (() => void)[] = [];
  const timers = new Set<{ at: number; run: () => void; world: World }>();
  const worlds = new Set<World>();
  type Waiting = { world: World; on: { won(): void; lost(): void } };
  let holder: Waiting | undefined;
  let queue: Waiting[] = [];

  /** One tab: messages that arrive while it hangs are handled when it continues. */
  class World {
    isFrozen = false;
    isGone = false;
    backlog: (() => void)[] = [];
    listeners = new Set<(message: TabMessage) => void>();
    streams = new Set<{ received(sequence: number): void; ping(): void; drop(): void }>();
    sleepers = new Set<{ sleep: () => void; resume: () => void }>();
    /** Asynchronously, like everything between tabs and from the network. */
    run(task: () => void): void {
      tasks.push(() => {
        if (this.isGone) return;
        if (this.isFrozen) this.backlog.push(task);
        else task();
      });
    }
  }
  const runTasks = (): void => {
    for (let task = tasks.shift(); task; task = tasks.shift()) task();
  };
  const grant = (): void => {
    if (holder) return;
    const next = queue.shift();
    if (!next) return;
    holder = next;
    next.world.run(next.on.won);
  };
  const leaveLock = (one: Waiting): void => {
    queue = queue.filter((other) => other !== one);
    if (holder === one) holder = undefined;
    grant();
  };
  const tabsOf = (world: World): Tabs => ({
    lead(on, steal) {
      const one = { world, on };
      if (steal && holder) {
        const previous = holder;
        holder = one;
        previous.world.run(previous.on.lost);
        world.run(on.won);
      } else {
        queue.push(one);
        grant();
      }
      return () => leaveLock(one);
    },
    connect(onMessage) {
      world.listeners.add(onMessage);
      return {
        post: (message) => {
          for (const other of worlds) {
            if (other === world) continue;
            for (const listener of other.listeners) other.run(() => listener(structuredClone(message)));
          }
        },
        close: () => void world.listeners.delete(onMessage),
      };
    },
    onSleep(sleep, resume) {
      const one = { sleep, resume };
      world.sleepers.add(one);
      return () => void world.sleepers.delete(one);
    },
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run, world };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    newId: () => {
      ids += 1;
      return String(ids);
    },
  });

  const open = (after = log.length, createBuffer = createLogBuffer): Tab => {
    const world = new World();
    worlds.add(world);
    const tabs = tabsOf(world);
    const stream = shareStream(
      (from, handlers) => {
        const one = {
          received: (sequence: number) =>
            world.run(() => world.streams.has(one) && handlers.received(`${sequence}`, sequence)),
          ping: () => world.run(() => world.streams.has(one) && handlers.pinged('{}', log.length)),
          drop: () => world.run(() => world.streams.has(one) && handlers.failed()),
        };
        world.streams.add(one);
        world.run(() => world.streams.has(one) && handlers.opened());
        for (const sequence of log.slice(from)) one.received(sequence);
        return { close: () => void world.streams.delete(one) };
      },
      tabs,
      createBuffer,
    );
    let last = after;
    const tab: Tab = {
      ...{ name: `tab ${worlds.size}`, received: [], pings: 0, isUp: false, fails: 0 },
      get streams() {
        return world.isGone ? 0 : world.streams.size;
      },
      freeze: () => {
        world.isFrozen = true;
      },
      thaw: () => {
        world.isFrozen = false;
        tasks.push(...world.backlog.splice(0));
        if (wasWarned) for (const { resume } of world.sleepers) world.run(resume);
        wasWarned = false;
        runTasks();
      },
      sleep: () => {
        wasWarned = true;
        for (const { sleep } of [...world.sleepers]) sleep();
        runTasks();
        world.isFrozen = true;
      },
      close: () => {
        world.isGone = true;
        worlds.delete(world);
        for (const timer of timers) if (timer.world === world) timers.delete(timer);
        for (const one of [...queue, holder]) if (one?.world === world) leaveLock(one);
        runTasks();
      },
    };
    let wasWarned = false;
    /** As `follow-live.ts` does: retries half a second after a drop, after the last event; a new snapshot on reload. */
    const follow = (): void => {
      const mine = stream(last, {
        opened: () => {
          tab.isUp = true;
        },
        pinged: () => {
          tab.pings += 1;
        },
        received: (data, sequence) => {
          if (sequence === null) {
            tab.received.push('reload');
            mine.close();
            last = log.length;
            tabs.after(10, follow);
            return;
          }
          tab.received.push(Number(data));
          last = sequence;
        },
        failed: () => {
          tab.fails += 1;
          tab.isUp = false;
          mine.close();
          tabs.after(500, follow);
        },
      });
    };
    follow();
    runTasks();
    return tab;
  };
  return {
    open,
    log,
    publish(): void {
      log.push(log.length + 1);
      for (const world of worlds) for (const stream of [...world.streams]) stream.received(log.length);
      runTasks();
    },
    ping(): void {
      for (const world of worlds) for (const stream of [...world.streams]) stream.ping();
      runTasks();
    },
    dropAll(): void {
      for (const world of worlds) for (const stream of [...world.streams]) stream.drop();
      runTasks();
    },
    pass(ms: number): void {
      const until = now + ms;
      for (;;) {
        const next = [...timers]
          .filter(({ at, world }) => at <= until && !world.isFrozen)
          .sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers.delete(next);
        now = Math.max(now, next.at);
        next.world.run(next.run);
        runTasks();
      }
      now = until;
    },
  };
}

describe('one stream for all tabs', () => {
  let browser: ReturnType<typeof createBrowser>;
  const openMany = (count: number) => Array.from({ length: count }, () => browser.open());
  const streamsOf = (tabs: Tab[]) => tabs.reduce((sum, { streams }) => sum + streams, 0);
  beforeEach(() => {
    browser = createBrowser();
  });

  test('eight tabs share one stream, and each receives every event once and in order', () => {
    const tabs = openMany(8);
    for (let i = 0; i < 5; i++) browser.publish();
    browser.ping();
    expect(streamsOf(tabs)).toBe(1);
    for (const tab of tabs) expect(tab).toMatchObject({ received: [1, 2, 3, 4, 5], isUp: true, pings: 1, fails: 0 });
  });

  test('the leading tab is closed: the next takes over, no event is missed or repeated', () => {
    const tabs = openMany(4);
    browser.publish();
    tabs[0]?.close();
    browser.publish();
    browser.pass(200);
    browser.publish();
    const rest = tabs.slice(1);
    expect(streamsOf(rest)).toBe(1);
    for (const tab of rest) expect(tab).toMatchObject({ received: [1, 2, 3], fails: 0 });
  });

  test('a tab that joins later gets the events since its own snapshot', () => {
    const first = browser.open();
    for (let i = 0; i < 4; i++) browser.publish();
    const late = browser.open(2);
    browser.publish();
    expect(late.received).toEqual([3, 4, 5]);
    expect(first.received).toEqual([1, 2, 3, 4, 5]);
  });

  test('a tab that is further behind than the others’ buffers takes a new snapshot', () => {
    for (let i = 0; i < 3; i++) browser.publish();
    browser.open();
    const behind = browser.open(1);
    expect(behind.received).toEqual(['reload']);
    browser.pass(50);
    browser.publish();
    expect(behind.received).toEqual(['reload', 4]);
  });

  test('a leading tab that hangs loses the lead as soon as the others notice', () => {
    const [holder, ...rest] = openMany(3);
    browser.ping();
    holder?.freeze();
    browser.publish();
    browser.pass(15_000);
    expect(streamsOf(rest)).toBe(1);
    for (const tab of rest) expect(tab).toMatchObject({ received: [1], isUp: true });
    browser.publish();
    holder?.thaw();
    browser.pass(3000);
    browser.publish();
    expect(holder?.received).toEqual([1, 2, 3]);
    expect(streamsOf([...(holder ? [holder] : []), ...rest])).toBe(1);
  });

  test('a tab that the browser freezes gives up the lead first', () => {
    const [holder, other] = openMany(2);
    holder?.sleep();
    browser.pass(150);
    browser.publish();
    expect(other?.received).toEqual([1]);
    holder?.thaw();
    browser.pass(1000);
    expect(holder?.received).toEqual([1]);
  });

  test('if the connection drops every tab knows, and one of them reconnects for all', () => {
    const tabs = openMany(5);
    browser.dropAll();
    for (const tab of tabs) expect(tab).toMatchObject({ isUp: false, fails: 1 });
    browser.publish();
    browser.pass(5000);
    expect(streamsOf(tabs)).toBe(1);
    for (const tab of tabs) expect(tab).toMatchObject({ isUp: true, received: [1] });
  });

  test('a connection that is silent for too long counts as down in every tab', () => {
    const tabs = openMany(2);
    browser.pass(40_000);
    for (const tab of tabs) expect(tab.fails).toBeGreaterThan(0);
  });

  test('whatever is opened, closed, frozen, dropped: every tab receives every event since its start, in order, once', () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.constant({ kind: 'publish' as const, index: 0 }) },
      {
        weight: 2,
        arbitrary: fc.record({ kind: fc.constant('pass' as const), index: fc.integer({ min: 1, max: 20 }) }),
      },
      {
        weight: 4,
        arbitrary: fc.record({
          kind: fc.constantFrom('open', 'close', 'freeze', 'thaw', 'sleep', 'drop', 'ping'),
          index: fc.nat(7),
        }),
      },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        browser = createBrowser();
        const tabs: { tab: Tab; from: number; state: 'running' | 'frozen' }[] = [];
        const open = () => tabs.push({ tab: browser.open(), from: browser.log.length, state: 'running' });
        open();
        for (const { kind, index } of steps) {
          const one = tabs[index % tabs.length];
          if (kind === 'publish') browser.publish();
          else if (kind === 'pass') browser.pass(index * 1000);
          else if (kind === 'drop') browser.dropAll();
          else if (kind === 'ping') browser.ping();
          else if (kind === 'open' && tabs.length < 8) open();
          else if (kind === 'close' && one && tabs.length > 1) {
            one.tab.close();
            tabs.splice(tabs.indexOf(one), 1);
          } else if ((kind === 'freeze' || kind === 'sleep') && one?.state === 'running') {
            one.tab[kind]();
            one.state = 'frozen';
          } else if (kind === 'thaw' && one?.state === 'frozen') {
            one.tab.thaw();
            one.state = 'running';
          }
        }
        for (const { tab, state } of tabs) if (state === 'frozen') tab.thaw();
        for (let i = 0; i < 12; i++) {
          browser.pass(5000);
          browser.ping();
        }
        browser.publish();
        browser.pass(1000);
        expect(tabs.reduce((sum, { tab }) => sum + tab.streams, 0)).toBe(1);
        for (const { tab, from } of tabs) {
          const since = tab.received.lastIndexOf('reload');
          const received = tab.received.slice(since + 1) as number[];
          const begin = since < 0 ? from + 1 : (received[0] ?? 0);
          const all = Array.from({ length: browser.log.length - begin + 1 }, (_, at) => begin + at);
          expect(received).toEqual(all);
        }
      }),
      { seed: 20_261_128, numRuns: 300 },
    );
  });
});
