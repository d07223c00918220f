import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { createLogBuffer, shareStream, type TabMessage, type Tabs } from './share-stream.ts';

type Tab = {
  name: string;
  /** Sequences heard, in order; `reload` where it was told to take a new snapshot. */
  heard: (number | 'reload')[];
  pings: number;
  isUp: boolean;
  fails: number;
  streams: number;
  freeze(): void;
  thaw(): void;
  /** Asks the system to warn it first, as Chromium does; a tab that hangs gets no warning. */
  sleep(): void;
  close(): void;
};

/** A browser with a lock and a channel, a server with a numbered log, and time that passes when the test says. */
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

  /** One tab: what reaches it while it hangs is worked off when it wakes. */
  class World {
    isFrozen = false;
    isGone = false;
    backlog: (() => void)[] = [];
    hears = new Set<(message: TabMessage) => void>();
    streams = new Set<{ received(sequence: number): void; ping(): void; drop(): void }>();
    sleepers = new Set<{ sleep: () => void; wake: () => void }>();
    /** Later, as everything between tabs and from the network comes. */
    run(task: () => void): void {
      tasks.push(() => {
        if (this.isGone) return;
        if (this.isFrozen) this.backlog.push(task);
        else task();
      });
    }
  }
  const settle = (): void => {
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
        const robbed = holder;
        holder = one;
        robbed.world.run(robbed.on.lost);
        world.run(on.won);
      } else {
        queue.push(one);
        grant();
      }
      return () => leaveLock(one);
    },
    connect(hear) {
      world.hears.add(hear);
      return {
        post: (message) => {
          for (const other of worlds) {
            if (other === world) continue;
            for (const listener of other.hears) other.run(() => listener(structuredClone(message)));
          }
        },
        close: () => void world.hears.delete(hear),
      };
    },
    onSleep(sleep, wake) {
      const one = { sleep, wake };
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

  const open = (after = log.length, memory = createLogBuffer): Tab => {
    const world = new World();
    worlds.add(world);
    const tabs = tabsOf(world);
    const stream = shareStream(
      (from, hears) => {
        const one = {
          received: (sequence: number) =>
            world.run(() => world.streams.has(one) && hears.received(`${sequence}`, sequence)),
          ping: () => world.run(() => world.streams.has(one) && hears.pinged('{}', log.length)),
          drop: () => world.run(() => world.streams.has(one) && hears.failed()),
        };
        world.streams.add(one);
        world.run(() => world.streams.has(one) && hears.opened());
        for (const sequence of log.slice(from)) one.received(sequence);
        return { close: () => void world.streams.delete(one) };
      },
      tabs,
      memory,
    );
    let last = after;
    const tab: Tab = {
      ...{ name: `tab ${worlds.size}`, heard: [], pings: 0, isUp: false, fails: 0 },
      get streams() {
        return world.isGone ? 0 : world.streams.size;
      },
      freeze: () => {
        world.isFrozen = true;
      },
      thaw: () => {
        world.isFrozen = false;
        tasks.push(...world.backlog.splice(0));
        if (wasWarned) for (const { wake } of world.sleepers) world.run(wake);
        wasWarned = false;
        settle();
      },
      sleep: () => {
        wasWarned = true;
        for (const { sleep } of [...world.sleepers]) sleep();
        settle();
        world.isFrozen = true;
      },
      close: () => {
        world.isGone = true;
        worlds.delete(world);
        for (const timer of timers) if (timer.world === world) timers.delete(timer);
        for (const one of [...queue, holder]) if (one?.world === world) leaveLock(one);
        settle();
      },
    };
    let wasWarned = false;
    /** As `follow-live.ts` does: again half a second after a drop, behind the last event; a new snapshot on doubt. */
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
            tab.heard.push('reload');
            mine.close();
            last = log.length;
            tabs.after(10, follow);
            return;
          }
          tab.heard.push(Number(data));
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
    settle();
    return tab;
  };
  return {
    open,
    log,
    say(): void {
      log.push(log.length + 1);
      for (const world of worlds) for (const stream of [...world.streams]) stream.received(log.length);
      settle();
    },
    ping(): void {
      for (const world of worlds) for (const stream of [...world.streams]) stream.ping();
      settle();
    },
    dropAll(): void {
      for (const world of worlds) for (const stream of [...world.streams]) stream.drop();
      settle();
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
        settle();
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

  test('eight tabs hold one stream, and each hears everything once and in order', () => {
    const tabs = openMany(8);
    for (let i = 0; i < 5; i++) browser.say();
    browser.ping();
    expect(streamsOf(tabs)).toBe(1);
    for (const tab of tabs) expect(tab).toMatchObject({ heard: [1, 2, 3, 4, 5], isUp: true, pings: 1, fails: 0 });
  });

  test('the tab that holds the line is closed: the next takes over, nothing is missed, nothing doubled', () => {
    const tabs = openMany(4);
    browser.say();
    tabs[0]?.close();
    browser.say();
    browser.pass(200);
    browser.say();
    const rest = tabs.slice(1);
    expect(streamsOf(rest)).toBe(1);
    for (const tab of rest) expect(tab).toMatchObject({ heard: [1, 2, 3], fails: 0 });
  });

  test('a tab that joins later gets what came since its own snapshot', () => {
    const first = browser.open();
    for (let i = 0; i < 4; i++) browser.say();
    const late = browser.open(2);
    browser.say();
    expect(late.heard).toEqual([3, 4, 5]);
    expect(first.heard).toEqual([1, 2, 3, 4, 5]);
  });

  test('a tab further behind than the others know is told to take a new snapshot', () => {
    for (let i = 0; i < 3; i++) browser.say();
    browser.open();
    const behind = browser.open(1);
    expect(behind.heard).toEqual(['reload']);
    browser.pass(50);
    browser.say();
    expect(behind.heard).toEqual(['reload', 4]);
  });

  test('a tab that hangs with the line in its hand loses it as soon as the others notice', () => {
    const [holder, ...rest] = openMany(3);
    browser.ping();
    holder?.freeze();
    browser.say();
    browser.pass(15_000);
    expect(streamsOf(rest)).toBe(1);
    for (const tab of rest) expect(tab).toMatchObject({ heard: [1], isUp: true });
    browser.say();
    holder?.thaw();
    browser.pass(3000);
    browser.say();
    expect(holder?.heard).toEqual([1, 2, 3]);
    expect(streamsOf([...(holder ? [holder] : []), ...rest])).toBe(1);
  });

  test('a tab that the browser puts to sleep hands the line on first', () => {
    const [holder, other] = openMany(2);
    holder?.sleep();
    browser.pass(150);
    browser.say();
    expect(other?.heard).toEqual([1]);
    holder?.thaw();
    browser.pass(1000);
    expect(holder?.heard).toEqual([1]);
  });

  test('when the line drops every tab knows, and one of them opens it again for all', () => {
    const tabs = openMany(5);
    browser.dropAll();
    for (const tab of tabs) expect(tab).toMatchObject({ isUp: false, fails: 1 });
    browser.say();
    browser.pass(5000);
    expect(streamsOf(tabs)).toBe(1);
    for (const tab of tabs) expect(tab).toMatchObject({ isUp: true, heard: [1] });
  });

  test('a line that says nothing for too long is not passed off as alive', () => {
    const tabs = openMany(2);
    browser.pass(40_000);
    for (const tab of tabs) expect(tab.fails).toBeGreaterThan(0);
  });

  test('whatever is opened, closed, frozen, dropped: every tab hears all from its beginning, in order, once', () => {
    const act = fc.oneof(
      { weight: 6, arbitrary: fc.constant({ kind: 'say' as const, index: 0 }) },
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
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        browser = createBrowser();
        const tabs: { tab: Tab; from: number; state: 'awake' | 'frozen' }[] = [];
        const open = () => tabs.push({ tab: browser.open(), from: browser.log.length, state: 'awake' });
        open();
        for (const { kind, index } of acts) {
          const one = tabs[index % tabs.length];
          if (kind === 'say') browser.say();
          else if (kind === 'pass') browser.pass(index * 1000);
          else if (kind === 'drop') browser.dropAll();
          else if (kind === 'ping') browser.ping();
          else if (kind === 'open' && tabs.length < 8) open();
          else if (kind === 'close' && one && tabs.length > 1) {
            one.tab.close();
            tabs.splice(tabs.indexOf(one), 1);
          } else if ((kind === 'freeze' || kind === 'sleep') && one?.state === 'awake') {
            one.tab[kind]();
            one.state = 'frozen';
          } else if (kind === 'thaw' && one?.state === 'frozen') {
            one.tab.thaw();
            one.state = 'awake';
          }
        }
        for (const { tab, state } of tabs) if (state === 'frozen') tab.thaw();
        for (let i = 0; i < 12; i++) {
          browser.pass(5000);
          browser.ping();
        }
        browser.say();
        browser.pass(1000);
        expect(tabs.reduce((sum, { tab }) => sum + tab.streams, 0)).toBe(1);
        for (const { tab, from } of tabs) {
          const since = tab.heard.lastIndexOf('reload');
          const heard = tab.heard.slice(since + 1) as number[];
          const begin = since < 0 ? from + 1 : (heard[0] ?? 0);
          const all = Array.from({ length: browser.log.length - begin + 1 }, (_, at) => begin + at);
          expect(heard).toEqual(all);
        }
      }),
      { seed: 20_261_128, numRuns: 300 },
    );
  });
});
