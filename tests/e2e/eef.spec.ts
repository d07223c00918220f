import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import type { EefFigures, EefList } from '../../contract/eef-api.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import demonstration from '../../database/demo-data/people.json' with { type: 'json' };
import { checkScreen, scrollsSideways } from './steps/screens.ts';
import { npmStart, type Started } from './steps/start-system.ts';

test.describe.configure({ mode: 'serial' });

const WIDE = { viewport: { width: 1366, height: 768 } } as const;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;

let started: Started;
const contexts: BrowserContext[] = [];
let officer: Page;
let codes: string[];

test.beforeAll(async ({ browser }) => {
  started = await npmStart();
  officer = await open(await browser.newContext(WIDE), 'eef', 'eef');
});

test.afterAll(async () => {
  for (const context of contexts) await context.close();
  await started?.stop();
});

test('the queue is filtered, and a child is opened and left by the keyboard, without a name before acceptance', async () => {
  const rows = officer.getByRole('button', { name: /RF-\d+-\d+/ });
  await expect(rows).toHaveCount(3);
  await officer.getByLabel('อายุ').selectOption({ label: '12–14 ปี' });
  await expect(rows).toHaveCount(1);
  await officer.getByRole('heading', { name: 'เด็กกลับเข้าเรียน (กสศ.)' }).click();
  await officer.keyboard.press('j');
  await officer.keyboard.press('Enter');
  await expect(officer.getByText('ชื่อและข้อมูลของเด็กจะแสดงเมื่อรับแล้ว')).toBeVisible();
  await expect(officer.getByText('ใบตอง')).toHaveCount(0);
  await checkScreen(officer, '130-eef-child');
  await officer.keyboard.press('Escape');
  await expect(officer.getByRole('button', { expanded: true })).toHaveCount(0);
  await expect(rows.first()).toBeFocused();
  await officer.getByLabel('อายุ').selectOption({ label: 'ทั้งหมด' });
  await expect(rows).toHaveCount(3);
});

test('several are accepted at once: one was taken back meanwhile, and it is said which', async ({ browser }) => {
  const { children } = await ask<EefList>(officer, 'eef/children');
  codes = children.map(({ referral }) => referral.code);
  const sender = await browser.newContext();
  const page = await open(sender, 'social-office', 'cases');
  const lost = children.at(-1)?.referral;
  const answer = await page.request.post(new URL(`/api/v1/referrals/${lost?.id}/withdraw`, started.consoleUrl).href, {
    data: { reason: 'better-service' },
    headers: { 'Idempotency-Key': crypto.randomUUID(), Origin: new URL(started.consoleUrl).origin },
  });
  expect(answer.status()).toBe(200);
  await officer.getByLabel('เลือกทั้งหมดที่แสดง').check();
  await checkScreen(officer, '131-eef-chosen');
  await officer.getByRole('button', { name: 'รับ 3 คน' }).click();
  const note = officer.getByRole('status').filter({ hasText: 'รับแล้ว 2 คน' });
  await expect(note).toContainText(`${lost?.code}: ผู้ส่งถอนคืน`);
  await expect(officer.getByText('ไม่มีเด็กที่รอตอบรับ')).toBeVisible();
  await checkScreen(officer, '132-eef-accepted');
});

test('an outcome is said of a child, and the headline is what the figures add up to', async () => {
  const before = await figures();
  await officer.getByRole('link', { name: /^กำลังช่วย/ }).click();
  await officer.getByRole('button', { name: /ใบตอง/ }).click();
  await officer.getByRole('button', { name: 'เริ่มดำเนินการ' }).click();
  await officer.getByRole('button', { name: 'บันทึกผล' }).click();
  await officer.getByLabel('ผล', { exact: true }).selectOption({ label: 'กลับเข้าเรียนในระบบ' });
  await checkScreen(officer, '133-eef-outcome');
  await officer.getByRole('button', { name: 'บันทึกผล' }).click();
  await expect(officer.getByRole('button', { name: /ใบตอง/ })).toHaveCount(0);
  await officer.goto(new URL('eef#figures', started.consoleUrl).href);
  await officer.reload();
  const after = await figures();
  expect(after.back).toBe(before.back + 1);
  expect(after.children).toBe(after.results.reduce((sum, { children }) => sum + children, 0));
  const headline = officer.getByText(/^\d+ ?คนกลับเข้าเรียนแล้ว จากเด็กที่ส่งมา/);
  await expect(headline).toHaveText(`${after.back}คนกลับเข้าเรียนแล้ว จากเด็กที่ส่งมา ${after.children} คน`);
  const shown = officer.getByRole('row', { name: /^กลับเข้าเรียน/ }).first();
  await expect(shown).toContainText(String(after.back));
  await checkScreen(officer, '134-eef-figures');
});

test('whether a child still learns is asked, what nobody answered in time first, and answered in the row', async () => {
  await officer.getByRole('link', { name: /^ติดตามการเรียน .*เกินกำหนด 2/ }).click();
  const late = officer.getByRole('listitem').filter({ hasText: 'เลยกำหนด' });
  await expect(late).toHaveCount(2);
  await late
    .first()
    .getByRole('button', { name: /^มาเรียน 80% ขึ้นไป/ })
    .click();
  await officer.getByLabel(/^มาเรียนร้อยละ/).fill('92');
  await checkScreen(officer, '135-eef-check');
  await officer.getByRole('button', { name: 'บันทึก', exact: true }).click();
  await expect(late).toHaveCount(1);
  await expect(officer.getByRole('link', { name: /^ติดตามการเรียน .*เกินกำหนด 1/ })).toBeVisible();
});

test('files go out, and come back with the line that is wrong', async () => {
  await officer.getByRole('link', { name: 'ไฟล์' }).click();
  const exported = officer.getByRole('link', { name: 'ที่ยังไม่จบ · CSV' });
  const file = await officer.request.get(new URL((await exported.getAttribute('href')) ?? '', started.consoleUrl).href);
  expect(file.status()).toBe(200);
  expect(await file.text()).toContain(codes[1]);
  const answers = `referral,answer,reason\n${codes[1]},start,\nRF-2569-999999,accept,\n${codes[1]},decline,no-such-reason\n`;
  await officer
    .locator('input[type=file]')
    .setInputFiles({ name: 'answers.csv', mimeType: 'text/csv', buffer: Buffer.from(answers) });
  const report = officer.getByRole('status').filter({ hasText: 'จะบันทึก 1 รายการ' });
  await expect(report.getByRole('row')).toHaveCount(3);
  await expect(report.getByRole('row', { name: /^3 RF-2569-999999/ })).toBeVisible();
  await expect(report.getByRole('row', { name: /^4 .*\(reason\)/ })).toBeVisible();
  await checkScreen(officer, '136-eef-file');
  await officer.getByRole('button', { name: 'นำเข้า 1 รายการ' }).click();
  await expect(officer.getByRole('status').filter({ hasText: 'บันทึกแล้ว 1 รายการ' })).toBeVisible();
});

test('on a phone, in the dark and in English', async ({ browser }) => {
  const phone = await open(await browser.newContext(PHONE), 'eef', 'eef#working');
  await phone.getByRole('button', { name: /ตั้งใจ/ }).click();
  await expect(phone.getByText(/โรงเรียนตัวอย่างพิทยาคม/).first()).toBeVisible();
  expect(await scrollsSideways(phone)).toBe(false);
  await checkScreen(phone, '137-eef-phone');
  const context = await browser.newContext({ ...PHONE, viewport: { width: 320, height: 640 }, colorScheme: 'dark' });
  await context.addInitScript(`localStorage.setItem('ess-language', 'en')`);
  const dark = await open(context, 'eef', 'eef#checks');
  await expect(dark.getByRole('button', { name: /^Has left/ }).first()).toBeVisible();
  expect(await scrollsSideways(dark)).toBe(false);
  await checkScreen(dark, '138-eef-320-dark');
});

const figures = () => {
  const day = (days: number) => addDays(thaiDayOf(new Date()), days);
  return ask<EefFigures>(officer, `eef/figures?from=${day(-365)}&to=${day(1)}`);
};

async function open(context: BrowserContext, email: string, path: string): Promise<Page> {
  contexts.push(context);
  const page = await context.newPage();
  const answer = await page.request.post(new URL('/api/auth/sign-in/email', started.consoleUrl).href, {
    data: { email: `${email}@demo.ess.example`, password: demonstration.password },
  });
  expect(answer.status(), email).toBe(200);
  await page.goto(new URL(path, started.consoleUrl).href);
  await expect(page.locator('main').first()).toBeVisible();
  return page;
}

async function ask<Answer>(page: Page, path: string): Promise<Answer> {
  const answer = await page.request.get(new URL(`/api/v1/${path}`, started.consoleUrl).href);
  expect(answer.status(), path).toBe(200);
  return (await answer.json()) as Answer;
}
