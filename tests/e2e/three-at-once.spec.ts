import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { signInAs } from './steps/console.ts';
import { openPhone, sendPlace, tapMenu } from './steps/phone.ts';
import { checkScreen } from './steps/screens.ts';
import { npmStart, type Started } from './steps/start-system.ts';

// Station, 191 and patrol look at the same incident at the same time, each on their own screen.
test.describe.configure({ mode: 'serial' });

let started: Started;
let station: Page;
let centre: Page;
let patrol: Page;
let phone: Page;
let contexts: BrowserContext[];

test.beforeAll(async ({ browser }) => {
  started = await npmStart();
  const [atStation, at191, onBike, inHand] = await Promise.all([
    browser.newContext({ viewport: { width: 1440, height: 900 } }),
    browser.newContext({ viewport: { width: 1440, height: 900 } }),
    browser.newContext({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      geolocation: { latitude: 16.8171, longitude: 100.2602, accuracy: 12 },
      permissions: ['geolocation'],
    }),
    browser.newContext({ viewport: { width: 900, height: 900 } }),
  ]);
  contexts = [atStation, at191, onBike, inHand];
  [station, centre, patrol] = [await atStation.newPage(), await at191.newPage(), await onBike.newPage()];
  phone = await openPhone(await inHand.newPage(), started.phoneUrl);
});

test.afterAll(async () => {
  for (const context of contexts ?? []) await context.close();
  await started?.stop();
});

test('one report rings at the station and at 191', async () => {
  for (const [page, name] of [
    [station, /สมมติ ใจดี/],
    [centre, /รับสาย/],
    [patrol, /ขี่ไว/],
  ] as const) {
    await page.goto(started.consoleUrl);
    await signInAs(page, name);
  }
  await expect(patrol.getByText('ยังไม่มีงาน')).toBeVisible();
  await tapMenu(phone, 'แจ้งเหตุร้าย');
  await phone.getByText('ข่มขู่ หรือทำร้าย').click();
  await sendPlace(phone);
  for (const page of [station, centre]) await expect(page.getByText('ยังไม่มีผู้รับ 1 เหตุ')).toBeVisible();
  await checkScreen(centre, '70-three-191-alarm');
});

test('the station answers: the alarm at 191 stops too, and 191 sees who has it', async () => {
  await station
    .getByRole('link', { name: /ข่มขู่ว่าจะทำร้ายหรือทำร้าย/ })
    .first()
    .click();
  await station.getByRole('button', { name: 'รับทราบ 8 นาที' }).click();
  await expect(phone.getByText('8 นาที', { exact: true })).toBeVisible();
  await expect(centre.getByText('ยังไม่มีผู้รับ 1 เหตุ')).toHaveCount(0);
  await centre
    .getByRole('link', { name: /ข่มขู่ว่าจะทำร้ายหรือทำร้าย/ })
    .first()
    .click();
  await expect(centre.getByText(/สมมติ ใจดี.*รับทราบ/).first()).toBeVisible();
});

test('the unit that is sent gets the job on its phone, and each of its steps is on all screens', async () => {
  await station.getByRole('button', { name: /^ส่ง สายตรวจ 1/ }).click();
  await expect(patrol.getByRole('button', { name: 'กำลังไป', exact: true })).toBeVisible();
  await checkScreen(patrol, '71-three-patrol-job');
  await patrol.getByRole('button', { name: 'กำลังไป', exact: true }).click();
  await expect(phone.getByText('ออกเดินทางแล้ว').first()).toBeVisible();
  for (const page of [station, centre]) await expect(page.getByText('กำลังเดินทาง').first()).toBeVisible();
  await checkScreen(station, '72-three-station-en-route');
  await patrol.getByRole('button', { name: 'ถึงแล้ว', exact: true }).click();
  await expect(phone.getByText('ถึงที่เกิดเหตุแล้ว').first()).toBeVisible();
  for (const page of [station, centre]) await expect(page.getByText('ถึงที่เกิดเหตุ').first()).toBeVisible();
  await checkScreen(centre, '73-three-191-on-scene');
});

test('“nobody came” rings again on every screen', async () => {
  await patrol.getByRole('button', { name: 'เสร็จงาน', exact: true }).click();
  await patrol.getByRole('button', { name: 'ระงับเหตุแล้ว' }).click();
  await expect(patrol.getByText('ยังไม่มีงาน')).toBeVisible();
  await station.getByRole('button', { name: 'ยืนยันผลนี้' }).click();
  await expect(phone.getByText('ช่วยเหลือเรียบร้อยแล้ว').first()).toBeVisible();
  await phone.getByRole('button', { name: 'ไม่มีใครมา' }).first().click();
  for (const page of [station, centre]) await expect(page.getByText('ยังไม่มีผู้รับ 1 เหตุ')).toBeVisible();
  await checkScreen(station, '74-three-station-reopened');
});
