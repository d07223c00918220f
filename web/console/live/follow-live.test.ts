import { beforeEach, describe, expect, test } from 'vitest';
import type { ConnectionState } from './connection.ts';
import { type FollowOptions, followLive } from './follow-live.ts';

type Handlers = Parameters<FollowOptions['openStream']>[1];

/** A server, a clock and a network under the test's control. */
function createStage() {
  const stage = {
    now: 0,
    cursor: 10,
    snapshots: 0,
    snapshotError: undefined as unknown,
    streams: [] as { after: number; handlers: Handlers; isClosed: boolean }[],
    timers: [] as { at: number; run: () => void }[],
    lines: [] as ConnectionState[],
    heard: [] as string[],
    doubts: new Set<string>(),
    async settle() {
      for (let i = 0; i < 5; i++) await Promise.resolve();
    },
    async pass(ms: number) {
      stage.now += ms;
      const due = stage.timers.filter(({ at }) => at <= stage.now);
      stage.timers = stage.timers.filter(({ at }) => at > stage.now);
      for (const { run } of due) run();
      await stage.settle();
    },
    stream: () => stage.streams.at(-1),
    connection: () => stage.lines.at(-1)?.state,
  };
  const live = followLive({
    takeSnapshot: async () => {
      stage.snapshots += 1;
      if (stage.snapshotError) throw stage.snapshotError;
      return stage.cursor;
    },
    openStream: (after, handlers) => {
      const stream = { after, handlers, isClosed: false };
      stage.streams.push(stream);
      return {
        close: () => {
          stream.isClosed = true;
        },
      };
    },
    handleEvent: (data) => {
      stage.heard.push(data);
      return stage.doubts.has(data) ? 'doubt' : 'understood';
    },
    handlePing: () => {},
    isSignedOut: (error) => error === 'signed out',
    onConnectionChange: (connection) => stage.lines.push(connection),
    now: () => stage.now,
    random: () => 0.5,
    after: (ms, run) => {
      const timer = { at: stage.now + ms, run };
      stage.timers.push(timer);
      return () => {
        stage.timers = stage.timers.filter((other) => other !== timer);
      };
    },
  });
  return { ...stage, stage, live };
}

describe('snapshot, then follow', () => {
  let stage: ReturnType<typeof createStage>['stage'];
  let live: ReturnType<typeof createStage>['live'];
  beforeEach(async () => {
    ({ stage, live } = createStage());
    await stage.settle();
  });

  test('the stream starts at the sequence of the snapshot', () => {
    expect(stage.stream()?.after).toBe(10);
    stage.stream()?.handlers.opened();
    expect(stage.connection()).toBe('up');
  });

  test('after a drop it resumes after the last event received, without a new snapshot', async () => {
    stage.stream()?.handlers.opened();
    stage.stream()?.handlers.received('a', 14);
    stage.stream()?.handlers.failed();
    expect(stage.connection()).toBe('down');
    await stage.pass(10_000);
    expect(stage.stream()?.after).toBe(14);
    expect(stage.snapshots).toBe(1);
    stage.stream()?.handlers.opened();
    expect(stage.lines.at(-1)).toEqual({ state: 'up', wasDown: true });
  });

  test('a ping moves the sequence to resume from', async () => {
    stage.stream()?.handlers.pinged('{}', 30);
    stage.stream()?.handlers.failed();
    await stage.pass(10_000);
    expect(stage.stream()?.after).toBe(30);
  });

  test('if resuming fails it takes a new snapshot', async () => {
    stage.stream()?.handlers.opened();
    stage.stream()?.handlers.failed();
    await stage.pass(10_000);
    stage.cursor = 40;
    stage.stream()?.handlers.failed();
    await stage.pass(20_000);
    expect(stage.snapshots).toBe(2);
    expect(stage.stream()?.after).toBe(40);
  });

  test('the time since the drop does not restart with every retry', async () => {
    stage.now = 1000;
    stage.stream()?.handlers.failed();
    stage.snapshotError = new Error('unreachable');
    await stage.pass(10_000);
    stage.stream()?.handlers.failed();
    await stage.pass(60_000);
    expect(stage.lines.at(-1)).toMatchObject({ state: 'down', since: 1000 });
  });

  test('if an event does not fit the known state it takes a new snapshot and goes on from there', async () => {
    stage.doubts.add('reload');
    stage.cursor = 99;
    stage.stream()?.handlers.received('reload', 11);
    await stage.settle();
    expect(stage.snapshots).toBe(2);
    expect(stage.stream()?.after).toBe(99);
  });

  test('a connection that is silent for 25 s counts as down', async () => {
    stage.stream()?.handlers.opened();
    const silent = stage.stream();
    stage.now = 25_000;
    live.checkPulse();
    expect(stage.connection()).toBe('up');
    stage.now = 25_001;
    live.checkPulse();
    expect(stage.connection()).toBe('down');
    expect(silent?.isClosed).toBe(true);
  });

  test('events of an abandoned stream are ignored', async () => {
    const old = stage.stream();
    old?.handlers.failed();
    await stage.pass(10_000);
    old?.handlers.received('late', 50);
    expect(stage.heard).toEqual([]);
  });

  test('signed out: it stops retrying and reports that state', async () => {
    stage.snapshotError = 'signed out';
    live.reconnectNow();
    await stage.settle();
    expect(stage.connection()).toBe('signed-out');
    await stage.pass(600_000);
    expect(stage.snapshots).toBe(2);
  });

  test('stopped: no stream is opened again', async () => {
    live.stop();
    expect(stage.stream()?.isClosed).toBe(true);
    stage.stream()?.handlers.failed();
    await stage.pass(600_000);
    expect(stage.streams).toHaveLength(1);
  });
});
