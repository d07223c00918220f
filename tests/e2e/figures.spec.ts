import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import demonstration from '../../database/demo-data/people.json' with { type: 'json' };
import { runStatement } from './steps/database.ts';
import { checkScreen, scrollsSideways } from './steps/screens.ts';
import { npmStart, type Started } from './steps/start-system.ts';

// Who plans with the figures of a year: an analyst, a provincial commander, a station, and a patrol that goes back to a door.

const WIDE = { viewport: { width: 1366, height: 900 } } as const;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'dark' } as const;
/** A simulation takes a core for seconds, and here others want it too. */
const SIMULATED = { timeout: 120_000 };

let started: Started;
const contexts: BrowserContext[] = [];

test.beforeAll(async () => {
  started = await npmStart({ year: true });
});

test.afterAll(async () => {
  for (const context of contexts) await context.close();
  await started?.stop();
});

test('a commander reads the figures, asks what one unit less would cost, and the station accepts what is proposed', async ({
  browser,
}) => {
  const commander = await signedIn(browser, WIDE, 'commander');
  await figuresAreCounted(commander);
  await open(commander, 'insight');
  const counted = commander.locator('dl').first().locator('dd').first();
  await expect(counted).toHaveText(/^[1-9]/);
  const ofTheProvince = Number(await counted.textContent());
  await expect(commander.getByRole('heading', { name: 'เวลาที่ประชาชนรอ' })).toBeVisible();
  await checkScreen(commander, '190-figures-commander');
  // A station's own are fewer, and the chart is a table too.
  await commander.getByLabel('พื้นที่').selectOption({ label: 'สภ.เมืองพิษณุโลก' });
  await expect.poll(async () => Number(await counted.textContent())).toBeLessThan(ofTheProvince);
  await commander.getByRole('radiogroup').first().getByText('ตาราง', { exact: true }).click();
  await expect(commander.getByRole('columnheader', { name: 'วันที่' })).toBeVisible();

  await open(commander, 'insight/staffing');
  await commander.getByLabel('คำถาม', { exact: true }).selectOption({ label: 'ถ้าขาด 1 ชุด' });
  await commander.getByLabel('สถานี', { exact: true }).selectOption({ label: 'สภ.เมืองพิษณุโลก' });
  await commander.getByRole('button', { name: 'จำลอง', exact: true }).click();
  await expect(commander.getByText(/^จาก 200 รอบ/)).toBeVisible(SIMULATED);
  await checkScreen(commander, '191-staffing-answer');
  await commander.getByRole('button', { name: 'เสนอผู้จัดเวร' }).click();
  await expect(commander.getByText('ส่งให้ผู้จัดเวรแล้ว')).toBeVisible();
  // Found again by whoever comes later, with who asked and what came of it.
  await open(commander, 'insight/staffing');
  const earlier = commander.getByRole('region', { name: 'คำถามที่ถามไว้แล้ว' });
  await expect(earlier.getByRole('row', { name: /ถ้าขาด 1 ชุด · สภ.เมืองพิษณุโลก/ })).toContainText('สมมติ ดูแล');
  await earlier.getByRole('button', { name: 'เปิดดู' }).click();
  await expect(commander.getByRole('region', { name: 'ถ้าขาด 1 ชุด' })).toBeFocused();

  const boss = await signedIn(browser, PHONE, 'superintendent');
  await open(boss, 'duty');
  const need = boss.getByRole('heading', { name: 'จำนวนชุดที่ต้องมี' });
  await need.scrollIntoViewIfNeeded();
  await checkScreen(boss, '192-roster-proposal');
  await boss.getByRole('button', { name: 'รับ', exact: true }).click();
  await expect(boss.getByText('ที่ใช้อยู่', { exact: true })).toBeVisible();
  expect(await scrollsSideways(boss)).toBe(false);
});

test('who commands looks up a door for a purpose, and the patrol that goes back says what came of it', async ({
  browser,
}) => {
  const commander = await signedIn(browser, WIDE, 'commander');
  await figuresAreCounted(commander);
  // Whatever day it is: the next visit of each door of the station is due.
  const due = `UPDATE insight.revisits SET due_on = (now() AT TIME ZONE 'Asia/Bangkok')::date
    WHERE state = 'open' AND agency_id = (SELECT id FROM jurisdiction.agencies WHERE code = $1)
      AND day = (SELECT min(day) FROM insight.revisits AS other WHERE other.incident_id = revisits.incident_id AND state = 'open')`;
  await runStatement(started.dataDir, due, ['PS65003']);
  await open(commander, 'insight/places');
  await commander.getByRole('button', { name: 'ดูที่อยู่' }).first().click();
  await commander.getByText('วางแผน', { exact: true }).click();
  await expect(commander.getByRole('heading', { name: 'เหตุที่จุดนี้' })).toBeVisible();
  await checkScreen(commander, '193-door-opened');

  const patrol = await signedIn(browser, PHONE, 'patrol1');
  await open(patrol, 'insight/places');
  const doors = patrol.getByRole('button', { name: 'บันทึกผลการเยี่ยม' });
  const before = await doors.count();
  await doors.first().click();
  await patrol.getByText('ไม่มี', { exact: true }).click();
  await patrol.getByText('ไม่พบใคร', { exact: true }).last().click();
  expect(await scrollsSideways(patrol)).toBe(false);
  await checkScreen(patrol, '194-door-visit');
  await patrol.locator('form').getByRole('button', { name: 'บันทึกผลการเยี่ยม' }).click();
  // Nobody at home: it is tomorrow's visit now.
  await expect(doors).toHaveCount(before - 1);
});

test('an analyst finds what each figure means, asks for a file with a purpose, and sees no address', async ({
  browser,
}) => {
  const analyst = await signedIn(browser, { ...WIDE, colorScheme: 'light' }, 'analyst');
  await figuresAreCounted(analyst);
  await open(analyst, 'insight/definitions');
  await expect(analyst.getByRole('heading', { name: 'นับอะไร' })).toBeVisible();
  await checkScreen(analyst, '195-definitions');
  await open(analyst, 'insight/exports');
  await analyst.getByLabel('ใช้เพื่ออะไร').fill('รายงานประจำเดือนของจังหวัด');
  await analyst.getByRole('button', { name: 'ขอไฟล์', exact: true }).click();
  await expect(analyst.getByRole('cell', { name: 'รายงานประจำเดือนของจังหวัด' })).toBeVisible();
  await checkScreen(analyst, '196-exports');
  await open(analyst, 'insight/places');
  await expect(analyst.getByText('คุณเห็นเฉพาะพื้นที่โดยประมาณ').first()).toBeVisible();
  await expect(analyst.getByRole('button', { name: 'ดูที่อยู่' })).toHaveCount(0);
  await checkScreen(analyst, '197-doors-analyst');

  const statistician = await signedIn(browser, PHONE, 'statistician');
  await open(statistician, 'insight/publications');
  await expect(statistician.getByRole('heading', { name: 'เสนอได้แล้ว' })).toBeVisible();
  expect(await scrollsSideways(statistician)).toBe(false);
  await checkScreen(statistician, '198-publications');
});

/** The year is counted in the first minute after the first start. */
async function figuresAreCounted(page: Page): Promise<void> {
  await expect
    .poll(async () => (await (await page.request.get(api('/api/v1/insight/repeat-places'))).json()).places.length, {
      timeout: 120_000,
    })
    .toBeGreaterThan(0);
}

const api = (path: string) => new URL(path, started.consoleUrl).href;

async function open(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, started.consoleUrl).href);
  await expect(page.locator('main').first()).toBeVisible();
  await expect(page.locator('.mantine-Loader-root')).toHaveCount(0);
}

async function signedIn(browser: Browser, how: object, account: string): Promise<Page> {
  const context = await browser.newContext(how);
  contexts.push(context);
  const page = await context.newPage();
  const answer = await page.request.post(api('/api/auth/sign-in/email'), {
    data: { email: `${account}@demo.ess.example`, password: demonstration.password },
  });
  expect(answer.status(), account).toBe(200);
  return page;
}
