import { readFile } from 'node:fs/promises';
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import demonstration from '../../database/demo-data/people.json' with { type: 'json' };
import { runStatement } from './steps/database.ts';
import { checkScreen, scrollsSideways } from './steps/screens.ts';
import { npmStart, type Started } from './steps/start-system.ts';

const WIDE = { viewport: { width: 1366, height: 768 } } as const;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'dark' } as const;
const NAME = 'ส.ต.ต. สมมติ กล้าหาญ';
/** A letter of the signed facts is another. */
const CHANGED = `UPDATE recognition.certificates SET document = replace(document, $1, $2) WHERE document LIKE '%' || $1 || '%'`;

let started: Started;
const contexts: BrowserContext[] = [];

test.beforeAll(async () => {
  started = await npmStart();
});

test.afterAll(async () => {
  for (const context of contexts) await context.close();
  await started?.stop();
});

test('a certificate is proposed, approved and issued by another, printed, and checked by anybody until it is revoked', async ({
  browser,
}) => {
  const boss = await open(browser, WIDE, 'superintendent', 'certificates#new');
  await boss.getByLabel('ชื่อ พร้อมคำนำหน้าหรือยศ').fill(NAME);
  await boss.getByLabel('ให้ในนาม').selectOption({ label: 'ตำรวจภูธรจังหวัดพิษณุโลก' });
  await boss.getByLabel('ชื่อผู้ลงนาม 1').fill('นายสมมติ นำเมือง');
  await boss.getByLabel('ตำแหน่งผู้ลงนาม 1').fill('ผู้ว่าราชการจังหวัด');
  await checkScreen(boss, '160-certificate-new');
  await boss.getByRole('button', { name: 'เสนอ 1 ใบ' }).click();
  await expect(boss.getByText('รอคนอื่นดำเนินการ')).toBeVisible();
  // Who proposed it can't approve it.
  await expect(boss.getByLabel(`เลือก ${NAME}`)).toHaveCount(0);

  const commander = await open(browser, PHONE, 'commander', 'certificates');
  const choose = () => commander.getByLabel(`เลือก ${NAME}`).check();
  await choose();
  expect(await scrollsSideways(commander)).toBe(false);
  await checkScreen(commander, '161-certificates-waiting');
  await commander.getByRole('button', { name: 'อนุมัติ 1 ใบ' }).click();
  await expect(commander.getByRole('button', { name: 'อนุมัติ 1 ใบ' })).toHaveCount(0);
  await choose();
  await commander.getByRole('button', { name: 'ออกใบ 1 ใบ' }).click();
  await commander.getByRole('link', { name: 'ออกแล้ว' }).click();
  await choose();
  await checkScreen(commander, '162-certificates-issued');
  const paper = await commander.getByRole('link', { name: 'พิมพ์ 1 ใบ' }).getAttribute('href');
  const pdf = await commander.request.get(new URL(paper ?? '', started.consoleUrl).href);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  const row = commander.getByRole('listitem').filter({ hasText: NAME });
  await row.getByText('รายละเอียด', { exact: true }).click();
  const address = await row.getByRole('link', { name: 'หน้าตรวจสอบสาธารณะ' }).getAttribute('href');

  const anybody = await newPage(browser, PHONE);
  const check = async (says: string, screen: string) => {
    await anybody.goto(new URL(address ?? '', started.consoleUrl).href);
    await expect(anybody.getByRole('status')).toContainText(says);
    await expect(anybody.getByText(NAME)).toHaveCount(0);
    expect(await scrollsSideways(anybody)).toBe(false);
    await checkScreen(anybody, screen);
  };
  await check('ใบนี้เป็นของจริง', '163-certificate-valid');
  const serial = (address ?? '').replace(/^\/v\/|-/g, '');
  const other = `${serial.slice(0, -1)}${serial.endsWith('A') ? 'B' : 'A'}`;
  await runStatement(started.dataDir, CHANGED, [serial, other]);
  await check('ข้อมูลไม่ตรงกับลายเซ็น', '164-certificate-altered');
  await runStatement(started.dataDir, CHANGED, [other, serial]);

  await row.getByRole('button', { name: 'เพิกถอน' }).click();
  await checkScreen(commander, '165-certificate-revoke');
  await row.getByRole('button', { name: 'เพิกถอน' }).click();
  await expect(row).toHaveCount(0);
  await check('ใบนี้ถูกเพิกถอนแล้ว', '166-certificate-revoked');
});

test('posters of one province are asked for on a phone, made while they wait, and fetched as one archive', async ({
  browser,
}) => {
  const outreach = await open(browser, PHONE, 'outreach', 'materials#many');
  await outreach.getByLabel('ชนิดสื่อ').selectOption({ label: 'การ์ดในแอปพนักงาน 1080 × 1080' });
  await outreach.getByLabel('แคมเปญ').selectOption({ label: 'จอแคชเชียร์ เดือนยุติความรุนแรง' });
  await outreach.getByLabel('ชนิดไฟล์').selectOption({ label: 'รูป PNG' });
  await outreach.getByLabel('จังหวัด').selectOption({ label: 'พิษณุโลก' });
  expect(await scrollsSideways(outreach)).toBe(false);
  await checkScreen(outreach, '167-materials-many');
  await outreach.getByRole('button', { name: 'ทำไฟล์ ZIP' }).click();
  const row = outreach.getByRole('listitem').filter({ hasText: 'พิษณุโลก' });
  const download = row.getByRole('link', { name: 'ดาวน์โหลด' });
  await expect(download).toBeVisible();
  const [file] = await Promise.all([outreach.waitForEvent('download'), download.click()]);
  const names = Object.keys(unzipSync(await readFile(await file.path())));
  const pictures = names.filter((name) => name.endsWith('.png'));
  expect(pictures.length).toBeGreaterThan(0);
  expect(pictures.filter((name) => !name.startsWith('พิษณุโลก/'))).toEqual([]);
  await expect(row.getByText(`พร้อมดาวน์โหลด · ${pictures.length} จุด`)).toBeVisible();
  await checkScreen(outreach, '168-materials-ready');
});

async function newPage(browser: Browser, how: Parameters<Browser['newContext']>[0]): Promise<Page> {
  const context = await browser.newContext(how);
  contexts.push(context);
  return context.newPage();
}

async function open(browser: Browser, how: object, email: string, path: string): Promise<Page> {
  const page = await newPage(browser, how);
  const answer = await page.request.post(new URL('/api/auth/sign-in/email', started.consoleUrl).href, {
    data: { email: `${email}@demo.ess.example`, password: demonstration.password },
  });
  expect(answer.status(), email).toBe(200);
  await page.goto(new URL(path, started.consoleUrl).href);
  await expect(page.locator('main').first()).toBeVisible();
  return page;
}
