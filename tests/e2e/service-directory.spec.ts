import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import demonstration from '../../database/demo-data/people.json' with { type: 'json' };
import { checkScreen, scrollsSideways } from './steps/screens.ts';
import { npmStart, type Started } from './steps/start-system.ts';

test.describe.configure({ mode: 'serial' });

const DESK = { viewport: { width: 1366, height: 768 } } as const;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;
/** An invented service that was checked 200 days ago, and one whose places are counted. */
const STALE = 'ปรับสภาพบ้านผู้สูงอายุและคนพิการ';
const COUNTED = '0199e651-0018-7000-8000-000000000001';

let started: Started;
const contexts: BrowserContext[] = [];
let office: Page;

test.beforeAll(async ({ browser }) => {
  started = await npmStart();
  office = await open(await browser.newContext(DESK), 'social-office', 'services');
});

test.afterAll(async () => {
  for (const context of contexts) await context.close();
  await started?.stop();
});

test('on a phone an officer finds what nobody checked for long, and one tap says that it is still so', async ({
  browser,
}) => {
  const page = await open(await browser.newContext(PHONE), 'social-office', 'services#check');
  const tab = page.getByRole('link', { name: /^ต้องตรวจ \d+$/ });
  const before = Number((await tab.textContent())?.match(/\d+/)?.[0]);
  const row = page.getByRole('listitem').filter({ hasText: STALE });
  await expect(row.getByText('ตรวจนานเกินไป ไม่ถูกเสนอ')).toBeVisible();
  expect(await scrollsSideways(page)).toBe(false);
  await checkScreen(page, '120-services-to-check');
  await page.getByRole('link', { name: `อ่านแล้วตรวจ: ${STALE}` }).click();
  await expect(page.getByText('รายได้เฉลี่ยไม่เกิน 8,333 บาทต่อคนต่อเดือน')).toBeVisible();
  await checkScreen(page, '121-service-stale');
  await page.getByRole('button', { name: 'ตรวจวันนี้ ทุกข้อยังถูก' }).click();
  await expect(page.getByRole('heading', { name: /^ตรวจเมื่อ .* โดย นางสมมติ เกื้อกูล/ })).toBeVisible();
  await expect(page.getByText('ตรวจนานเกินไป ไม่ถูกเสนอ')).toHaveCount(0);
  expect(await scrollsSideways(page)).toBe(false);
  await checkScreen(page, '122-service-checked');
  await page.getByRole('link', { name: 'ทำเนียบบริการ', exact: true }).click();
  await expect(page.getByRole('link', { name: `ต้องตรวจ ${before - 1}`, exact: true })).toBeVisible();
  await page.goto(new URL(`services/${COUNTED}`, started.consoleUrl).href);
  await page.getByRole('button', { name: 'ว่างน้อยลง 1' }).click();
  await expect(page.getByRole('heading', { name: /^ว่าง 13 จาก 30 ที่/ })).toBeVisible();
});

test('services are found by words and need, and walked through with the keyboard', async () => {
  await expect(office.getByText(/^พบ \d+ บริการ/)).toBeVisible();
  await checkScreen(office, '123-services-desk');
  await office.getByLabel('ต้องการช่วยเรื่อง').selectOption('school-learning');
  await office.getByLabel('ค้นหา').fill('ทุน');
  await expect(office.getByText('พบ 1 บริการ')).toBeVisible();
  await office.keyboard.press('Escape');
  await office.keyboard.press('j');
  await office.keyboard.press('Enter');
  await expect(office.getByRole('heading', { name: 'ทุนเสมอภาคสำหรับนักเรียนยากจนพิเศษ' })).toBeVisible();
  // The fund's own entry: the province reads it.
  await expect(office.getByRole('link', { name: 'แก้ไข' })).toHaveCount(0);
  await office.keyboard.press('Escape');
  await expect(office.getByText('พบ 1 บริการ')).toBeVisible();
});

test('a condition is written without any code, what is missing is told at its place, and it stands there in words', async () => {
  await office.goto(new URL(`services/${COUNTED}`, started.consoleUrl).href);
  await office.getByRole('link', { name: 'แก้ไข' }).click();
  await office.getByRole('button', { name: 'เพิ่มเงื่อนไข' }).click();
  await office.getByRole('button', { name: '+ หรืออย่างอื่น' }).click();
  await office.getByLabel('เรื่อง', { exact: true }).nth(1).selectOption('school-status');
  await office.getByText('เสี่ยงหลุด').click();
  await office.getByLabel('ชื่อบริการ (ไทย)').fill(' ');
  await office.getByRole('button', { name: 'บันทึก', exact: true }).click();
  await expect(office.getByText(/^ยังบันทึกไม่ได้ แก้ก่อน: /)).toBeVisible();
  await expect(office.getByLabel('ชื่อบริการ (ไทย)')).toBeFocused();
  await expect(office.getByText(/^ใส่ให้ครบ/)).toBeVisible();
  await checkScreen(office, '124-service-form-wrong');
  await office.getByLabel('ชื่อบริการ (ไทย)').fill('ถุงยังชีพและของใช้เด็ก');
  await office.getByLabel('ไม่เกิน (ปี)').fill('๑๒');
  await expect(office.getByText('ใช้ได้ถ้า: อายุไม่เกิน 12 ปี หรือ การเรียน: เสี่ยงหลุด')).toBeVisible();
});

test('whoever saved meanwhile is named; both changes are kept', async ({ browser }) => {
  const other = await open(await browser.newContext(DESK), 'care-supervisor', `services/${COUNTED}`);
  await other.getByRole('button', { name: 'เต็ม' }).click();
  await expect(other.getByRole('heading', { name: /^เต็ม/ })).toBeVisible();
  await office.getByRole('button', { name: 'บันทึก', exact: true }).click();
  await expect(office.getByText(/มีผู้แก้ไขบริการนี้ก่อนคุณ.*นางตัวอย่าง รอบคอบ/)).toBeVisible();
  await checkScreen(office, '125-service-changed-meanwhile');
  await office.getByRole('button', { name: 'รับที่เขาแก้ แล้วทำต่อ' }).click();
  await expect(office.getByText(/^รับแล้ว: ตอนนี้ว่าง/)).toBeVisible();
  await office.getByRole('button', { name: 'บันทึก', exact: true }).click();
  await expect(office.getByRole('heading', { name: 'ถุงยังชีพและของใช้เด็ก', exact: true })).toBeVisible();
  await expect(office.getByRole('heading', { name: /^เต็ม/ })).toBeVisible();
  await expect(office.getByText('อายุไม่เกิน 12 ปี หรือ การเรียน: เสี่ยงหลุด')).toBeVisible();
});

test('a file with an error is refused whole, line by line; the right one is shown first and then taken', async () => {
  await office.goto(new URL('services#files', started.consoleUrl).href);
  const choose = async (lines: string[]) =>
    office.locator('input[type=file]').setInputFiles({
      ...{ name: 'services.csv', mimeType: 'text/csv' },
      buffer: Buffer.from(['provider,service,name_th,areas,rules', ...lines].join('\n')),
    });
  const right = 'SO-65,goods,ผ้าห่มหน้าหนาว,SO-65,age=60-';
  await choose([right, 'SO-65,goods,ผ้าอ้อม,ZZ-99,age=-3', 'EEF,goods,หนังสือ,SO-65,']);
  await expect(office.getByText(/^ยังไม่ได้บันทึกอะไร/)).toBeVisible();
  await expect(office.getByRole('row', { name: /^3 ผ้าอ้อม ไม่รู้จักรหัสพื้นที่/ })).toBeVisible();
  await expect(office.getByRole('row', { name: /^4 หนังสือ หน่วยงานนี้อยู่นอกสายงานของคุณ/ })).toBeVisible();
  await expect(office.getByRole('button', { name: /^รับทั้งไฟล์/ })).toHaveCount(0);
  await checkScreen(office, '126-services-import-wrong');
  await choose([right]);
  await expect(office.getByRole('row', { name: /^2 ผ้าห่มหน้าหนาว เพิ่มใหม่/ })).toBeVisible();
  await checkScreen(office, '127-services-import-right');
  await office.getByRole('button', { name: 'รับทั้งไฟล์ (1 บริการ)' }).click();
  await expect(office.getByText(/^บันทึกแล้ว/)).toBeVisible();
  await office.getByRole('link', { name: 'ทำเนียบบริการ', exact: true }).click();
  await office.getByLabel('ค้นหา').fill('ผ้าห่ม');
  await expect(office.getByRole('link', { name: 'ผ้าห่มหน้าหนาว', exact: true })).toBeVisible();
});

test('a shelter’s head writes for the shelter alone; in English and in the dark', async ({ browser }) => {
  const context = await browser.newContext({ ...PHONE, viewport: { width: 320, height: 640 }, colorScheme: 'dark' });
  await context.addInitScript(`localStorage.setItem('ess-language', 'en')`);
  const page = await open(context, 'shelter-supervisor', 'services#mine');
  await expect(page.getByText(/^\d+ services?$/)).toBeVisible();
  const theirs = page.getByRole('main').getByRole('listitem');
  await expect(theirs.filter({ hasNotText: 'Invented Shelter for Children and Families' })).toHaveCount(0);
  await expect(theirs.first()).toBeVisible();
  expect(await scrollsSideways(page)).toBe(false);
  await checkScreen(page, '128-services-mine-320-dark');
  await page.getByRole('link', { name: 'Add a service' }).click();
  await page.getByRole('button', { name: 'Add to the directory' }).click();
  await expect(page.getByText('Choose the kind of service')).toBeVisible();
  await expect(page.getByText('Choose one area at least')).toBeVisible();
  expect(await scrollsSideways(page)).toBe(false);
  await checkScreen(page, '129-service-new-320-dark');
  const areas = page.getByRole('group', { name: 'For people in the area of' });
  await areas.getByRole('textbox').fill('Nai Mueang');
  await expect(areas.getByRole('button').first()).toBeVisible();
  await areas.getByRole('textbox').press('Enter');
  await expect(areas.getByRole('button', { name: /^Take out: / })).toBeVisible();
  await expect(page.getByText('Choose one area at least')).toHaveCount(0);
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
