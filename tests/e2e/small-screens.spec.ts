import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import demonstration from '../../database/demo-data/people.json' with { type: 'json' };
import { openPhone, sendPlace, tapMenu } from './steps/phone.ts';
import { checkScreen, isInView } from './steps/screens.ts';
import { npmStart, type Started } from './steps/start-system.ts';

test.describe.configure({ mode: 'serial' });

/** The narrowest screen that WCAG 2.2 asks for (1.4.10). */
const SMALL = { viewport: { width: 320, height: 640 }, hasTouch: true } as const;
/** Which person opens which page; each page once. */
const PAGES = {
  duty1: ['', 'map', 'units', 'channels', 'account', 'nothing-here'],
  superintendent: ['duty', 'people', 'station-channels', 'care', 'unusual-views'],
  centre191: ['area', 'calls', 'call-backs', 'readiness', 'wall'],
  commander: [
    'escalation-policies',
    'insight',
    'insight/places',
    'insight/maps',
    'insight/staffing',
    'insight/exports',
    'insight/definitions',
  ],
  'social-office': ['insight/care'],
  statistician: ['insight/publications'],
  administrator: ['system-alerts'],
  patrol1: [''],
  'guest-hospital': [''],
  caseworker: ['cases#today', 'cases#all', 'cases#open', 'referrals'],
  shelter: ['referrals'],
  'care-supervisor': ['cases#lead', 'cases#find', 'services', 'services#new'],
} as const;

/** Runs in the page, as text because its types are not ours: elements that overflow, and targets too small for a thumb. */
const FAULTS = `(() => {
  const isSeen = (one) => {
    const { width, height } = one.getBoundingClientRect();
    return width > 1 && height > 1 && getComputedStyle(one).visibility !== 'hidden' && !one.closest('.maplibregl-map');
  };
  const nameOf = (one) => (one.textContent || one.getAttribute('aria-label') || one.tagName).trim().slice(0, 40);
  const sideways = document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [];
  const buttons = [...document.querySelectorAll('button, summary, select')].filter(isSeen);
  const small = buttons
    .filter((one) => one.getBoundingClientRect().height < 47.5)
    .map((one) => 'small: ' + nameOf(one) + ' ' + Math.round(one.getBoundingClientRect().height));
  const outside = buttons
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 || one.scrollWidth > one.clientWidth + 2)
    .map((one) => 'cut: ' + nameOf(one));
  return [...sideways, ...small, ...outside];
})()`;

let started: Started;
const contexts: BrowserContext[] = [];

test.beforeAll(async () => {
  started = await npmStart();
});

test.afterAll(async () => {
  for (const context of contexts) await context.close();
  await started?.stop();
});

for (const [language, name] of [
  ['en', 'English'],
  ['th', 'Thai'],
] as const) {
  test(`every page of the console fits a screen of 320 pixels in ${name}, with large enough targets`, async ({
    browser,
  }) => {
    const faults: Record<string, string[]> = {};
    for (const [account, pages] of Object.entries(PAGES)) {
      const context = await browser.newContext(SMALL);
      contexts.push(context);
      await context.addInitScript(`localStorage.setItem('ess-language', '${language}')`);
      const page = await context.newPage();
      await signIn(page, account);
      for (const path of pages) {
        await page.goto(new URL(path, started.consoleUrl).href);
        await expect(page.locator('main').first()).toBeVisible();
        await expect(page.locator('.mantine-Loader-root')).toHaveCount(0);
        const found = await page.evaluate<string[]>(FAULTS);
        if (found.length > 0) faults[`${account} /${path}`] = found;
      }
      await context.close();
    }
    expect(faults).toEqual({});
  });
}

test('with every banner at once on the smallest phone, news are one strip and the answer stays in view', async ({
  browser,
}) => {
  const officer = await aPage(browser.newContext(SMALL));
  const phones = await aPage(browser.newContext({ viewport: { width: 900, height: 900 } }));
  await signIn(officer, 'duty1');
  const forced = await aReport('แจ้งแบบเงียบ', 'ฝน');
  await ask(officer, `incidents/${forced}/acknowledge`, { etaMinutes: 10 });
  await phones.getByRole('button', { name: 'จบ', exact: true }).click();
  await phones.getByRole('button', { name: 'ไม่เป็นไรแล้ว', exact: true }).click();
  for (const [index, unit] of ['สายตรวจ 1', 'สายตรวจ 2'].entries()) {
    const incident = await aReport('แจ้งเหตุร้าย', `ผู้แจ้ง${index}`);
    await ask(officer, `incidents/${incident}/acknowledge`, { etaMinutes: 8 });
    const { units } = await ask(officer, 'units');
    await ask(officer, `incidents/${incident}/units`, { unitId: units.find((one) => one.callSign === unit)?.id });
    const patrol = await aPage(browser.newContext(SMALL));
    await signIn(patrol, `patrol${index + 1}`);
    const { jobs } = await ask(patrol, 'me/assignments');
    const happenedAt = new Date().toISOString();
    await ask(patrol, `assignments/${jobs[0]?.assignment.id}/back-up`, { happenedAt, note: 'มีปืน' });
  }
  const waiting = await aReport('แจ้งเหตุร้าย', 'มานี');
  await officer.goto(new URL(`incidents/${waiting}`, started.consoleUrl).href);

  const strips = officer.getByText('สายตรวจขอกำลังเสริม');
  const more = officer.getByRole('button', { name: 'อีก 1 เรื่อง' });
  await expect(more).toBeVisible();
  await expect(strips).toHaveCount(1);
  await expect(officer.getByText('ผู้แจ้งอาจถูกบังคับ ยังไม่มีใครกดทราบ')).toBeVisible();
  await checkScreen(officer, '80-small-everything-at-once');
  expect(await officer.evaluate<string[]>(FAULTS)).toEqual([]);
  const acknowledge = officer.getByRole('button', { name: 'รับทราบ 10 นาที' });
  await expect.poll(() => isInView(officer, acknowledge)).toBe(true);
  await more.click();
  await expect(strips).toHaveCount(2);
  await officer.getByRole('button', { name: 'ย่อ', exact: true }).click();
  await expect(strips).toHaveCount(1);

  async function aReport(menu: string, who: string): Promise<string> {
    const known = new Set((await ask(officer, 'incidents')).incidents.map(({ id }) => id));
    await openPhone(phones, `${started.phoneUrl}?phones=${encodeURIComponent(who)}`);
    await tapMenu(phones, menu);
    await phones.getByText('ข่มขู่ หรือทำร้าย').click();
    await sendPlace(phones);
    let found: string | undefined;
    await expect
      .poll(async () => {
        found = (await ask(officer, 'incidents')).incidents.find(({ id }) => !known.has(id))?.id;
        return found;
      })
      .toBeDefined();
    return found ?? '';
  }
});

async function aPage(context: Promise<BrowserContext>): Promise<Page> {
  contexts.push(await context);
  return (await context).newPage();
}

async function signIn(page: Page, name: string): Promise<void> {
  const email = `${name}@demo.ess.example`;
  const answer = await page.request.post(new URL('/api/auth/sign-in/email', started.consoleUrl).href, {
    data: { email, password: demonstration.password },
  });
  expect(answer.status(), name).toBe(200);
}

type Answer = {
  incidents: { id: string }[];
  units: { id: string; callSign: string }[];
  jobs: { assignment: { id: string } }[];
};

/** A request with the session of the page. */
async function ask(page: Page, path: string, data?: object): Promise<Answer> {
  const method = data ? 'POST' : 'GET';
  const headers = { 'content-type': 'application/json' };
  const answer = await page.request.fetch(new URL(`/api/v1/${path}`, started.consoleUrl).href, {
    method,
    ...(data && { headers, data }),
  });
  expect(answer.status(), path).toBe(200);
  return answer.json();
}
