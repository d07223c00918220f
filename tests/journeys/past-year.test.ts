import { expect, test } from 'vitest';
import type { IncidentSummary } from '../../contract/incident.ts';
import type { InsightIntervals, InsightSummary } from '../../contract/insight.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ escalation: 'off', config: { pastYear: true } });
const today = thaiDayOf(system.clock.now());
const asked = `from=${addDays(today, -365)}&to=${addDays(today, -1)}`;

test('a demonstration begins with a year that is over: figures are right by themselves, nothing rings, and it says that it is invented', async () => {
  const analyst = await system.officer('desk1300');
  const { body: summary } = await analyst.get<InsightSummary>(`/api/v1/insight/summary?${asked}`);
  // Counted before anybody looks. About 1,300 in ten months for the nation, and the demonstration's own province beside it.
  expect(summary.n).toBeGreaterThan(2000);
  expect(summary.n).toBeLessThan(3200);
  expect(summary.byType['threat-or-assault'] / summary.n).toBeGreaterThan(0.5);
  const { body } = await analyst.get<InsightIntervals>(`/api/v1/insight/intervals?${asked}`);
  for (const name of ['contact-to-report', 'report-to-alert', 'alert-to-acknowledge', 'contact-to-scene']) {
    const interval = body.intervals.find(({ interval: one }) => one === name);
    expect(interval?.n, name).toBeGreaterThan(1000);
    expect(interval?.p90, name).toBeGreaterThan(0);
  }
  const duty = await system.officer('duty1');
  expect((await duty.get<{ incidents: IncidentSummary[] }>('/api/v1/incidents')).body.incidents).toEqual([]);
  const [example] = await rows(
    system.owner,
    sql<{ id: string }>`SELECT incident_id AS id FROM incident.timeline WHERE kind = 'reopened' LIMIT 1`,
  );
  const detail = await analyst.detail(example?.id ?? '');
  expect(detail).toMatchObject({ dispositionNote: expect.stringContaining('สาธิต') });
  // The longest way that one can take: each step is one that the rules allow.
  expect(detail.timeline.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['opened', 'acknowledged', 'reopened', 'closed']),
  );
  const left = await rows(system.owner, sql`SELECT FROM alerting.notifications WHERE incident_id IS NOT NULL`);
  expect(left).toEqual([]);
  // A month is public, by two people as always.
  const open = await fetch(`${system.url}/open-data/catalogue.json`);
  expect(await open.json()).toMatchObject({
    sets: [{ kind: 'month', version: 1, note: expect.stringContaining('สาธิต') }],
  });
});
