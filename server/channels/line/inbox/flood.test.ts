import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFloodGauge } from './flood.ts';

const at = (seconds: number) => new Date(Date.parse('2026-11-21T02:00:00Z') + seconds * 1000);

test('twenty messages at once are allowed; more are a flood, which begins once and ends with a pause', () => {
  const gauge = createFloodGauge();
  expect(Array.from({ length: 20 }, () => gauge('U1', at(0)))).toEqual(Array.from({ length: 20 }, () => 'none'));
  expect([gauge('U1', at(0)), gauge('U1', at(1)), gauge('U1', at(4))]).toEqual(['begins', 'goes-on', 'goes-on']);
  expect(gauge('U2', at(4))).toBe('none');
  expect(gauge('U1', at(60))).toBe('none');
  for (let more = 0; more < 9; more++) gauge('U1', at(60));
  expect(Array.from({ length: 20 }, () => gauge('U1', at(60)))).toContain('begins');
});

test('a message every five seconds is never a flood, however long it goes on', () => {
  const gauge = createFloodGauge();
  for (let second = 0; second < 5000; second += 5) expect(gauge('U1', at(second))).toBe('none');
});

test('in any rhythm: each flood begins once, and chats do not affect each other', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 5 })), { maxLength: 200 }), (steps) => {
      const gauge = createFloodGauge();
      const alone = [createFloodGauge(), createFloodGauge(), createFloodGauge()];
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
