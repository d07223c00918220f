import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { TRANSLATED_FILES } from '#capabilities/intake';
import { TRANSLATED_LANDING_FILES, TRANSLATED_MATERIAL_FILES } from '#capabilities/outreach';
import { CITIZEN_TEXTS, TRANSLATED_PAGE_FILES } from '#contract/citizen-texts';
import { INCIDENT_TYPES } from '#contract/incident-type';
import { LANGUAGE_TAGS, LANGUAGES, NATIVE_NAMES } from '#contract/languages';
import { sql } from '#platform/database/database';
import { openTestSystem, type TestSystem } from '#support/test-system';

// The citizen page as a browser without a script sees it.

let system: TestSystem;
beforeAll(async () => {
  system = await openTestSystem();
});

const open = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${system.url}${path}`, { headers, redirect: 'manual' });

async function countReports(): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM intake.reports`.execute(system.owner);
  return rows[0]?.n ?? 0;
}

test('the form is there in each language, whole, with the way out and 191 first', async () => {
  for (const language of LANGUAGES) {
    const page = await (await open(`/r/?lang=${language}`)).text();
    const { texts } = CITIZEN_TEXTS[language];
    expect(page).toContain(`<html lang="${LANGUAGE_TAGS[language]}"`);
    for (const type of INCIDENT_TYPES) expect(page).toContain(`value="${type}"`);
    for (const name of Object.values(NATIVE_NAMES)) expect(page).toContain(name);
    expect(page).toContain('<form id="report" method="post"');
    expect(page.match(/<(?:a|button|input) [^>]+>/)?.[0]).toContain('/r/exit');
    expect(page).toContain('href="tel:191"');
    expect(page).toContain(texts.send);
  }
});

test('the language is that of the browser, and Thai where it has none of ours', async () => {
  const languageOf = async (accepted: string): Promise<string | undefined> =>
    /<html lang="([^"]+)"/.exec(await (await open('/r/', { 'accept-language': accepted })).text())?.[1];
  expect(await languageOf('km-KH,km;q=0.9,en;q=0.8')).toBe('km');
  expect(await languageOf('zh-CN')).toBe('zh-Hans');
  expect(await languageOf('fr-FR,de')).toBe('th');
});

test('no page may run an inline script or ask anybody else, none is kept or indexed', async () => {
  for (const path of ['/r/', '/r/how', '/r/practice', '/r/languages', '/r/W-UNKNOWN']) {
    const answer = await open(path);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy, path).toContain("default-src 'none'");
    expect(policy, path).toContain("script-src 'self';");
    expect(policy, path).not.toMatch(/unsafe|https?:|data:/);
    expect(answer.headers.get('cache-control'), path).toBe('no-store');
    expect(answer.headers.get('referrer-policy'), path).toBe('no-referrer');
    const page = await answer.text();
    expect(page, path).toContain('noindex');
    // Scripts come from a file; what stands in the page is data.
    for (const [script] of page.matchAll(/<script[^>]*>/g)) expect(script).toMatch(/src=|application\/json/);
  }
});

test('a page that holds nothing of anybody is sent compressed', async () => {
  const raw = await system.app.fastify.inject({ url: '/r/?lang=my', headers: { 'accept-encoding': 'gzip, br' } });
  expect(raw.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(raw.rawPayload).toString()).toContain('<html lang="my"');
});

test('"leave now" without a script forgets the report and goes to the weather', async () => {
  const answer = await open('/r/exit');
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('https://www.tmd.go.th/');
  expect(answer.headers.get('set-cookie')).toMatch(/^ess-report=; Path=\/r; HttpOnly; SameSite=Strict; Max-Age=0$/);
});

test('practice goes nowhere and says so', async () => {
  expect(await (await open('/r/practice')).text()).toContain(CITIZEN_TEXTS.th.texts.practice);
  const before = await countReports();
  const sent = await fetch(`${system.url}/r/practice`, {
    method: 'POST',
    body: new URLSearchParams({ type: 'confinement', place: 'ตลาดสมมติ', clientId: crypto.randomUUID() }),
  });
  const end = await sent.text();
  for (const key of ['practice.done', 'check.locked-in', 'nobodyCame'] as const)
    expect(end).toContain(CITIZEN_TEXTS.th.texts[key]);
  expect(await countReports()).toBe(before);
});

test('operators see which translations nobody has checked, beside the Thai and English', async () => {
  const page = await (await open('/r/languages?lang=km')).text();
  const drafts = page.match(/not checked<\/strong>/g) ?? [];
  const unchecked = [TRANSLATED_PAGE_FILES, TRANSLATED_FILES, TRANSLATED_LANDING_FILES, TRANSLATED_MATERIAL_FILES]
    .flat()
    .filter(({ checkedBy }) => checkedBy === null);
  const paths = unchecked.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['contract/texts/materials.km.json', 'contract/texts/landing.km.json']));
  expect(drafts).toHaveLength(unchecked.length);
  for (const { path } of unchecked) expect(page).toContain(path);
  for (const text of ['ส่งแจ้งตำรวจ', 'Send to police', CITIZEN_TEXTS.km.texts.send]) expect(page).toContain(text);
});

const PLACE = 'ต.ในเมือง อ.เมืองพิษณุโลก';

/** A browser without a script: forms, redirects and one cookie. */
function aBrowser(language = 'th') {
  let cookie = '';
  const ask = async (
    path: string,
    form?: Record<string, string>,
  ): Promise<{ url: string; page: string; status: number }> => {
    const answer = await fetch(`${system.url}${path}`, {
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
      headers: { ...(cookie && { cookie }), 'accept-language': language },
      redirect: 'manual',
    });
    const set = answer.headers.get('set-cookie');
    if (set) cookie = set.split(';')[0] ?? '';
    const to = answer.headers.get('location');
    if (answer.status === 303 && to?.startsWith('/r/')) return ask(to);
    return { url: path, page: await answer.text(), status: answer.status };
  };
  return { ask, forget: () => ask('/r/exit') };
}
const idIn = (page: string): string => /name="clientId" value="([^"]+)"/.exec(page)?.[1] ?? '';
const addressOf = (url: string): string => url.split('?')[0] ?? '';

test('type, typed place, send: without a script it is an incident, and its page tells the truth', async () => {
  const officer = await system.officer('duty1');
  const browser = aBrowser();
  const clientId = idIn((await browser.ask('/r/')).page);
  const sent = await browser.ask('/r/', { clientId, type: 'confinement', place: PLACE });
  expect(sent.page).toContain('รอเจ้าหน้าที่รับเหตุ');
  const incident = await officer.sees(({ type }) => type === 'confinement');
  expect(sent.page).toContain(incident.code);
  expect(incident.status).toBe('open');

  await officer.post(`/api/v1/incidents/${incident.id}/acknowledge`, { etaMinutes: 8 });
  const answered = await browser.ask(addressOf(sent.url));
  expect(answered.page).toMatch(/สภ\.\S+ รับเหตุแล้ว/);
  expect(answered.page).toContain('8 นาที');
});

test('the form sent twice, also at once, is one report', async () => {
  // Of 40 pairs about one meets at the report's code before it meets at the device's id.
  for (let pair = 0; pair < 20; pair++) {
    const browser = aBrowser();
    const clientId = idIn((await browser.ask('/r/')).page);
    const before = await countReports();
    const form = { clientId, type: 'violent-frenzy', place: PLACE };
    const sent = await Promise.all([1, 2, 3].map(() => browser.ask('/r/', form)));
    const again = await browser.ask('/r/', form);
    expect(new Set([...sent, again].map(({ url }) => addressOf(url))).size).toBe(1);
    expect(await countReports()).toBe(before + 1);
  }
});

test('without a place it is a report all the same, which asks where', async () => {
  const browser = aBrowser();
  const sent = await browser.ask('/r/', { clientId: idIn((await browser.ask('/r/')).page) });
  expect(sent.page).toContain(CITIZEN_TEXTS.th.texts['state.unfinished']);
  const placed = await browser.ask(addressOf(sent.url), { do: 'place', place: PLACE });
  expect(placed.page).toContain('รอเจ้าหน้าที่รับเหตุ');
});

test('they write to the officer, who answers; "safe" and "nobody came" arrive', async () => {
  const officer = await system.officer('duty1');
  const browser = aBrowser();
  const clientId = idIn((await browser.ask('/r/')).page);
  const sent = await browser.ask('/r/', { clientId, type: 'riotous-gathering', place: PLACE });
  const address = addressOf(sent.url);
  const incident = await officer.sees(({ type }) => type === 'riotous-gathering');
  const writing = await browser.ask(`${address}?write=yes`);
  const messageId = /name="messageId" value="([^"]+)"/.exec(writing.page)?.[1] ?? '';
  // What somebody types stays text.
  const typed = '<b onclick="x">มีสิบคน</b> & "ไม้"';
  for (const _twice of [1, 2]) await browser.ask(address, { do: 'message', message: typed, messageId });
  await officer.sees(({ id, lastReporterMessageAt }) => id === incident.id && lastReporterMessageAt !== null);
  await officer.post(`/api/v1/incidents/${incident.id}/messages`, { text: 'กำลังไปครับ' });
  const { page } = await browser.ask(address);
  expect(page).toContain('กำลังไปครับ');
  expect(page.split('&lt;b onclick=&quot;x&quot;&gt;มีสิบคน')).toHaveLength(2);
  expect(page).not.toContain('<b onclick');

  expect((await browser.ask(address, { do: 'safe-now' })).page).toContain(CITIZEN_TEXTS.th.texts['safe.done']);
  await officer.sees(({ id, cancelRequestedAt }) => id === incident.id && cancelRequestedAt !== null);
  expect((await browser.ask(address, { do: 'nobody-came' })).status).toBe(200);
});

test('the page of a report opens only where it was sent from, and not after leaving', async () => {
  const browser = aBrowser();
  const sent = await browser.ask('/r/', { clientId: idIn((await browser.ask('/r/')).page), place: PLACE });
  const stranger = await aBrowser().ask(addressOf(sent.url));
  expect(stranger).toMatchObject({ status: 404 });
  expect(stranger.page).not.toContain('ES-');
  await browser.forget();
  expect(await browser.ask(addressOf(sent.url))).toMatchObject({ status: 404 });
});

test('a silent report names neither the police nor a number to call, in any language', async () => {
  for (const language of LANGUAGES) {
    const browser = aBrowser(language);
    const clientId = idIn((await browser.ask(`/r/?lang=${language}`)).page);
    const { page } = await browser.ask(`/r/?lang=${language}`, { clientId, place: PLACE, silent: 'yes' });
    const [, seen = ''] = page.split('<main');
    expect(page).toContain('class="silent"');
    expect(page).toContain(`<title>${CITIZEN_TEXTS[language].texts.docTitleSilent}</title>`);
    expect(seen.replaceAll(/<[^>]*>/g, ' '), language).not.toMatch(/191|1300|ตำรวจ|สภ\.|[Pp]olice|ရဲ|ຕຳຫຼວດ|ប៉ូលិស|警/);
  }
});

/** A sign that hangs in an invented shop. */
async function aPlacement(): Promise<{ code: string; name: string }> {
  const outreach = await system.officer('outreach');
  const { rows } = await sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = 'OP-JAIDEE'`.execute(
    system.owner,
  );
  const campaign = await outreach.post<{ id: string }>('/api/v1/campaigns', {
    ...{ agencyId: rows[0]?.id, name: 'ร้านใกล้บ้าน', aim: '', startsOn: '2026-11-01', endsOn: null },
    ...{ languages: ['th'], budgetBaht: null, status: 'running' },
  });
  const name = 'ใจดีมาร์ท <ตลาดใต้>';
  const made = await outreach.post<{ code: string }>('/api/v1/placements', {
    ...{ campaignId: campaign.body.id, kind: 'store', name, reference: null, status: 'shown' },
    position: { lat: 16.8211, lng: 100.2659 },
  });
  expect(made).toMatchObject({ status: 200 });
  await system.pass(5000);
  return { code: made.body.code, name };
}

test('the place of a code is offered by its name, and is theirs only when they say so; an unknown code is the general page', async () => {
  const officer = await system.officer('duty1');
  const { code } = await aPlacement();
  const browser = aBrowser();
  const form = await browser.ask(`/r/?q=${code}`);
  expect(form.page).toContain('ใจดีมาร์ท &lt;ตลาดใต้&gt;');
  const sent = { placement: code, type: 'sexual-violence-risk' };
  const elsewhere = await browser.ask('/r/', { ...sent, clientId: idIn(form.page), isHere: 'no' });
  expect(elsewhere.page).toContain(CITIZEN_TEXTS.th.texts['state.unfinished']);
  const again = idIn((await browser.ask(`/r/?q=${code}`)).page);
  const here = await browser.ask('/r/', { ...sent, clientId: again, isHere: 'yes' });
  expect(here.page).toContain('รอเจ้าหน้าที่รับเหตุ');
  await officer.sees(({ type }) => type === 'sexual-violence-risk');

  const unknown = await aBrowser().ask('/r/?q=ZZZZZZZZ');
  expect(unknown.status).toBe(200);
  expect(unknown.page).not.toContain('name="placement"');
});
