import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NewWebReport, WebReportCreated } from '#contract/citizen-report';
import { isOld, sendWaiting } from './sending.ts';
import type { Waiting } from './waiting-reports.ts';

const NOW = Date.parse('2026-11-29T07:00:00.000Z');
const waitingFor = (clientId: string, minutes: number, isLeft = false): Waiting => ({
  report: { clientId, writtenAt: new Date(NOW - minutes * 60_000).toISOString() },
  isLeft,
});

/** A device's store, and a server that counts reports by their id. `answers`: what becomes of each attempt, in turn. */
function aPhone(kept: Waiting[], answers: ('answered' | 'answer lost' | 'no line')[]) {
  const store = new Map(kept.map((one) => [one.report.clientId, one]));
  const incidents = new Map<string, number>();
  let attempts = 0;
  const waiting = {
    list: async () => [...store.values()],
    remove: async (clientId: string) => {
      store.delete(clientId);
    },
  };
  const send = async ({ clientId }: NewWebReport): Promise<WebReportCreated> => {
    const outcome = answers[attempts++] ?? 'answered';
    if (outcome === 'no line') throw new TypeError('Failed to fetch');
    incidents.set(clientId, (incidents.get(clientId) ?? 0) + 1);
    if (outcome === 'answer lost') throw new TypeError('Failed to fetch');
    return { code: clientId, secret: 's' } as WebReportCreated;
  };
  return {
    store,
    incidents,
    flush: (confirmed?: ReadonlySet<string>) => sendWaiting({ waiting, send, now: () => NOW }, confirmed),
  };
}

test('whatever the line does, each report arrives under one id, and nothing is forgotten before it is answered', async () => {
  const outcome = fc.constantFrom('answered' as const, 'answer lost' as const, 'no line' as const);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(outcome, { maxLength: 12 }), async (count, answers) => {
      const ids = Array.from({ length: count }, (_, at) => `id-${at}`);
      const phone = aPhone(
        ids.map((id) => waitingFor(id, 1)),
        answers,
      );
      const answered = new Set<string>();
      for (let round = 0; round < answers.length + count + 1; round += 1) {
        const { sent, left } = await phone.flush();
        for (const { report } of sent) {
          expect(answered.has(report.clientId)).toBe(false);
          answered.add(report.clientId);
        }
        expect(new Set(left.map(({ report }) => report.clientId))).toEqual(new Set(phone.store.keys()));
        expect(answered.size + phone.store.size).toBe(count);
      }
      expect(phone.store.size).toBe(0);
      expect([...phone.incidents.keys()].sort()).toEqual(ids);
    }),
  );
});

test('what waited for more than half an hour is asked about first, and goes out when it is wanted still', async () => {
  const phone = aPhone([waitingFor('old', 31), waitingFor('new', 29)], []);
  const first = await phone.flush();
  expect(first.sent.map(({ report }) => report.clientId)).toEqual(['new']);
  expect(first.left.map(({ report }) => report.clientId)).toEqual(['old']);
  const second = await phone.flush(new Set(['old']));
  expect(second.sent.map(({ report }) => report.clientId)).toEqual(['old']);
});

test('whoever left in a hurry is not asked: their report goes out however old it is', async () => {
  expect(isOld(waitingFor('left', 500, true), NOW)).toBe(false);
  const { sent } = await aPhone([waitingFor('left', 500, true)], []).flush();
  expect(sent).toMatchObject([{ isLeft: true }]);
});
