import { expect, test } from 'vitest';
import { PLACES } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';
import { fix, webReporter } from '../support/web-reporter.ts';

const system = await openTestSystem();

test('a report by the citizen page alarms the station, and the answer is on the page at once', async () => {
  const officer = await system.officer('duty1');
  const live = officer.follow((await officer.queue()).cursor);
  const nok = webReporter(system.url);
  const first = await nok.report({ type: 'threat-or-assault', position: fix(PLACES.muang, 15), note: 'เขาถือมีดอยู่' });
  expect(first).toMatchObject({ state: 'waiting', type: 'threat-or-assault', station: { th: expect.any(String) } });
  expect(first.incidentCode).toMatch(/^ES-\d{4}-\d{4}$/);

  await live.waitFor((event) => event.event === 'incident-changed' && event.incident.code === first.incidentCode);
  const { id } = await officer.sees(({ code }) => code === first.incidentCode);
  const detail = await officer.detail(id);
  expect(detail.reports).toMatchObject([{ channel: 'web', trust: 'anonymous', phone: null }]);
  expect(detail.positions).toMatchObject([{ source: 'device-gps', accuracyMetres: 15 }]);
  expect(detail.messages).toMatchObject([{ from: 'reporter', text: 'เขาถือมีดอยู่' }]);

  const page = nok.follow();
  await system.until(() => (page.news.includes('ping') ? true : undefined));
  await officer.post(`/api/v1/incidents/${id}/acknowledge`, { etaMinutes: 8 });
  await system.until(() => (page.news.includes('changed') ? true : undefined));
  page.close();
  const status = await nok.status();
  expect(status).toMatchObject({ state: 'acknowledged', etaAt: expect.any(String) });
  expect(status.messages.at(-1)).toMatchObject({ from: 'system', text: expect.stringContaining('8 นาที') });
});
