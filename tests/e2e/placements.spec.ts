import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import demonstration from '../../database/demo-data/people.json' with { type: 'json' };
import { checkScreen, scrollsSideways } from './steps/screens.ts';
import { npmStart, type Started } from './steps/start-system.ts';

test.describe.configure({ mode: 'serial' });

const WIDE = { viewport: { width: 1366, height: 768 } } as const;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;
const CAMPAIGN = 'ร้านสมมติ ริมน่าน';
const FILE = [
  'รหัสสาขา,ชื่อร้าน,lat,lng',
  'T-1,ร้านสมมติ ท่าเรือ,16.8201,100.2601',
  'T-2,ร้านสมมติ สะพาน,16.8301,100.2601',
  'T-3,,16.8401,100.2601',
  'T-4,ร้านสมมติ กลางทะเล,8.5,102.9',
  '',
].join('\r\n');

let started: Started;
const contexts: BrowserContext[] = [];
let officer: Page;

test.beforeAll(async ({ browser }) => {
  started = await npmStart();
  officer = await open(await browser.newContext(WIDE), 'outreach', 'outreach#campaigns');
});

test.afterAll(async () => {
  for (const context of contexts) await context.close();
  await started?.stop();
});

test('a campaign is begun, an Excel file is named as such, and a file with faults is shown before it is imported', async () => {
  await officer.getByRole('button', { name: 'เริ่มแคมเปญ' }).click();
  await officer.getByLabel('ชื่อแคมเปญ').fill(CAMPAIGN);
  await officer.getByLabel('ของหน่วยงาน').selectOption({ label: 'ใจดีมาร์ท (บริษัทสมมติ สาธิต)' });
  await checkScreen(officer, '150-campaign-new');
  await officer.getByRole('button', { name: 'เริ่มแคมเปญ' }).click();
  await officer.getByRole('status').getByRole('link', { name: 'นำเข้าไฟล์' }).click();
  await officer.getByLabel('เข้าแคมเปญ').selectOption({ label: CAMPAIGN });
  const choose = (name: string, buffer: Buffer) =>
    officer.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await choose('ร้าน.csv', Buffer.from([0x50, 0x4b, 3, 4]));
  await expect(officer.getByRole('alert')).toContainText('CSV UTF-8');
  await choose('ร้าน.csv', Buffer.from(FILE));
  await expect(officer.getByText('ไม่มีชื่อ')).toBeVisible();
  await expect(officer.getByText('พิกัดอยู่นอกประเทศไทย “8.5, 102.9”')).toBeVisible();
  await checkScreen(officer, '151-import-preview');
  await officer.getByRole('button', { name: 'นำเข้า 2 จุด เว้นแถวผิด 2 แถว' }).click();
  await expect(officer.getByText('นำเข้าแล้ว: ใหม่ 2 เปลี่ยน 0')).toBeVisible();
});

test('a place is found, moved, and shown at an event; where nobody knows us is a table', async () => {
  await officer.getByRole('link', { name: 'แผนที่หมุด' }).first().click();
  await officer.getByLabel('ค้นหาหมุด').fill('T-1');
  await officer.getByRole('link', { name: /ร้านสมมติ ท่าเรือ/ }).click();
  const code = (await officer.getByText(/^[0-9A-Z]{4} [0-9A-Z]{4}$/).textContent()) ?? '';
  await officer.getByRole('button', { name: 'แก้ไขหรือย้ายหมุด' }).click();
  await officer.getByLabel('ตำแหน่งบนแผนที่').fill('16.82110, 100.26590');
  await officer.getByLabel('ติดหรือยัง').selectOption({ label: 'ติดแล้ว' });
  await checkScreen(officer, '152-placement-form');
  await officer.getByRole('button', { name: 'บันทึก', exact: true }).click();
  await expect(officer.getByRole('button', { name: 'แก้ไขหรือย้ายหมุด' })).toBeVisible();
  await expect(officer.getByText('จากเปิดดู ถึงเจ้าหน้าที่รับ')).toBeVisible();
  await checkScreen(officer, '153-placement');

  await officer.goto(new URL('outreach#events', started.consoleUrl).href);
  await officer.getByRole('button', { name: 'เพิ่มกิจกรรม' }).click();
  const form = officer.getByRole('form', { name: 'เพิ่มกิจกรรม' });
  await form.getByLabel('ชื่อกิจกรรม').fill('ตลาดนัดริมน่าน');
  await form.getByLabel('แคมเปญ').selectOption({ label: CAMPAIGN });
  await form.getByLabel('สถานที่').fill('ลานตลาดสมมติ');
  await form.getByLabel('รหัสที่ใช้ในงาน').fill(code);
  await checkScreen(officer, '154-event-form');
  await form.getByRole('button', { name: 'เพิ่ม', exact: true }).click();
  await expect(officer.getByRole('heading', { name: 'ตลาดนัดริมน่าน' })).toBeVisible();
  await checkScreen(officer, '155-events');
  await officer.getByRole('link', { name: 'ที่ยังไม่มีใครรู้จัก' }).click();
  await officer.getByRole('button', { name: 'พิษณุโลก' }).click();
  await expect(officer.getByRole('button', { name: 'ทุกจังหวัด' })).toBeVisible();
  await checkScreen(officer, '156-coverage');
});

test('a partner sees its own places and sums only, on a phone', async ({ browser }) => {
  const partner = await open(await browser.newContext(PHONE), 'partner', 'outreach#campaigns');
  const card = partner.getByRole('listitem').filter({ hasText: CAMPAIGN });
  await card.getByRole('button', { name: 'ดูผล' }).click();
  await expect(card.getByText('น้อยกว่า 10').first()).toBeVisible();
  await expect(card.getByRole('button', { name: /แก้ไข/ })).toHaveCount(0);
  expect(await scrollsSideways(partner)).toBe(false);
  await checkScreen(partner, '157-partner');
  const other = await open(await browser.newContext(PHONE), 'partner2', 'outreach#campaigns');
  await expect(other.getByRole('heading', { name: 'ปั๊มปลอดภัย' })).toBeVisible();
  await expect(other.getByText(CAMPAIGN)).toHaveCount(0);
});

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
