import { expect, test } from 'vitest';
import { callScript } from './call-script.ts';

const NOW = Date.parse('2026-11-21T02:30:00.000Z');
const news = { reason: 'news', incidentId: 'one' } as const;
const [past, soon] = ['2026-11-21T02:29:00.000Z', '2026-11-21T02:38:00.000Z'];

test.each([
  [{ ...news, reason: 'unfinished' } as const, undefined, 'ask'],
  [{ ...news, reason: 'cut-off' } as const, { status: 'open', etaAt: null } as const, 'ask-again'],
  [{ ...news, reason: 'message' } as const, { status: 'open', etaAt: null } as const, 'message'],
  [news, { status: 'open', etaAt: null } as const, 'waiting'],
  [news, { status: 'acknowledged', etaAt: soon } as const, 'acknowledged'],
  [news, { status: 'unit-assigned', etaAt: null } as const, 'acknowledged-no-time'],
  [news, { status: 'en-route', etaAt: soon } as const, 'on-the-way'],
  [news, { status: 'on-scene', etaAt: past } as const, 'on-scene'],
  [news, undefined, 'over'],
])('%o with %o: %s', (entry, incident, key) => {
  expect(callScript(entry, incident, NOW).key).toBe(key);
});

test('an ETA that has passed is not repeated', () => {
  expect(callScript(news, { status: 'en-route', etaAt: past }, NOW).key).toBe('late');
});
