import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFloodGauge } from './flood.ts';

/** A gauge for messages that are processed in a transaction each. `inOne`: several in one, which may fail. */
function aGauge() {
  const gauge = createFloodGauge();
  const inOne = (chatId: string, times: Date[], outcome: 'committed' | 'failed' = 'committed') => {
    const tasks: (() => void)[] = [];
    const work = { state: new Map(), afterCommit: (task: () => void) => void tasks.push(task) };
    const found = times.map((time) => gauge(work, chatId, time));
    if (outcome === 'committed') for (const task of tasks) task();
    return found;
  };
  const one = (chatId: string, time: Date) => inOne(chatId, [time])[0] ?? 'none';
  return Object.assign(one, { inOne });
}

const at = (seconds: number) => new Date(Date.parse('2026-11-21T02:00:00Z') + seconds * 1000);

test('twenty messages at once are allowed; more are a flood, which begins once and ends with a pause', () => {
  const gauge = aGauge();
  expect(Array.from({ length: 20 }, () => gauge('U1', at(0)))).toEqual(Array.from({ length: 20 }, () => 'none'));
  expect([gauge('U1', at(0)), gauge('U1', at(1)), gauge('U1', at(4))]).toEqual(['begins', 'goes-on', 'goes-on']);
  expect(gauge('U2', at(4))).toBe('none');
  expect(gauge('U1', at(60))).toBe('none');
  for (let more = 0; more < 9; more++) gauge('U1', at(60));
  expect(Array.from({ length: 20 }, () => gauge('U1', at(60)))).toContain('begins');
});

test('a message every five seconds is never a flood, however long it goes on', () => {
  const gauge = aGauge();
  for (let second = 0; second < 5000; second += 5) expect(gauge('U1', at(second))).toBe('none');
});

test('in any rhythm: each flood begins once, and chats do not affect each other', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 5 })), { maxLength: 200 }), (steps) => {
      const gauge = aGauge();
      const alone = [aGauge(), aGauge(), aGauge()];
      let second = 0;
      const last = ['none', 'none', 'none'];
      for (const [who, pause] of steps) {
        second += pause;
        const flood = gauge(`U${who}`, at(second));
        expect(flood).toBe(alone[who]?.(`U${who}`, at(second)));
        if (flood === 'begins') expect(last[who]).toBe('none');
        if (flood === 'goes-on') expect(last[who]).not.toBe('none');
        last[who] = flood;
      }
    }),
    { seed: 20_261_121 },
  );
});

test('messages that are tried again count once, and the beginning of a flood is not lost with a failed try', () => {
  const gauge = aGauge();
  const fifteen = Array.from({ length: 15 }, () => at(0));
  gauge.inOne('U1', fifteen, 'failed');
  expect(gauge.inOne('U1', fifteen)).not.toContain('begins');
  const ten = Array.from({ length: 10 }, () => at(1));
  expect(gauge.inOne('U1', ten, 'failed')).toContain('begins');
  expect(gauge.inOne('U1', ten).filter((flood) => flood === 'begins')).toHaveLength(1);
});
