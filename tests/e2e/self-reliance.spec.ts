import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { DIMENSIONS } from '../../contract/family-indicators.ts';
import { FAMILY_TEXTS } from '../../contract/family-texts.ts';
import demonstration from '../../database/demo-data/people.json' with { type: 'json' };
import { checkScreen, scrollsSideways } from './steps/screens.ts';
import { npmStart, type Started } from './steps/start-system.ts';

test.describe.configure({ mode: 'serial' });

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;
const WIDE = { viewport: { width: 1366, height: 768 } } as const;
/** The invented family that is on its way, and the one that waits for a decision. */
const [ON_ITS_WAY, TO_DECIDE] = ['0199e650-0006-7000-8000-000000000001', '0199e650-0007-7000-8000-000000000001'];
const th = FAMILY_TEXTS.th;

let started: Started;
const contexts: BrowserContext[] = [];

test.beforeAll(async () => {
  started = await npmStart();
});

test.afterAll(async () => {
  for (const context of contexts) await context.close();
  await started?.stop();
});

test('on a phone a family is measured one dimension a screen, and its way shows it', async ({ browser }) => {
  const page = await open(await browser.newContext(PHONE), 'caseworker', 'families');
  await page.getByRole('link', { name: th.steps.measure }).first().click();
  await expect(page.getByRole('heading', { name: 'เส้นทางของครอบครัว' })).toBeVisible();
  await checkScreen(page, '95-family-way-phone');
  expect(await scrollsSideways(page)).toBe(false);
  await page.getByRole('button', { name: 'วัดผล' }).click();
  for (const dimension of DIMENSIONS) {
    await expect(page.getByRole('heading', { name: th.dimensions[dimension] })).toBeVisible();
    await page.getByRole('button', { name: 'เหมือนครั้งก่อน' }).click();
    if (dimension === 'income') await checkScreen(page, '96-family-measure-phone');
    await page.getByRole('button', { name: 'ต่อไป' }).click();
  }
  await page.getByRole('button', { name: 'บันทึกผลวัด' }).click();
  await expect(page.getByRole('heading', { name: 'เส้นทางของครอบครัว' })).toBeVisible();
  await page.getByText('ดูเป็นตาราง').click();
  await expect(page.locator('table tbody tr')).toHaveCount(3);
});

test('another person reads and decides; the family is on the worker’s list to be told', async ({ browser }) => {
  const page = await open(await browser.newContext(WIDE), 'care-supervisor', `families/${TO_DECIDE}`);
  await expect(page.getByRole('heading', { name: th.steps.decide })).toBeVisible();
  await checkScreen(page, '97-family-decide-desk');
  await page.getByRole('button', { name: 'อนุมัติ: พึ่งพาตนเองได้' }).click();
  await expect(page.getByRole('heading', { name: th.steps.tell })).toBeVisible();
  await page.goto(new URL('families#figures', started.consoleUrl).href);
  await expect(page.getByText('ยังยืนได้เอง')).toBeVisible();
  await checkScreen(page, '98-family-figures-desk');
});

test('the page of the case leads to the plan', async ({ browser }) => {
  const page = await open(await browser.newContext(PHONE), 'caseworker', `cases/${ON_ITS_WAY}`);
  await page.getByRole('link', { name: th.statuses.active }).click();
  await expect(page.getByRole('heading', { name: 'เป้าหมาย', exact: true })).toBeVisible();
});

async function open(context: BrowserContext, name: string, path: string): Promise<Page> {
  contexts.push(context);
  const page = await context.newPage();
  const answer = await page.request.post(new URL('/api/auth/sign-in/email', started.consoleUrl).href, {
    data: { email: `${name}@demo.ess.example`, password: demonstration.password },
  });
  expect(answer.status(), name).toBe(200);
  await page.goto(new URL(path, started.consoleUrl).href);
  await expect(page.locator('main').first()).toBeVisible();
  return page;
}
