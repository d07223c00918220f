import { expect, test } from 'vitest';
import { sql } from '../../server/platform/database/database.ts';
import { PLACES } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';
import { fix, webReporter } from '../support/web-reporter.ts';

/** The simulator's Login channel. */
const LIFF_ID = '2000000001-AbcdEfgh';
const LINE_BROWSER =
  'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36 Line/14.1.0 LIFF';
const system = await openTestSystem({ liffId: LIFF_ID });
const tokenOf = (name: string, given = {}) => system.line.login.issueIdToken(system.line.phone(name).person, given);
const lineIdOf = async (code: string) => {
  const { rows } = await sql<{ id: string | null }>`SELECT line_user_id AS id FROM intake.web_reports
    WHERE code = ${code}`.execute(system.owner);
  return rows[0]?.id;
};
const alarmed = async () => {
  const nok = webReporter(system.url);
  const report = await nok.report({ type: 'confinement', position: fix(PLACES.muang, 15) });
  const officer = await system.officer('duty1');
  const { id } = await officer.sees(({ code }) => code === report.incidentCode);
  return { nok, report, id, trust: async () => (await officer.detail(id)).reports[0]?.trust };
};

test('after the alarm LINE vouches for the account: the officers read that it is so, and not whose', async () => {
  const { nok, report, id, trust } = await alarmed();
  expect(await trust()).toBe('anonymous');
  expect((await nok.say({ lineIdToken: tokenOf('Nok') })).status).toBe(200);
  expect(await trust()).toBe('line-verified');
  const { userId } = system.line.phone('Nok').person;
  expect(await lineIdOf(report.code)).toBe(userId);
  const detail = await (await system.officer('duty1')).detail(id);
  expect(detail.timeline.filter(({ kind }) => kind === 'line-id-verified')).toHaveLength(1);
  expect(JSON.stringify([detail, await nok.status()])).not.toContain(userId);

  // Said again, and by somebody else's token: the first one stays.
  await nok.say({ lineIdToken: tokenOf('Nok') });
  await nok.say({ lineIdToken: tokenOf('Somebody') });
  expect(await lineIdOf(report.code)).toBe(userId);
  const again = await (await system.officer('duty1')).detail(id);
  expect(again.timeline.filter(({ kind }) => kind === 'line-id-verified')).toHaveLength(1);
});

test('a token that LINE does not vouch for refuses nothing: what comes with it is done, and the report stays anonymous', async () => {
  const { nok, report, trust } = await alarmed();
  const wrong = ['not-a-token', tokenOf('Nok', { clientId: '9' }), tokenOf('Nok', { issuer: 'https://x.example' })];
  for (const lineIdToken of [...wrong, tokenOf('Nok', { expiresInSeconds: -1 })]) {
    const { status, body } = await nok.say({ lineIdToken, place: 'ชั้นสอง' });
    expect(status).toBe(200);
    expect(body.placeDetail).toBe('ชั้นสอง');
  }
  expect((await nok.say({ lineIdToken: 'x'.repeat(5000), nobodyCame: true })).status).toBe(200);
  expect(await trust()).toBe('anonymous');
  expect(await lineIdOf(report.code)).toBeNull();
});

test('who is known before the place is known is known when the station is alarmed', async () => {
  const nok = webReporter(system.url);
  const draft = await nok.report({ type: 'violent-frenzy' });
  expect(draft.state).toBe('unfinished');
  await nok.say({ lineIdToken: tokenOf('Nok') });
  const { body } = await nok.say({ position: fix(PLACES.muang, 20) });
  const officer = await system.officer('duty1');
  const { id } = await officer.sees(({ code }) => code === body.incidentCode);
  expect((await officer.detail(id)).reports).toMatchObject([{ channel: 'web', trust: 'line-verified' }]);
});

test('inside LINE alone the page knows our app and may ask LINE; a code behind its address offers the place', async () => {
  const { rows } = await sql<{ code: string; name: string }>`SELECT code, name FROM outreach.placements
    WHERE status IN ('shown', 'checked') AND lat IS NOT NULL LIMIT 1`.execute(system.owner);
  const [{ code, name } = { code: '', name: '' }] = rows;
  const open = async (path: string, agent: string) => {
    const answer = await fetch(`${system.url}${path}`, { headers: { 'user-agent': agent } });
    const text = await answer.text();
    const [, data = '{}'] = /id="page-data"[^>]*>([^<]+)</.exec(text) ?? [];
    return { policy: answer.headers.get('content-security-policy') ?? '', ...(JSON.parse(data) as object) };
  };
  for (const path of [
    `/r/?liff.state=%2Fq%2F${code}`,
    `/r/?liff.state=%3Fq%3D${code}`,
    `/r/q/${code}`,
    `/r/?q=${code}`,
  ]) {
    const inside = await open(path, LINE_BROWSER);
    expect(inside, path).toMatchObject({ liffId: LIFF_ID, placement: { code, name } });
    expect(inside.policy).toContain("connect-src 'self' https://api.line.me;");
  }
  for (const [path, agent] of [
    ['/r/', 'Mozilla/5.0 Chrome/120'],
    ['/r/practice', LINE_BROWSER],
  ] as const) {
    const outside = await open(path, agent);
    expect(outside, path).toMatchObject({ liffId: null, placement: null });
    expect(outside.policy).toContain("connect-src 'self';");
  }
  expect((await open('/r/how', LINE_BROWSER)).policy).toContain("connect-src 'self';");
});

test('the place under a pin has a name before anything is sent, and a pin is as exact as it was put', async () => {
  const ask = async (pin?: string) => {
    const answer = await fetch(`${system.url}/api/v1/reports/pin`, { headers: pin ? { 'x-report-pin': pin } : {} });
    return { status: answer.status, body: await answer.json() };
  };
  const { lat, lng } = PLACES.muang;
  expect(await ask(`${lat},${lng}`)).toMatchObject({
    status: 200,
    body: { name: { th: expect.stringContaining('พิษณุโลก'), en: expect.any(String) }, radiusMetres: expect.any(Number) },
  });
  expect(await ask('48.2,16.37')).toEqual({ status: 200, body: { name: null, radiusMetres: null } });
  for (const wrong of [undefined, '', '16', '16,100,3', 'a,b', '91,100', '16.8;100.2']) {
    expect((await ask(wrong)).status, wrong).toBe(400);
  }
  const position = { lat, lng, source: 'web-pin', accuracyMetres: 4200, at: system.clock.now().toISOString() } as const;
  const nok = webReporter(system.url);
  const report = await nok.report({ type: 'threat-or-assault', position });
  expect(report.position).toMatchObject({ source: 'web-pin', accuracyMetres: 4200 });
  // A fix of the telephone within it says more; a pin on a map without streets does not take it away again.
  await nok.say({ position: fix(PLACES.muang, 25, system.clock.now()) });
  const { body } = await nok.say({ position: { ...position, at: system.clock.now().toISOString() } });
  expect(body.position).toMatchObject({ source: 'device-gps', accuracyMetres: 25 });
});
