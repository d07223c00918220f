import { expect, test } from 'vitest';
import { rows, sql } from '../../server/platform/database/database.ts';
import { PLACES } from '../support/an-incident.ts';
import type { Officer } from '../support/officer.ts';
import { conversationOn, detailOf } from '../support/phone-conversation.ts';
import { readPidfLo, readXml } from '../support/pidf-lo.ts';
import { openTestSystem } from '../support/test-system.ts';
import { fix, webReporter } from '../support/web-reporter.ts';

const system = await openTestSystem({ escalation: 'off' });

async function exported(officer: Officer, id: string) {
  const answer = await fetch(`${system.url}/api/v1/incidents/${id}/pidf-lo`, { headers: { cookie: officer.cookie } });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}

test('fixes of 1,500, 80 and 12 metres: another system gets a circle of 12 m, measured by GPS, at the time of that fix', async () => {
  const officer = await system.officer('duty1');
  const nok = webReporter(system.url);
  const begun = system.clock.now().getTime();
  const at = (seconds: number) => new Date(begun - 60_000 + seconds * 1000);
  const near = (metres: number) => ({ lat: PLACES.muang.lat + metres / 111_000, lng: PLACES.muang.lng });
  const { incidentCode } = await nok.report({ type: 'threat-or-assault', position: fix(near(700), 1500, at(0)) });
  const { id } = await officer.sees(({ code }) => code === incidentCode);
  const rough = readPidfLo((await exported(officer, id)).text);
  expect(rough).toMatchObject({ radius: '1500', timestamp: at(0).toISOString() });
  // Nobody knows what a browser measured so roughly with.
  expect(rough.method).toBeUndefined();
  await nok.say({ position: fix(near(40), 80, at(5)) });
  await nok.say({ position: fix(near(3), 12, at(12)) });
  const { status, type, text } = await exported(officer, id);
  expect([status, type]).toEqual([200, 'application/pidf+xml; charset=utf-8']);
  expect(readPidfLo(text)).toMatchObject({
    ...{ radius: '12', method: 'GPS', timestamp: at(12).toISOString(), pos: `${near(3).lat} ${near(3).lng}` },
    ...{ country: 'TH', A1: 'พิษณุโลก', 'retransmission-allowed': 'false' },
  });
  const recorded = sql`SELECT FROM audit.entries WHERE action = 'incident/export-position' AND subject_id = ${id}`;
  expect(await rows(system.owner, recorded)).toHaveLength(2);
});

test('a pin of which nobody knows the accuracy is a point and says so; whatever was written about the place stays text', async () => {
  const officer = await system.officer('duty1');
  const conversation = conversationOn(system.line.phone('นกหมุด'));
  await conversation.say('แจ้งเหตุร้าย', 'เกิดเหตุแบบไหน');
  await conversation.say('1', 'ส่งตำแหน่ง');
  await conversation.pin(PLACES.muang, /ES-\d/);
  const { incident, reports } = await detailOf(officer, conversation);
  expect(reports).toMatchObject([{ channel: 'line', trust: 'line-account' }]);
  const detail = 'ซอย <5> & "บ้าน" \u0001';
  await officer.post(`/api/v1/incidents/${incident.id}/place-detail`, { detail, was: null });
  const { text } = await exported(officer, incident.id);
  const read = readPidfLo(text);
  expect(read).toMatchObject({ method: 'Manual', 'note-well': expect.stringContaining('not known') });
  expect(read.radius).toBeUndefined();
  expect(read.LOC).toContain('ซอย <5> & "บ้าน"');
});

test('whoever may not see the incident gets nothing', async () => {
  const officer = await system.officer('duty1');
  const { incidentCode } = await webReporter(system.url).report({ position: fix(PLACES.muang, 20) });
  const { id } = await officer.sees(({ code }) => code === incidentCode);
  const { status } = await exported(await system.officer('duty-wangthong'), id);
  expect(status).toBe(404);
});

test('the reader refuses what is not well-formed or not in its place', () => {
  const whole = '<a xmlns="urn:x"><b c="1">x &amp; y</b></a>';
  expect(readXml(whole).children[0]).toMatchObject({ name: '{urn:x}b', attributes: { c: '1' }, text: 'x & y' });
  for (const broken of [
    whole.replace('</b>', ''),
    whole.replace('&amp;', '&'),
    whole.replace('xmlns="urn:x"', 'xmlns:q="urn:x"'),
    whole.replace('c="1"', 'c=1'),
    `${whole}<a xmlns="urn:x"/>`,
    whole.replace('x &', '\u0001 &'),
  ])
    expect(() => readXml(broken)).toThrow();
  expect(() => readPidfLo(whole)).toThrow();
});
