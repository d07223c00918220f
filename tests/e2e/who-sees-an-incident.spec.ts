import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { openPhone, sendPlace, tapMenu, write } from './steps/phone.ts';
import { checkScreen } from './steps/screens.ts';
import { npmStart, type Started } from './steps/start-system.ts';

test.describe.configure({ mode: 'serial' });

const WIDE = { viewport: { width: 1440, height: 900 } };
const SMALL = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const TYPE = /ข่มขู่ว่าจะทำร้ายหรือทำร้าย/;

let started: Started;
let contexts: BrowserContext[] = [];
let duty: Page;
let boss: Page;
let patrol: Page;
let phone: Page;
/** `/console/incidents/…` */
let address: string;

test.beforeAll(async ({ browser }) => {
  started = await npmStart();
  phone = await openPhone(await openPage(browser, { viewport: { width: 900, height: 900 } }), started.phoneUrl);
  duty = await signedIn(browser, WIDE, /สมมติ ใจดี/);
  boss = await signedIn(browser, WIDE, /ตัวอย่าง มั่นคง/);
  patrol = await signedIn(browser, SMALL, /สมมติ ขี่ไว/);
});

test.afterAll(async () => {
  for (const context of contexts) await context.close();
  contexts = [];
  await started?.stop();
});

async function openPage(browser: Browser, options: object): Promise<Page> {
  const context = await browser.newContext(options);
  contexts.push(context);
  return context.newPage();
}

/** With one tap on a demonstration account. */
async function signedIn(browser: Browser, options: object, name: RegExp): Promise<Page> {
  const page = await openPage(browser, options);
  await page.goto(started.consoleUrl);
  await page.getByRole('button', { name }).click();
  await expect(page.getByRole('button', { name: /^เมนู/ })).toBeVisible();
  return page;
}

test('a patrol without a job sees that, and no queue', async () => {
  await expect(patrol.getByText('ยังไม่มีงาน')).toBeVisible();
  await checkScreen(patrol, '40-patrol-no-job');
});

test('a superintendent sees the phone masked, and why', async () => {
  await tapMenu(phone, 'แจ้งเหตุร้าย');
  await phone.getByText('ข่มขู่ หรือทำร้าย').click();
  await expect(phone.getByText('แล้วเราจะแจ้งตำรวจทันที')).toBeVisible();
  await sendPlace(phone);
  await expect(phone.getByText('รอเจ้าหน้าที่รับเหตุ')).toBeVisible();
  await write(phone, '0812345567');

  await boss.getByRole('link', { name: TYPE }).first().click();
  await expect(boss.getByText('08x-xxx-x567')).toBeVisible();
  await expect(boss.getByText('ซ่อนเบอร์ไว้บางส่วน', { exact: false })).toBeVisible();
  address = new URL(boss.url()).pathname;
  await checkScreen(boss, '41-masked');
});

test('one tap on a reason unmasks it, and it is masked again when the incident is closed', async () => {
  await boss.getByRole('button', { name: 'ขอดูเบอร์' }).click();
  await expect(boss.getByText('ขอดูเพื่ออะไร')).toBeVisible();
  await checkScreen(boss, '42-asked-why');
  await boss.getByRole('button', { name: 'โทรหาผู้แจ้ง' }).click();
  await expect(boss.getByText('081-234-5567')).toBeVisible();
  await expect(boss.getByText('บันทึกการดูแล้ว', { exact: false })).toBeVisible();
  await checkScreen(boss, '43-unmasked');
  await boss.getByRole('button', { name: 'ปิด', exact: true }).click();
  await boss.getByRole('link', { name: TYPE }).first().click();
  await expect(boss.getByText('08x-xxx-x567')).toBeVisible();
  await expect(boss.getByText('081-234-5567')).toHaveCount(0);
});

test('the list of views names the superintendent, the unmasking and its reason', async () => {
  await boss.getByRole('button', { name: 'ใครเปิดดูแล้วบ้าง' }).click();
  const own = boss.getByRole('listitem').filter({ hasText: 'ตัวอย่าง มั่นคง' });
  await expect(own.getByText('ขอดูข้อมูลที่ซ่อนไว้ (โทรหาผู้แจ้ง)', { exact: false }).first()).toBeVisible();
  await expect(own.getByText('ผู้กำกับการ', { exact: false })).toBeVisible();
  await checkScreen(boss, '44-views');
});

test('unusual views have their own page', async () => {
  await boss.getByRole('button', { name: /^เมนู/ }).click();
  await boss.getByRole('button', { name: 'การเปิดดูที่น่าถาม' }).click();
  await expect(boss.getByRole('heading', { name: 'การเปิดดูที่น่าถาม' })).toBeVisible();
  await expect(boss.getByLabel('ช่วงเวลา')).toBeVisible();
  await checkScreen(boss, '45-unusual-views');
});

test('an officer sent by name finds the job on the telephone, and one button accepts it', async () => {
  await duty.getByRole('link', { name: TYPE }).first().click();
  await duty.getByRole('button', { name: 'รับทราบ 8 นาที' }).click();
  await duty.getByRole('button', { name: 'เลือกชุดอื่น' }).click();
  await duty.getByRole('button', { name: 'พิมพ์ชื่อเอง หรือเลือกคน' }).click();
  await duty.getByRole('checkbox', { name: /สมมติ ขี่ไว/ }).check();
  await duty.getByRole('textbox', { name: /สายตรวจ/ }).fill('ส.14');
  await checkScreen(duty, '46-officers-by-name');
  await duty.getByRole('button', { name: 'มอบหมายสายตรวจและ 1 คน' }).click();

  await expect(patrol.getByRole('heading', { name: TYPE })).toBeVisible();
  await expect(patrol.getByRole('button', { name: 'กำลังไป' })).toBeVisible();
  await expect(patrol.getByRole('link', { name: 'นำทางด้วยแอปในเครื่อง' })).toHaveAttribute('href', /^(geo|maps):/);
  await checkScreen(patrol, '47-patrol-job');
  await patrol.getByRole('button', { name: 'กำลังไป' }).click();
  await expect(duty.getByText('กำลังเดินทาง').first()).toBeVisible();
  await patrol.getByRole('button', { name: 'ถึงแล้ว' }).click();
  await expect(patrol.getByText('ถึงที่เกิดเหตุแล้ว').first()).toBeVisible();
  await checkScreen(patrol, '48-patrol-on-scene');
});

test('a conflict of interest removes the incident from the officer’s open console at once, without a message', async () => {
  await expect(duty.getByRole('heading', { name: TYPE })).toBeVisible();
  await boss.goto(new URL(`${address}/conflicts`, started.consoleUrl).href);
  await boss.getByRole('button', { name: 'ซ่อนเหตุนี้จากเจ้าหน้าที่' }).click();
  await boss.getByLabel('ชื่อหรือรหัสเจ้าหน้าที่').fill('ใจดี');
  await boss.getByRole('radio', { name: /สมมติ ใจดี/ }).check();
  await boss.getByRole('button', { name: 'ผู้แจ้งบอกว่าเป็นผู้ก่อเหตุ' }).click();
  await expect(boss.getByText('เหตุนี้จะหายจากจอของ', { exact: false })).toBeVisible();
  await checkScreen(boss, '49-mark');
  await boss.getByRole('button', { name: /^ซ่อนเหตุนี้จาก ร\.ต\.ท\. สมมติ ใจดี/ }).click();
  await expect(boss.getByText('ไม่เห็นเหตุนี้', { exact: true })).toBeVisible();

  await expect(duty.getByText('ไม่พบเหตุนี้ในรายการของคุณ')).toBeVisible();
  await expect(duty.getByRole('link', { name: TYPE })).toHaveCount(0);
  await expect(duty.getByRole('heading', { name: TYPE })).toHaveCount(0);
  await checkScreen(duty, '50-gone');
  await duty.goto(new URL(address, started.consoleUrl).href);
  await expect(duty.getByText('ไม่พบเหตุนี้ในรายการของคุณ')).toBeVisible();
});

test('after the conflict is lifted with a reason, it comes back by itself', async () => {
  await boss.getByRole('button', { name: 'เลิกซ่อน', exact: true }).click();
  await boss.getByRole('button', { name: 'เป็นคนละคนกัน' }).click();
  await boss.getByRole('button', { name: 'ยืนยันเลิกซ่อน' }).click();
  await expect(boss.getByText('เลิกซ่อนแล้ว', { exact: true })).toBeVisible();
  await checkScreen(boss, '51-lifted');
  await expect(duty.getByRole('link', { name: TYPE })).toBeVisible();
});

test('a partner who is invited sees the incident masked, and no other', async ({ browser }) => {
  await boss.getByRole('button', { name: 'ผู้ได้รับเชิญ' }).click();
  await boss.getByRole('button', { name: 'เชิญคนมาดูเหตุนี้' }).click();
  await boss.getByLabel('ชื่อหรือรหัสคนที่จะเชิญ').fill('ใส่ใจ');
  await boss.getByRole('radio', { name: /สมมติ ใส่ใจ/ }).check();
  await boss.getByRole('button', { name: 'ดูแลรักษาผู้ประสบเหตุ' }).click();
  await checkScreen(boss, '52-invite');
  await boss.getByRole('button', { name: /^เชิญ พญ/ }).click();
  await expect(boss.getByRole('button', { name: 'ยกเลิกคำเชิญ' })).toBeVisible();

  const guest = await signedIn(browser, SMALL, /สมมติ ใส่ใจ/);
  await guest.getByRole('link', { name: TYPE }).click();
  await expect(guest.getByText('คุณเห็นเหตุนี้แบบซ่อนข้อมูลบางส่วน')).toBeVisible();
  await expect(guest.getByText('08x-xxx-x567')).toBeVisible();
  await expect(guest.getByText('081-234-5567')).toHaveCount(0);
  await checkScreen(guest, '53-guest');
});

test('somebody who sees no incidents comes to the figures', async ({ browser }) => {
  const analyst = await signedIn(browser, WIDE, /สมมติ นับเลข/);
  await expect(analyst.getByRole('heading', { name: 'เวลาที่ประชาชนรอ' })).toBeVisible();
  await checkScreen(analyst, '54-start');
});
