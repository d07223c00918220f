import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { WITH_MAP } from './steps/browser.ts';
import { openPhone, sendPlace, tapMenu, write } from './steps/phone.ts';
import { checkScreen } from './steps/screens.ts';
import { npmStart, type Started } from './steps/start-system.ts';

test.use({ launchOptions: WITH_MAP, contextOptions: { reducedMotion: 'no-preference' } });

test.describe.configure({ mode: 'serial' });

let started: Started;
let station: Page;
let phone: Page;
let contexts: BrowserContext[];

test.beforeAll(async ({ browser }) => {
  started = await npmStart({ from: 'nothing' });
  const onLaptop = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const inHand = await browser.newContext({ viewport: { width: 900, height: 900 } });
  contexts = [onLaptop, inHand];
  station = await onLaptop.newPage();
  phone = await openPhone(await inHand.newPage(), started.phoneUrl);
});

test.afterAll(async () => {
  for (const context of contexts ?? []) await context.close();
  await started?.stop();
});

test('npm start prints the addresses and the demonstration accounts', () => {
  expect(started.output).toContain('/console/');
  expect(started.output).toContain('/r/');
  expect(started.output).toContain('duty1@demo.ess.example');
});

test('an officer signs in and sees an empty queue', async () => {
  await station.goto(started.consoleUrl);
  await station.getByRole('button', { name: /สมมติ ใจดี/ }).waitFor();
  await checkScreen(station, '01-sign-in');
  await station.getByRole('button', { name: /สมมติ ใจดี/ }).click();
  await expect(station.getByText('ไม่มีเหตุค้าง')).toBeVisible();
  await expect(station.getByText('เชื่อมต่อสด')).toBeVisible();
  await checkScreen(station, '02-empty-queue');
});

test('a report from the phone raises an alarm at the console', async () => {
  await checkScreen(phone, '03-phone-menu');
  await tapMenu(phone, 'แจ้งเหตุร้าย');
  await phone.getByText('ข่มขู่ หรือทำร้าย').click();
  await expect(phone.getByText('แล้วเราจะแจ้งตำรวจทันที')).toBeVisible();
  await sendPlace(phone);
  await expect(phone.getByText('รอเจ้าหน้าที่รับเหตุ')).toBeVisible();
  await checkScreen(phone, '03-phone-waits');

  await expect(station.getByText('ยังไม่มีผู้รับ 1 เหตุ')).toBeVisible();
  await expect(station).toHaveTitle(/^\(1\)/);
  await checkScreen(station, '04-console-alarm');
});

test('two taps acknowledge with an arrival time, and the reporter gets a message', async () => {
  await station
    .getByRole('link', { name: /ข่มขู่ว่าจะทำร้ายหรือทำร้าย/ })
    .first()
    .click();
  await expect(station.getByText('รับทราบเหตุ และจะถึงภายใน')).toBeVisible();
  await checkScreen(station, '05-console-incident');
  await station.getByRole('button', { name: 'รับทราบ 8 นาที' }).click();
  await expect(phone.getByText('8 นาที', { exact: true })).toBeVisible();
  await expect(station).not.toHaveTitle(/^\(/);
  await checkScreen(phone, '06-phone-answer');
  await checkScreen(station, '07-console-acknowledged');
});

test('officer and reporter write to each other', async () => {
  await station.getByRole('textbox', { name: 'พิมพ์ถึงผู้แจ้ง' }).fill('อยู่ตรงไหนของบ้าน');
  await station.getByRole('button', { name: 'ส่ง', exact: true }).click();
  await expect(phone.getByText('อยู่ตรงไหนของบ้าน')).toBeVisible();
  await write(phone, 'อยู่ห้องครัว มีเด็กสองคน');
  await expect(station.getByText('อยู่ห้องครัว มีเด็กสองคน').first()).toBeVisible();
  await checkScreen(station, '08-console-chat');
});

test('the patrol goes, arrives, and the reporter gets the outcome', async () => {
  await station.keyboard.press('Escape');
  await station
    .getByRole('link', { name: /ข่มขู่ว่าจะทำร้ายหรือทำร้าย/ })
    .first()
    .click();
  // The best unit is first, with the reason; one tap sends it.
  await expect(station.getByText('แนะนำ')).toBeVisible();
  await checkScreen(station, '09-console-units');
  await station.getByRole('button', { name: 'ส่ง สายตรวจ 1' }).click();
  await station.getByRole('button', { name: 'สายตรวจกำลังไป' }).click();
  await expect(phone.getByText('ออกเดินทางแล้ว').first()).toBeVisible();
  await station.getByRole('button', { name: 'ถึงที่เกิดเหตุแล้ว' }).first().click();
  await expect(phone.getByText('ถึงที่เกิดเหตุแล้ว').first()).toBeVisible();
  await checkScreen(station, '09-console-on-scene');
});

test('the console in English', async () => {
  await station.getByRole('button', { name: /สมมติ ใจดี/ }).click();
  await station.getByText('English').click();
  await expect(station.getByText('Live', { exact: false }).first()).toBeVisible();
  await station.keyboard.press('Escape');
  await checkScreen(station, '10-console-english');
});
