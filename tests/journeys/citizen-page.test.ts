import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { CITIZEN_TEXTS } from '#contract/citizen-texts';
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
  expect(await sent.text()).toContain(CITIZEN_TEXTS.th.texts['practice.done']);
  expect(await countReports()).toBe(before);
});

test('operators see which translations nobody has checked, beside the Thai and English', async () => {
  const page = await (await open('/r/languages?lang=km')).text();
  const drafts = page.match(/not checked<\/strong>/g) ?? [];
  const unchecked = LANGUAGES.filter((language) => CITIZEN_TEXTS[language].checkedBy === null);
  expect(drafts).toHaveLength(unchecked.length * 2);
  for (const text of ['ส่งแจ้งตำรวจ', 'Send to police', CITIZEN_TEXTS.km.texts.send]) expect(page).toContain(text);
});
