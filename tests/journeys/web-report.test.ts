import sharp from 'sharp';
import { expect, test } from 'vitest';
import { sql } from '../../server/platform/database/database.ts';
import { PLACES } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';
import { drawClientId, fix, webReporter } from '../support/web-reporter.ts';

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

test('the same report sent twice at once, and again later, is one report with one incident', async () => {
  const officer = await system.officer('duty1');
  const said = { type: 'confinement', position: fix(PLACES.muang, 30) } as const;
  const nok = webReporter(system.url);
  const answers = await Promise.all(Array.from({ length: 6 }, () => nok.send(said)));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
  const again = await nok.send({ ...said, type: 'violent-frenzy' });
  const keys = [...answers, again].map(({ body: { code, secret, incidentCode } }) => ({ code, secret, incidentCode }));
  expect(new Set(keys.map((key) => JSON.stringify(key))).size).toBe(1);
  expect(again.body.type).toBe('confinement');
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM incident.reports
    JOIN intake.web_reports AS web USING (report_id) WHERE web.code = ${keys[0]?.code}`.execute(system.owner);
  expect(rows).toEqual([{ count: 1 }]);
  expect((await officer.queue()).incidents.filter(({ code }) => code === keys[0]?.incidentCode)).toHaveLength(1);
});

test('a report without a code and secret is nobody’s', async () => {
  const [nok, other] = [webReporter(system.url), webReporter(system.url)];
  const { code } = await nok.report({ position: fix(PLACES.muang, 30) });
  const { secret } = await other.report({ position: fix(PLACES.muang, 30) });
  const ask = (headers: Record<string, string>, path = code) =>
    fetch(`${system.url}/api/v1/reports/${path}/status`, { headers });
  for (const answer of [
    await ask({}),
    await ask({ 'x-report-secret': secret }),
    await ask({ 'x-report-secret': secret }, 'AAAAAAAAAA'),
  ]) {
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'intake/report-not-found' });
  }
  for (const [method, rest] of [
    ['PATCH', ''],
    ['GET', '/live'],
    ['POST', '/photos'],
  ] as const) {
    const init = {
      method,
      headers: { 'x-report-secret': secret, 'content-type': method === 'POST' ? 'image/jpeg' : 'application/json' },
    };
    const answer = await fetch(`${system.url}/api/v1/reports/${code}${rest}`, {
      ...init,
      ...(method !== 'GET' && { body: '{}' }),
    });
    expect(answer.status).toBe(404);
  }
});

test('fixes of 1,500, 80 and 12 metres: alerted at the first, improved twice; a rougher one afterwards moves nobody', async () => {
  const officer = await system.officer('duty1');
  const nok = webReporter(system.url);
  const begun = system.clock.now().getTime();
  const at = (seconds: number) => new Date(begun - 60_000 + seconds * 1000);
  const near = (metres: number) => ({ lat: PLACES.muang.lat + metres / 111_000, lng: PLACES.muang.lng });
  const first = await nok.report({ type: 'threat-or-assault', position: fix(near(700), 1500, at(0)) });
  expect(first.state).toBe('waiting');
  const { id } = await officer.sees(({ code }) => code === first.incidentCode);
  await nok.say({ position: fix(near(40), 80, at(5)) });
  await nok.say({ position: fix(near(3), 12, at(12)) });
  const rougher = await nok.say({ position: fix(near(300), 900, at(20)) });
  expect(rougher.body.position).toMatchObject({ accuracyMetres: 12, source: 'device-gps' });
  const { incident, positions, timeline } = await officer.detail(id);
  expect(incident.accuracyMetres).toBe(12);
  expect(positions.map(({ accuracyMetres }) => accuracyMetres)).toEqual([12, 80, 1500]);
  expect(positions.map((position) => position.at)).toEqual([at(12), at(5), at(0)].map((time) => time.toISOString()));
  expect(timeline.filter(({ kind }) => kind === 'position-added')).toHaveLength(2);
});

test('a report written offline shows the officers when it was written and when it came', async () => {
  const officer = await system.officer('duty1');
  const nok = webReporter(system.url);
  const writtenAt = new Date(system.clock.now().getTime() - 49 * 60_000).toISOString();
  const { incidentCode, ...shown } = await nok.report({
    position: fix(PLACES.muang, 20, new Date(writtenAt)),
    writtenAt,
  });
  expect(shown).toMatchObject({ writtenAt, receivedAt: expect.any(String) });
  const { id } = await officer.sees(({ code }) => code === incidentCode);
  const [report] = (await officer.detail(id)).reports;
  expect(report?.writtenAt).toBe(writtenAt);
  expect(new Date(report?.receivedAt ?? 0).getTime() - new Date(writtenAt).getTime()).toBeGreaterThan(48 * 60_000);

  const future = webReporter(system.url);
  const ahead = new Date(system.clock.now().getTime() + 3_600_000).toISOString();
  const { writtenAt: corrected } = await future.report({ position: fix(PLACES.muang, 20), writtenAt: ahead });
  expect(new Date(corrected ?? 0).getTime()).toBeLessThanOrEqual(system.clock.now().getTime());
  const ancient = webReporter(system.url);
  expect(
    (await ancient.report({ position: fix(PLACES.muang, 20), writtenAt: '2001-01-01T00:00:00.000Z' })).writtenAt,
  ).toBeNull();
});

test('without a place it waits as unfinished and is shown to the control room after 20 s; a typed place alerts', async () => {
  const centre = await system.officer('centre191');
  const nok = webReporter(system.url);
  const first = await nok.report({ type: 'confinement', positionError: 'denied', note: 'ออกไปไม่ได้' });
  expect(first).toMatchObject({ state: 'unfinished', incidentCode: null, station: null });
  await system.pass(21_000);
  await system.until(async () => (await centre.queue()).unfinished.find(({ lastText }) => lastText === 'ออกไปไม่ได้'));
  const placed = await nok.say({ place: 'ต.ในเมือง อ.เมืองพิษณุโลก หลังวัดใหญ่' });
  expect(placed.body).toMatchObject({ state: 'waiting', placeDetail: expect.stringContaining('หลังวัดใหญ่') });
  const officer = await system.officer('duty1');
  const { id } = await officer.sees(({ code }) => code === placed.body.incidentCode);
  const detail = await officer.detail(id);
  expect(detail.positions).toMatchObject([{ source: 'typed' }]);
  expect(detail.timeline.find(({ kind }) => kind === 'position-failed')?.details).toEqual({ reason: 'denied' });
  expect(detail.messages).toMatchObject([{ text: 'ออกไปไม่ได้' }]);
});

test('nothing but a missing id is a reason to refuse a report', async () => {
  const nok = webReporter(system.url);
  const odd = {
    ...{ type: 'fire', position: { lat: 900, lng: 'x' }, silent: 'yes', language: 'xx', phone: 5, writtenAt: 'now' },
    ...{
      note: `${'ก'.repeat(5000)}\0`,
      place: 7,
      placement: { code: 5 },
      unknownField: { a: 1 },
      positionError: 'lost',
    },
  };
  const answer = await nok.send(odd as never);
  expect(answer).toMatchObject({
    status: 201,
    body: { state: 'unfinished', type: null, silent: false, language: 'th' },
  });
  expect((await nok.report()).messages[0]?.text).toHaveLength(2000);
  const refused = await fetch(`${system.url}/api/v1/reports`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"type":"confinement"}' },
  });
  expect(refused.status).toBe(400);
});

test('chat in both directions, a ready question with its answer, and the officer sees that the page has shown it', async () => {
  const officer = await system.officer('duty1');
  const nok = webReporter(system.url);
  const { incidentCode } = await nok.report({ type: 'threat-or-assault', position: fix(PLACES.muang, 20) });
  const { id } = await officer.sees(({ code }) => code === incidentCode);
  const message = { id: drawClientId(), text: 'อยู่ชั้นสอง' };
  for (let times = 0; times < 2; times++) await nok.say({ message });
  await officer.post(`/api/v1/incidents/${id}/messages`, { text: 'ได้ครับ' });
  await officer.post(`/api/v1/incidents/${id}/questions`, { question: 'weapon-seen' });
  const pending = (await officer.detail(id)).messages;
  expect(pending).toMatchObject([
    { text: 'อยู่ชั้นสอง' },
    { text: 'ได้ครับ', delivery: 'pending' },
    { question: 'weapon-seen' },
  ]);
  const { messages } = await nok.status();
  const asked = messages.at(-1);
  expect(messages.filter(({ from }) => from === 'reporter')).toMatchObject([{ text: 'อยู่ชั้นสอง' }]);
  expect(messages.at(-2)).toMatchObject({ from: 'officer', text: 'ได้ครับ', sender: expect.stringContaining('เมือง') });
  expect(asked).toMatchObject({ from: 'officer', question: { question: 'weapon-seen', answer: null } });
  expect(asked?.question?.answers.map(({ answer }) => answer)).toEqual(['none', 'knife', 'gun', 'unknown']);
  const answered = await nok.say({ answer: { askedId: asked?.question?.askedId ?? '', answer: 'knife' } });
  expect(answered.body.messages.at(-1)?.question?.answer).toBe('knife');
  const seen = (await officer.detail(id)).messages;
  expect(seen.map(({ delivery }) => delivery).slice(1, 3)).toEqual(['sent', 'sent']);
  expect(seen.at(-1)).toMatchObject({ from: 'reporter', answer: 'knife' });
});

test('cancelling asks the officers, and "keep helping" takes it back', async () => {
  const officer = await system.officer('duty1');
  const nok = webReporter(system.url);
  const { incidentCode, actions } = await nok.report({ position: fix(PLACES.muang, 20) });
  expect(actions).toContain('cancel');
  const { id } = await officer.sees(({ code }) => code === incidentCode);
  expect((await nok.say({ cancel: 'safe-now' })).body).toMatchObject({ state: 'waiting', cancelRequested: 'safe-now' });
  expect((await officer.detail(id)).incident).toMatchObject({ status: 'open', cancelRequestedAt: expect.any(String) });
  const kept = await nok.say({ cancel: 'keep' });
  expect(kept.body.cancelRequested).toBeNull();
  expect((await officer.detail(id)).incident.cancelRequestedAt).toBeNull();
});

test('"nobody came" after the end rings again at the highest priority', async () => {
  const officer = await system.officer('duty1');
  const nok = webReporter(system.url);
  const { incidentCode } = await nok.report({ type: 'riotous-gathering', position: fix(PLACES.muang, 20) });
  const { id } = await officer.sees(({ code }) => code === incidentCode);
  await officer.post(`/api/v1/incidents/${id}/acknowledge`, { etaMinutes: 5 });
  await officer.post(`/api/v1/incidents/${id}/resolve`, { disposition: 'handled', victims: false, children: false });
  await nok.sees(({ state, actions }) => state === 'resolved' && actions.includes('nobody-came'));
  const again = await nok.say({ nobodyCame: true });
  expect(again.body.state).toBe('waiting');
  expect((await officer.detail(id)).incident).toMatchObject({ status: 'reopened', priority: 'critical' });
});

test('a silent report names neither police nor place, and a forced "all fine" looks cancelled', async () => {
  const officer = await system.officer('duty1');
  const nok = webReporter(system.url);
  const first = await nok.report({ silent: true, type: 'confinement', position: fix(PLACES.muang, 20) });
  expect(first).toMatchObject({ state: 'waiting', silent: true, station: null, placeName: null, placeDetail: null });
  expect(JSON.stringify(first.messages)).not.toMatch(/ตำรวจ|สภ\.|191|1300|แจ้งเหตุ/);
  const { id } = await officer.sees(({ code }) => code === first.incidentCode);
  expect((await officer.detail(id)).incident.silent).toBe(true);
  const fine = await nok.say({ cancel: 'all-fine' });
  expect(fine.body.state).toBe('cancelled');
  expect((await officer.detail(id)).incident).toMatchObject({ status: 'open', duressAt: expect.any(String) });
});

test('a picture reaches the officers without what the camera wrote, which is a claim of its own', async () => {
  const officer = await system.officer('duty1');
  const nok = webReporter(system.url);
  const { incidentCode } = await nok.report({ position: fix(PLACES.muang, 20) });
  const { id } = await officer.sees(({ code }) => code === incidentCode);
  const gps = {
    GPSLatitudeRef: 'N',
    GPSLatitude: '16/1 49/1 0/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '100/1 16/1 0/1',
  };
  const taken = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#a33' } })
    .withExif({ IFD0: { Make: 'SecretCamera' }, IFD3: gps })
    .jpeg()
    .toBuffer();
  for (let times = 0; times < 2; times++) expect((await nok.photo(taken)).status).toBe(200);
  const detail = await officer.detail(id);
  const pictures = detail.messages.filter(({ kind }) => kind === 'image');
  expect(pictures).toMatchObject([{ from: 'reporter', attachment: { contentType: 'image/jpeg', refusal: null } }]);
  const seen = await fetch(`${system.url}${pictures[0]?.attachmentUrl}`, { headers: { cookie: officer.cookie } });
  const bytes = Buffer.from(await seen.arrayBuffer());
  expect(bytes.includes('SecretCamera')).toBe(false);
  expect(detail.positions.map(({ source }) => source).toSorted()).toEqual(['device-gps', 'photo']);
  expect(detail.incident.position.lat).toBeCloseTo(PLACES.muang.lat, 5);
  expect((await nok.photo(Buffer.from('no picture'))).body).toMatchObject({ code: 'file/picture-unreadable' });
});

test('a change that is sent again by its id is made once, also at the same moment', async () => {
  const officer = await system.officer('duty1');
  const nok = webReporter(system.url);
  const { incidentCode } = await nok.report({ position: fix(PLACES.muang, 20) });
  const { id } = await officer.sees(({ code }) => code === incidentCode);
  const changeId = drawClientId();
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => nok.say({ changeId, nobodyCame: true, phone: '081-234-5678' })),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect((await nok.say({ changeId, nobodyCame: true })).body.phone).toMatch(/678$/);
  const count = async (wanted: string) =>
    (await officer.detail(id)).timeline.filter(({ kind }) => kind === wanted).length;
  expect(await count('message-from-reporter')).toBe(1);
  expect(await count('phone-added')).toBe(1);
  await nok.say({ changeId: drawClientId(), nobodyCame: true });
  expect(await count('message-from-reporter')).toBe(2);
});
