import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import demonstration from '../../database/demo-data/people.json' with { type: 'json' };
import { checkScreen, scrollsSideways } from './steps/screens.ts';
import { npmStart, type Started } from './steps/start-system.ts';

const WIDE = { viewport: { width: 1366, height: 768 } } as const;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'dark' } as const;

let started: Started;
const contexts: BrowserContext[] = [];

test.beforeAll(async () => {
  started = await npmStart({ year: true });
});

test.afterAll(async () => {
  for (const context of contexts) await context.close();
  await started?.stop();
});

test('anybody reads the public figures and those of a province, in Thai and English, without a script', async ({
  browser,
}) => {
  const anybody = await newPage(browser, PHONE);
  const offences: string[] = [];
  anybody.on('console', (message) => {
    if (/content security policy|refused to/i.test(message.text())) offences.push(message.text());
  });
  for (const [path, says, screen] of [
    ['/open-data/', 'ข้อมูลสาธิต', '200-open-data'],
    ['/open-data/en', 'not shown', '201-open-data-in-english'],
    ['/open-data/province/65', 'ไม่แสดง', '202-open-data-of-a-province'],
  ] as const) {
    const answer = await anybody.goto(new URL(path, started.consoleUrl).href);
    expect(answer?.headers()['content-security-policy']).not.toMatch(/unsafe-(inline|eval)/);
    await expect(anybody.locator('body')).toContainText(says);
    expect(await scrollsSideways(anybody)).toBe(false);
    await checkScreen(anybody, screen);
  }
  expect(await anybody.locator('script').count()).toBe(0);
  expect(offences).toEqual([]);
});

test('the report of a year is made by one person and signed off by another', async ({ browser }) => {
  const statistician = await open(browser, WIDE, 'statistician');
  await statistician.getByRole('button', { name: 'ทำรายงาน ปี พ.ศ.' }).first().click();
  await expect(statistician.getByText('อีกคนหนึ่งต้องเป็นผู้รับรอง')).toBeVisible();
  await checkScreen(statistician, '203-annual-report-draft');

  const desk = await open(browser, PHONE, 'desk1300');
  const href = await desk.getByRole('link', { name: 'รายงานภาษาไทย (PDF)' }).getAttribute('href');
  const pdf = await desk.request.get(new URL(href ?? '', started.consoleUrl).href);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  await desk.getByRole('button', { name: 'รับรอง', exact: true }).click();
  await desk.getByRole('button', { name: 'ยืนยัน แก้ไขไม่ได้อีก' }).click();
  await expect(desk.getByText('รับรองโดย')).toBeVisible();
  expect(await scrollsSideways(desk)).toBe(false);
  await checkScreen(desk, '204-annual-report-signed-off');
});

async function newPage(browser: Browser, how: object): Promise<Page> {
  const context = await browser.newContext(how);
  contexts.push(context);
  return context.newPage();
}

/** The page of public figures, as somebody of the nation. */
async function open(browser: Browser, how: object, account: string): Promise<Page> {
  const page = await newPage(browser, how);
  const answer = await page.request.post(new URL('/api/auth/sign-in/email', started.consoleUrl).href, {
    data: { email: `${account}@demo.ess.example`, password: demonstration.password },
  });
  expect(answer.status(), account).toBe(200);
  await page.goto(new URL('insight/publications', started.consoleUrl).href);
  await expect(page.getByText('รายงานประจำปี ตาม ม.17')).toBeVisible();
  return page;
}
