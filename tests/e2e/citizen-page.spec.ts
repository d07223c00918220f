import AxeBuilder from '@axe-core/playwright';
import {
  type APIRequestContext,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  expect,
  type Page,
  test,
} from '@playwright/test';
import { CITIZEN_TEXTS } from '../../contract/citizen-texts.ts';
import type { IncidentType } from '../../contract/incident-type.ts';
import { LANGUAGE_TAGS, LANGUAGES } from '../../contract/languages.ts';
import demonstration from '../../database/demo-data/people.json' with { type: 'json' };
import { WITH_MAP } from './steps/browser.ts';
import { checkScreen, isInView, scrollsSideways } from './steps/screens.ts';
import { npmStart, type Started } from './steps/start-system.ts';

// A citizen's phone: each test is a device of its own, with its own report.

const PHONE = { viewport: { width: 360, height: 744 }, hasTouch: true } as const;
const HERE = { latitude: 16.8211, longitude: 100.2659 };
const WEATHER = 'https://www.tmd.go.th/';
const th = CITIZEN_TEXTS.th.texts;

let started: Started;
let officer: APIRequestContext;
let origin: string;
const contexts: BrowserContext[] = [];
/** What the policy of the page refused: something of ours that does not work. */
const offences: string[] = [];

test.beforeAll(async ({ playwright }) => {
  started = await npmStart();
  origin = new URL('/', started.consoleUrl).href;
  officer = await playwright.request.newContext({ baseURL: origin });
  const signedIn = await officer.post('/api/auth/sign-in/email', {
    data: { email: 'duty1@demo.ess.example', password: demonstration.password },
  });
  expect(signedIn.status()).toBe(200);
});

test.afterAll(async () => {
  for (const context of contexts) await context.close();
  await officer?.dispose();
  await started?.stop();
});

test('a phone without a signal keeps the report, says so, and sends it once when it can, also after a reload', async ({
  browser,
}) => {
  const { context, phone } = await aPhone(browser);
  await openForm(phone);
  await choose(phone, 'confinement');
  await phone.getByLabel(th.place, { exact: true }).fill('ต.ในเมือง อ.เมืองพิษณุโลก');
  await context.setOffline(true);
  await phone.getByRole('button', { name: th.send }).click();
  await expect(phone.getByRole('alert')).toContainText(th.unsent);
  await expect(phone.getByText(th['unsent.network'])).toBeVisible();
  await checkScreen(phone, '200-citizen-unsent');
  // The line is there again, but the server is not reached: the page is opened anew, and the report is still there.
  await context.route('**/api/v1/reports', (route) => route.abort());
  await context.setOffline(false);
  await phone.reload();
  await expect(phone.getByRole('alert')).toContainText(th.unsent);
  expect(await kept(phone)).not.toContain('พิษณุโลก');
  await context.unroute('**/api/v1/reports');
  await phone.getByRole('button', { name: th['unsent.try'] }).click();
  const code = await sentCode(phone);
  expect(await incidentsOf('confinement')).toEqual([code]);
  expect(await kept(phone)).toBe('[]');
  // Opened again it is the same report.
  await phone.reload();
  expect(await sentCode(phone)).toBe(code);
  expect(await incidentsOf('confinement')).toEqual([code]);
});

test('the first fix is sent however bad, two better ones follow; the station’s answer appears by itself', async ({
  browser,
}) => {
  const { context, phone } = await aPhone(browser, {
    geolocation: { ...HERE, accuracy: 1500 },
    permissions: ['geolocation'],
  });
  await openForm(phone);
  await choose(phone, 'violent-frenzy');
  await expect(phone.getByText('1.5 กม.')).toBeVisible();
  await phone.getByRole('button', { name: th.send }).click();
  const code = await sentCode(phone);
  for (const accuracy of [80, 12]) {
    await context.setGeolocation({ ...HERE, accuracy });
    await expect.poll(async () => (await incidentBy(code)).accuracyMetres).toBe(accuracy);
  }
  const { id } = await incidentBy(code);
  const answered = await officer.post(`/api/v1/incidents/${id}/acknowledge`, { data: { etaMinutes: 8 } });
  expect(answered.status()).toBe(200);
  await expect(phone.getByRole('heading', { name: /สภ\.\S+ รับเหตุแล้ว/ })).toBeVisible();
  await expect(phone.getByText(/จะถึงในอีก [78] นาที/)).toBeVisible();
  expect(await isInView(phone, phone.getByRole('link', { name: th.exit }))).toBe(true);
  await checkScreen(phone, '201-citizen-acknowledged');
  await phone.getByLabel(th.chat, { exact: true }).fill('อยู่ชั้นสอง');
  await phone.locator('form:has(#message)').getByRole('button').click();
  await expect(phone.getByRole('listitem').filter({ hasText: 'อยู่ชั้นสอง' })).toBeVisible();
  await expect.poll(async () => (await incidentBy(code)).lastReporterMessageAt).not.toBeNull();
  // The signal is gone: what is said and the picture wait in words, also for a page that is opened anew, and arrive once.
  await context.route(/api\/v1\/reports\/\w+(\/photos)?$/, (route) => route.abort());
  await phone.getByLabel(th.chat, { exact: true }).fill('เขากลับมาแล้ว');
  await phone.locator('form:has(#message)').getByRole('button').click();
  const picture = { name: 'a.png', mimeType: 'image/png', buffer: await phone.screenshot() };
  await phone.getByLabel(th.photo).setInputFiles(picture);
  const waiting = phone.locator('.unsent-line');
  await expect(waiting).toContainText([`เขากลับมาแล้ว${th.unsent}`, th.unsent]);
  await checkScreen(phone, '206-citizen-waiting-words');
  // While nothing can be asked, it is no empty form that would be filled in again.
  await context.route('**/api/v1/reports/*/status', (route) => route.abort());
  await phone.reload();
  await expect(phone.getByRole('heading', { name: th['unsent.network'] })).toBeVisible();
  await expect(phone.getByRole('radio')).toHaveCount(0);
  await context.unroute('**/api/v1/reports/*/status');
  await expect(waiting).toContainText([`เขากลับมาแล้ว${th.unsent}`, th.unsent]);
  await context.unroute(/api\/v1\/reports\/\w+(\/photos)?$/);
  await expect(waiting).toHaveCount(0, { timeout: 20_000 });
  await expect(phone.locator('.messages .reporter')).toContainText(['อยู่ชั้นสอง', 'เขากลับมาแล้ว', th['photo.sent']]);
  await expect(phone.locator('.messages .reporter')).toHaveCount(3);
});

test('"leave now" leaves nothing in the tab, "back" does not return, and the waiting report still arrives', async ({
  browser,
}) => {
  const { context, phone } = await aPhone(browser);
  await phone.goto('about:blank');
  await openForm(phone);
  await choose(phone, 'riotous-gathering');
  await phone.getByLabel(th.place, { exact: true }).fill('ต.ในเมือง อ.เมืองพิษณุโลก');
  await context.route('**/api/v1/reports', (route) => route.abort());
  await phone.getByRole('button', { name: th.send }).click();
  await expect(phone.getByRole('alert')).toContainText(th.unsent);
  const progress = phone.locator('#exit-progress');
  await phone.keyboard.press('Shift');
  await expect(progress).toHaveText('กด Shift อีก 2 ครั้งจะออก');
  // A capital letter is no wish to leave.
  await phone.keyboard.press('Shift+A');
  await expect(progress).toHaveText('');
  for (const _press of [1, 2]) await phone.keyboard.press('Shift');
  await expect(progress).toHaveText('กด Shift อีก 1 ครั้งจะออก');
  await checkScreen(phone, '202-citizen-leaving');
  // Looking at it may have taken longer than the presses count.
  for (const _press of [1, 2, 3]) await phone.keyboard.press('Shift');
  await phone.waitForURL(WEATHER);
  await phone.goBack();
  expect(phone.url()).toBe('about:blank');
  expect(await incidentsOf('riotous-gathering')).toEqual([]);
  // Whoever opens the page next sees an empty form, while the report goes out.
  await context.unroute('**/api/v1/reports');
  await openForm(phone);
  await expect(phone.getByRole('radio', { checked: true })).toHaveCount(0);
  await expect.poll(() => incidentsOf('riotous-gathering')).toHaveLength(1);
  await expect(phone.getByRole('button', { name: th.send })).toBeVisible();
  expect(await phone.evaluate<string>('JSON.stringify(sessionStorage)')).toBe('{}');
  // Nothing waits: the button takes the same way.
  await phone.getByRole('link', { name: th.exit }).click();
  await phone.waitForURL(WEATHER);
});

test('in silence the page is dark, has another name and no police on it', async ({ browser }) => {
  const { phone } = await aPhone(browser);
  await openForm(phone);
  await phone.getByRole('switch').check();
  await expect(phone).toHaveTitle(th.docTitleSilent);
  await checkScreen(phone, '203-citizen-silent');
  await phone.getByLabel(th.place, { exact: true }).fill('ต.ในเมือง อ.เมืองพิษณุโลก');
  await phone.getByRole('button', { name: th.sendSilent, exact: true }).click();
  await expect(phone.getByRole('heading', { name: th['s.waiting'] })).toBeVisible();
  expect(await phone.locator('.bar, header, main').allInnerTexts()).not.toContainEqual(
    expect.stringMatching(/191|1300|ตำรวจ|สภ\./),
  );
  await checkScreen(phone, '204-citizen-silent-sent');
});

test('in each language it fits a small screen, holds with 400 %, and axe finds nothing, contrast of 7 included', async ({
  browser,
}) => {
  for (const language of LANGUAGES) {
    const { phone, context } = await aPhone(browser, { locale: LANGUAGE_TAGS[language] });
    await phone.goto(`${origin}r/`);
    await expect(phone.getByRole('heading', { name: CITIZEN_TEXTS[language].texts.title })).toBeVisible();
    expect(await isInView(phone, phone.locator('button.send'))).toBe(true);
    await checkScreen(phone, `205-citizen-${language}`);
    const { violations } = await new AxeBuilder({ page: phone }).withRules(['color-contrast-enhanced']).analyze();
    expect(violations, language).toEqual([]);
    // 1280 pixels at 400 % are 320; a tall letter must not push anything out.
    await phone.setViewportSize({ width: 320, height: 256 });
    expect(await scrollsSideways(phone), language).toBe(false);
    await context.close();
  }
});

test('by keyboard alone: the way out comes first, then the types, and "send" sends', async ({ browser }) => {
  const { phone } = await aPhone(browser, { locale: 'my' });
  const my = CITIZEN_TEXTS.my.texts;
  await phone.goto(`${origin}r/`);
  await phone.keyboard.press('Tab');
  await expect(phone.getByRole('link', { name: my.exit })).toBeFocused();
  for (let at = 0; at < 3; at += 1) await phone.keyboard.press('Tab');
  await phone.keyboard.press('Space');
  await phone.keyboard.press('ArrowDown');
  await expect(phone.getByRole('radio', { name: my['type.confinement'] })).toBeChecked();
  await phone.getByLabel(my.place, { exact: true }).fill('ต.ในเมือง อ.เมืองพิษณุโลก');
  await phone.keyboard.press('Enter');
  await expect(phone.getByRole('heading', { name: my['state.waiting'] })).toBeVisible();
  expect(offences).toEqual([]);
});

test('inside LINE: the map names what is under its pin, LINE vouches after the alarm, and "leave now" forgets it', async ({
  playwright,
}) => {
  const browser = await playwright.chromium.launch(WITH_MAP);
  const { context, phone } = await aPhone(browser, { userAgent: LINE_BROWSER });
  await openedByLine(context);
  const tokens = new URLSearchParams({ ...(await lineTokens()), client_id: LIFF_ID.split('-')[0] ?? '' });
  await phone.goto(`${origin}r/?liff.state=%2Fq%2FAAAAAAAA#${tokens}`);
  await phone.getByRole('button', { name: th['map.open'] }).click();
  await expect(phone.getByText(th['map.closer'])).toBeVisible();
  // From the whole country it comes closer, until a place has a name.
  await phone.getByRole('button', { name: th['map.use'] }).click();
  await expect(phone.getByText(/จ\..+ กม\.$/)).toBeVisible();
  await phone.getByRole('button', { name: th['map.close'] }).click();
  await phone.getByLabel(th.place, { exact: true }).fill('ต.ในเมือง อ.เมืองพิษณุโลก');
  await choose(phone, 'sexual-violence-risk');
  await phone.getByRole('button', { name: th.send }).click();
  const { id } = await incidentBy(await sentCode(phone));
  await expect.poll(async () => trustOf(id)).toBe('line-verified');
  // Nothing of LINE's is left in the address, and the page was not loaded anew for it.
  expect(new URL(phone.url())).toMatchObject({ pathname: '/r/', search: '', hash: '' });
  expect(await phone.evaluate<string>('JSON.stringify(sessionStorage)')).toContain(`LIFF_STORE:${LIFF_ID}`);
  await phone.getByRole('link', { name: th.exit }).click();
  // LINE's window closes at an address of LINE's own; a browser that has none goes nowhere by it, and then shows another page.
  await expect(phone).toHaveURL(WEATHER);
  await phone.goto(`${origin}r/how`);
  expect(await phone.evaluate<string>('JSON.stringify(sessionStorage)')).not.toContain('accessToken');
  expect(await context.cookies()).toEqual([]);
  expect(offences).toEqual([]);
  await browser.close();
});

const LIFF_ID = '2000000001-EssDemo1';
const LINE_BROWSER =
  'Mozilla/5.0 (Linux; Android 13; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36 Line/14.1.0 LIFF';

/** What LINE gives to a page that it opens, the ID token signed by the simulator. */
async function lineTokens() {
  const phones = await officer.post(`${started.phoneUrl}simulator/phones`, { data: { name: 'Nok' } });
  const { userId } = (await phones.json()) as { userId: string };
  const token = await officer.post(`${started.phoneUrl}simulator/phones/${userId}/id-token`, { data: {} });
  const { id_token } = (await token.json()) as { id_token: string };
  const seen = { type: 'utou', liffId: LIFF_ID, endpointUrl: `${origin}r/`, permanentLinkPattern: 'concat' };
  const context_token = `x.${Buffer.from(JSON.stringify(seen)).toString('base64')}.x`;
  return { access_token: 'an-access-token', feature_token: 'a-feature-token', context_token, id_token };
}

/** LINE's app around the page, and what LINE answers to its library. */
async function openedByLine(context: BrowserContext): Promise<void> {
  await context.addInitScript('window._liff = { features: [], postMessage() {} }');
  const headers = { 'access-control-allow-origin': '*' };
  const channel = { client_id: LIFF_ID.split('-')[0], expires_in: 3600, scope: 'openid' };
  await context.route('https://api.line.me/oauth2/v2.1/verify?**', (route) =>
    route.fulfill({ headers, json: channel }),
  );
  await context.route('https://api.line.me/oauth2/v2.1/certs', async (route) => {
    const keys = await officer.get(`${started.phoneUrl}oauth2/v2.1/certs`);
    await route.fulfill({ headers, json: await keys.json() });
  });
}

async function trustOf(id: string): Promise<string | undefined> {
  const answer = await officer.get(`/api/v1/incidents/${id}`);
  return ((await answer.json()) as { reports: { trust: string }[] }).reports[0]?.trust;
}

async function aPhone(browser: Browser, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ ...PHONE, ...options });
  contexts.push(context);
  await context.route(`${WEATHER}**`, (route) => route.fulfill({ body: 'weather', contentType: 'text/html' }));
  const phone = await context.newPage();
  phone.on('console', (message) => {
    if (/content security policy|refused to/i.test(message.text())) offences.push(message.text());
  });
  phone.on('pageerror', (error) => offences.push(String(error)));
  return { context, phone };
}

async function openForm(phone: Page): Promise<void> {
  await phone.goto(`${origin}r/`);
  await expect(phone.getByRole('heading', { name: th.title })).toBeVisible();
}

async function choose(phone: Page, type: IncidentType): Promise<void> {
  await phone.getByRole('radio', { name: th[`type.${type}`] }).check();
}

/** The incident's number on the page of a report that was sent. */
async function sentCode(phone: Page): Promise<string> {
  const heading = phone.getByRole('heading', { name: /ES-/ });
  await expect(heading).toBeVisible();
  return /ES-\S+/.exec((await heading.textContent()) ?? '')?.[0] ?? '';
}

type Incident = {
  id: string;
  code: string;
  type: string;
  accuracyMetres: number | null;
  lastReporterMessageAt: string | null;
};
async function listIncidents(): Promise<Incident[]> {
  const answer = await officer.get('/api/v1/incidents');
  expect(answer.status()).toBe(200);
  return ((await answer.json()) as { incidents: Incident[] }).incidents;
}
async function incidentBy(code: string): Promise<Incident> {
  const found = (await listIncidents()).find((one) => one.code === code);
  if (!found) throw new Error(`${code} is not in the queue`);
  return found;
}
const incidentsOf = async (type: string): Promise<string[]> =>
  (await listIncidents()).filter((one) => one.type === type).map(({ code }) => code);

/** What the device keeps of reports, as whoever reads its files finds it. */
async function kept(phone: Page): Promise<string> {
  return phone.evaluate<string>(`new Promise((resolve) => {
    indexedDB.open('ess').onsuccess = ({ target: { result: db } }) => {
      const request = db.transaction('reports').objectStore('reports').getAll();
      request.onsuccess = () => {
        db.close();
        resolve(JSON.stringify(request.result.map((row) => [...new Uint8Array(row.sealed)].map((code) => String.fromCharCode(code)).join(''))));
      };
    };
  })`);
}
