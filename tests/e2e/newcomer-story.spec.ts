import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { openPhone, sendPlace, tapMenu, write } from './steps/phone.ts';
import { checkScreen } from './steps/screens.ts';
import { npmStart, type Started } from './steps/start-system.ts';

test.describe.configure({ mode: 'serial' });

let started: Started;
let desk: Page;
let phone: Page;
let contexts: BrowserContext[];

test.beforeAll(async ({ browser }) => {
  started = await npmStart();
  const atDesk = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const inHand = await browser.newContext({ viewport: { width: 900, height: 900 } });
  contexts = [atDesk, inHand];
  desk = await atDesk.newPage();
  phone = await openPhone(await inHand.newPage(), started.phoneUrl);
});

test.afterAll(async () => {
  for (const context of contexts ?? []) await context.close();
  await started?.stop();
});

test('npm start prints the addresses and the demonstration accounts', () => {
  expect(started.output).toContain('/console/');
  expect(started.output).toContain('duty1@demo.ess.example');
});

test('an officer signs in and sees a quiet desk', async () => {
  await desk.goto(started.consoleUrl);
  await desk.getByRole('button', { name: /สมมติ ใจดี/ }).waitFor();
  await checkScreen(desk, '01-sign-in');
  await desk.getByRole('button', { name: /สมมติ ใจดี/ }).click();
  await expect(desk.getByText('ไม่มีเหตุค้าง')).toBeVisible();
  await expect(desk.getByText('เชื่อมต่อสด')).toBeVisible();
  await checkScreen(desk, '02-quiet-desk');
});

test('a report from the phone alarms the desk', async () => {
  await checkScreen(phone, '03-phone-menu');
  await tapMenu(phone, 'แจ้งเหตุร้าย');
  await phone.getByText('ข่มขู่ หรือทำร้าย').click();
  await expect(phone.getByText('แล้วเราจะแจ้งตำรวจทันที')).toBeVisible();
  await sendPlace(phone);
  await expect(phone.getByText('รอเจ้าหน้าที่รับเหตุ')).toBeVisible();
  await checkScreen(phone, '03-phone-waits');

  await expect(desk.getByText('ยังไม่มีผู้รับ 1 เหตุ')).toBeVisible();
  await expect(desk).toHaveTitle(/^\(1\)/);
  await checkScreen(desk, '04-desk-alarm');
});

test('two taps acknowledge with an arrival time, and the phone is told', async () => {
  await desk
    .getByRole('link', { name: /ข่มขู่ว่าจะทำร้ายหรือทำร้าย/ })
    .first()
    .click();
  await expect(desk.getByText('รับทราบเหตุ และจะถึงภายใน')).toBeVisible();
  await checkScreen(desk, '05-desk-incident');
  await desk.getByRole('button', { name: 'รับทราบ 8 นาที' }).click();
  await expect(phone.getByText('8 นาที', { exact: true })).toBeVisible();
  await expect(desk).not.toHaveTitle(/^\(/);
  await checkScreen(phone, '06-phone-answer');
  await checkScreen(desk, '07-desk-acknowledged');
});

test('officer and reporter write to each other', async () => {
  await desk.getByRole('textbox', { name: 'พิมพ์ถึงผู้แจ้ง' }).fill('อยู่ตรงไหนของบ้าน');
  await desk.getByRole('button', { name: 'ส่ง', exact: true }).click();
  await expect(phone.getByText('อยู่ตรงไหนของบ้าน')).toBeVisible();
  await write(phone, 'อยู่ห้องครัว มีเด็กสองคน');
  await expect(desk.getByText('อยู่ห้องครัว มีเด็กสองคน').first()).toBeVisible();
  await checkScreen(desk, '08-desk-chat');
});

test('the patrol goes, arrives, and the outcome reaches the phone', async () => {
  await desk.keyboard.press('Escape');
  await desk
    .getByRole('link', { name: /ข่มขู่ว่าจะทำร้ายหรือทำร้าย/ })
    .first()
    .click();
  // The best unit stands first, with the reason; one tap sends it.
  await expect(desk.getByText('แนะนำ')).toBeVisible();
  await checkScreen(desk, '09-desk-units');
  await desk.getByRole('button', { name: 'ส่ง สายตรวจ 1' }).click();
  await desk.getByRole('button', { name: 'สายตรวจกำลังไป' }).click();
  await expect(phone.getByText('ออกเดินทางแล้ว').first()).toBeVisible();
  await desk.getByRole('button', { name: 'ถึงที่เกิดเหตุแล้ว' }).first().click();
  await expect(phone.getByText('ถึงที่เกิดเหตุแล้ว').first()).toBeVisible();
  await checkScreen(desk, '09-desk-on-scene');
});

test('in English the console says the same', async () => {
  await desk.getByRole('button', { name: /สมมติ ใจดี/ }).click();
  await desk.getByText('English').click();
  await expect(desk.getByText('Live', { exact: false }).first()).toBeVisible();
  await desk.keyboard.press('Escape');
  await checkScreen(desk, '10-desk-english');
});
