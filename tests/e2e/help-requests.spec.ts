import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import demonstration from '../../database/demo-data/people.json' with { type: 'json' };
import { openPhone, tapMenu } from './steps/phone.ts';
import { checkScreen, scrollsSideways } from './steps/screens.ts';
import { npmStart, type Started } from './steps/start-system.ts';

// A request for help from the first question to "I have it": the person in LINE and on their page, the volunteer and the leader
// on a phone, the office at its desk.

test.describe.configure({ mode: 'serial' });

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;
const SMALL = { viewport: { width: 320, height: 640 }, hasTouch: true } as const;
const WIDE = { viewport: { width: 1366, height: 768 } } as const;
const NAME = 'นางสมมติ บ้านรั่ว';

const NEIGHBOUR = {
  person: { name: 'นายสมมติ เพื่อนบ้าน', idNumber: '3650100000010', birth: { kind: 'exact', date: '1949-05-04' } },
  place: { lat: 16.8139, lng: 100.26, source: 'pin', address: '14 หมู่ 3 ตำบลในเมือง' },
  income: { perYear: 12000 },
  ...{ hardship: { codes: ['no-income'] }, wanted: { kind: 'goods' }, certification: { agreed: true } },
};

let started: Started;
const contexts: BrowserContext[] = [];
let line: Page;
let form: Page;
let desk: Page;
let photo: Buffer;

test.beforeAll(async ({ browser }) => {
  started = await npmStart();
  const context = await browser.newContext(PHONE);
  contexts.push(context);
  line = await openPhone(await context.newPage(), started.phoneUrl);
  desk = await open(await browser.newContext(WIDE), 'caseworker', 'help');
  photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#8a6d4f' } })
    .jpeg()
    .toBuffer();
});

test.afterAll(async () => {
  for (const context of contexts) await context.close();
  await started?.stop();
});

test('from LINE to the own form: danger first, saved as one types, also after the signal was lost', async ({
  browser,
}) => {
  await tapMenu(line, 'ขอความช่วยเหลือ');
  await expect(line.getByText('ตอนนี้มีใครกำลังถูกทำร้าย').first()).toBeVisible();
  await line.getByRole('button', { name: 'ไม่มี ไปกรอกคำขอ' }).last().click();
  await line.getByRole('button', { name: 'กรอกคำขอ', exact: true }).last().click();
  const link = (await line.getByText(/\/request\/#/).textContent()) ?? '';
  const context = await browser.newContext(PHONE);
  contexts.push(context);
  form = await context.newPage();
  await form.goto(link.match(/https?:\S+/)?.[0] ?? '');
  await expect(form.getByRole('heading', { name: 'ตอนนี้มีใครกำลังถูกทำร้าย' })).toBeVisible();
  await checkScreen(form, '120-help-danger-phone');
  await form.getByRole('button', { name: 'ไม่มี', exact: true }).click();

  await form.getByLabel('ชื่อ นามสกุล').fill(NAME);
  await expect(form.getByText('บันทึกแล้ว')).toBeVisible();
  // Under a bridge: it is said, and goes out by itself later.
  await context.setOffline(true);
  await form.getByLabel('เลขประจำตัวประชาชน').fill('1101700230708');
  await expect(form.getByText('ยังไม่ได้บันทึก')).toBeVisible();
  await checkScreen(form, '121-help-form-no-signal');
  await context.setOffline(false);
  await expect(form.getByText('บันทึกแล้ว')).toBeVisible();
  await form.getByLabel('ปี พ.ศ.').selectOption('2495');
  await next('ที่อยู่');
  await form.getByLabel('หรือพิมพ์ตำบล').fill('ในเมือง พิษณุโลก');
  await form
    .getByText(/ในเมือง.*พิษณุโลก/)
    .first()
    .click();
  await form.getByLabel('บ้านเลขที่').fill('12 หมู่ 3 ตำบลในเมือง');
  await next('คนในบ้าน');
  await next('อาชีพและรายได้');
  await form.getByLabel('รายได้ทั้งบ้านต่อปี').fill('18,000');
  await next('สวัสดิการที่เคยได้');
  await next('ความเดือดร้อน');
  await form
    .getByText('บ้านทรุดโทรม')
    .or(form.getByText('ไม่มีรายได้', { exact: true }))
    .first()
    .click();
  await next('สิ่งที่ขอ');
  await form.getByText('เงิน', { exact: true }).click();
  await form
    .getByText(/ผู้สูงอายุ/)
    .first()
    .click();
  await expect(form.getByText('ปีงบประมาณนี้')).toBeVisible();
  await checkScreen(form, '122-help-form-wanted');
  await next('บัญชีรับเงิน');
  await next('ติดต่อกลับอย่างไร');
});

test('pictures are marked for this request alone; sent, the page says how it stands and shows nothing of the form', async () => {
  await next('รูปและเอกสาร');
  await addPicture(form, 'บ้านด้านนอก');
  await addPicture(form, 'บัตรประชาชน');
  await expect(form.getByRole('button', { name: /^ลบรูป/ })).toHaveCount(2);
  await form.getByRole('button', { name: 'ลบรูป: บัตรประชาชน' }).click();
  await expect(form.getByRole('button', { name: /^ลบรูป/ })).toHaveCount(1);
  await expect.poll(() => isShown(form)).toBe(true);
  await checkScreen(form, '123-help-form-pictures');
  await form.setViewportSize(SMALL.viewport);
  expect(await scrollsSideways(form)).toBe(false);
  await checkScreen(form, '124-help-form-pictures-small');
  await form.setViewportSize(PHONE.viewport);
  await next('ตรวจแล้วส่ง');
  await form.getByRole('checkbox', { name: 'ข้อมูลเป็นความจริง' }).check();
  await expect(form.getByText('ครบแล้ว ส่งได้เลย')).toBeVisible();
  await form.getByRole('button', { name: 'ส่งคำขอ' }).click();
  await expect(form.getByRole('heading', { name: 'ส่งแล้ว กำลังตรวจสอบ' })).toBeVisible();
  await expect(form.getByText(NAME)).toHaveCount(0);
  await checkScreen(form, '124-help-status-phone');
});

test('a volunteer files for a neighbour on a small phone, and then sees the status alone', async ({ browser }) => {
  const page = await open(await browser.newContext(SMALL), 'volunteer', 'help');
  await expect(page.getByText('นายสมมติ แก้ที่อยู่')).toHaveCount(0);
  await checkScreen(page, '125-help-filed-small');
  expect(await scrollsSideways(page)).toBe(false);
  await page.getByRole('link', { name: 'ยื่นให้เพื่อนบ้าน' }).click();
  await page.getByRole('button', { name: 'ไม่มี', exact: true }).click();
  await page.getByLabel(/^ชื่อ นามสกุล/).fill('นายสมมติ เพื่อนบ้าน');
  await expect(page.getByText('บันทึกแล้ว')).toBeVisible();
  for (let step = 0; step < 9; step += 1) await page.getByRole('button', { name: 'ต่อไป' }).click();
  await expect(page.getByRole('heading', { name: 'รูปและเอกสาร' })).toBeVisible();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'บ้านด้านใน' }).click(),
  ]);
  await chooser.setFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: photo });
  await expect(page.getByRole('button', { name: 'ลบรูป: บ้านด้านใน' })).toBeVisible();
  await expect.poll(() => isShown(page)).toBe(true);
  await checkScreen(page, '126-help-draft-pictures-small');
  expect(await scrollsSideways(page)).toBe(false);
  // What is left of the form was tried by the person above.
  const draft = new URL(page.url()).hash.split('/')[1];
  const saved = await page.request.post(new URL(`/api/v1/help-drafts/${draft}`, started.consoleUrl).href, {
    data: { danger: 'no', form: NEIGHBOUR },
  });
  expect(saved.status()).toBe(200);
  await page.reload();
  for (let step = 0; step < 10; step += 1) await page.getByRole('button', { name: 'ต่อไป' }).click();
  await page.getByRole('button', { name: 'ส่งคำขอ' }).click();
  const filed = page.getByRole('listitem').filter({ hasText: 'นายสมมติ เ.' });
  await expect(filed).toContainText('ส่งแล้ว กำลังตรวจสอบ');
  await expect(filed.getByRole('link')).toHaveCount(0);
  await checkScreen(page, '127-help-filed-sent-small');
});

test('the leader of the tambon checks on a phone: the home, no papers, no money', async ({ browser }) => {
  const page = await open(
    await browser.newContext({ ...PHONE, colorScheme: 'dark' }),
    'volunteer-leader',
    'help#checks',
  );
  await page.getByRole('button', { name: new RegExp(NAME) }).click();
  await expect(page.getByRole('img', { name: 'บ้านด้านนอก' })).toBeVisible();
  await expect(page.getByText('1101700230708')).toHaveCount(0);
  await checkScreen(page, '128-help-check-phone-dark');
  expect(await scrollsSideways(page)).toBe(false);
  await page.getByRole('button', { name: 'เป็นจริง', exact: true }).click();
  await expect(page.getByRole('button', { name: new RegExp(NAME) })).toHaveCount(0);
});

test('the office sends one field back; the person corrects it on their page', async ({ browser }) => {
  const amphoe = await open(await browser.newContext(PHONE), 'amphoe-leader', 'help#checks');
  await amphoe.getByRole('button', { name: new RegExp(NAME) }).click();
  await amphoe.getByRole('button', { name: 'เป็นจริง', exact: true }).click();
  await expect(desk.getByRole('link', { name: new RegExp(NAME) })).toContainText('ตรวจแล้ว');
  await checkScreen(desk, '129-help-queue-desk');
  await desk.getByRole('link', { name: new RegExp(NAME) }).click();
  await act('รับเรื่อง');
  await act('ส่งกลับให้แก้');
  await desk.getByRole('checkbox', { name: 'บ้านเลขที่ หมู่ ตำบล อำเภอ จังหวัด' }).click({ force: true });
  await desk.getByRole('textbox', { name: /ต้องแก้อะไร/ }).fill('ขอซอยและจุดสังเกต');
  await desk.getByRole('button', { name: 'ส่งกลับ 1 ข้อ' }).click();
  await expect(line.getByText('ขอซอยและจุดสังเกต').first()).toBeVisible();
  await form.reload();
  await expect(form.getByRole('heading', { name: 'ขอข้อมูลเพิ่ม 1 ข้อ' })).toBeVisible();
  await form.getByLabel('บ้านเลขที่').fill('12 หมู่ 3 ซอยวัด หลังคาสีเขียว');
  await checkScreen(form, '130-help-correct-phone');
  await form.getByRole('button', { name: 'ส่งให้เจ้าหน้าที่' }).click();
  await expect(form.getByRole('heading', { name: 'เจ้าหน้าที่รับเรื่องแล้ว' })).toBeVisible();
});

test('proposed, approved by another person, paid, and the person says that they have it', async ({ browser }) => {
  await expect(desk.getByText('หลังคาสีเขียว')).toBeVisible();
  await expect(desk.getByRole('img', { name: 'บ้านด้านนอก' })).toBeVisible();
  await checkScreen(desk, '131-help-request-desk');
  await act('ทำข้อเสนอ');
  await desk.getByLabel('จำนวนเงิน (บาท)').fill('2000');
  await checkScreen(desk, '132-help-propose-desk');
  await desk.getByRole('button', { name: 'ส่งให้ผู้อนุมัติ' }).click();
  await expect(desk.getByText('รออนุมัติ').first()).toBeVisible();
  const supervisor = await open(
    await browser.newContext(WIDE),
    'care-supervisor',
    new URL(desk.url()).pathname.slice(9),
  );
  // Below the limit nobody is sent to a committee.
  await expect(supervisor.getByRole('button', { name: 'เข้าคณะกรรมการ' })).toHaveCount(0);
  await supervisor.getByRole('button', { name: 'พิจารณาข้อเสนอ' }).click();
  await checkScreen(supervisor, '133-help-decide-desk');
  await supervisor.getByRole('button', { name: 'เห็นชอบตามเสนอ' }).click();
  await expect(desk.getByText('อนุมัติแล้ว').first()).toBeVisible();
  await act('เริ่มเบิกจ่าย');
  await act('บันทึกการจ่าย');
  await desk.getByRole('button', { name: 'บันทึก', exact: true }).click();
  await expect(desk.getByText('ช่วยแล้ว รอยืนยัน').first()).toBeVisible();
  await form.reload();
  await form.getByRole('button', { name: 'ได้รับแล้ว' }).click();
  await expect(form.getByRole('heading', { name: 'เสร็จสิ้น' })).toBeVisible();
  await form.getByRole('button', { name: 'English' }).click();
  await expect(form.getByRole('heading', { name: 'Ask for help' })).toBeVisible();
  await checkScreen(form, '134-help-done-english-phone');
  await expect(desk.getByText('ผู้ขอยืนยันแล้ว').first()).toBeVisible();
  const [pdf] = await Promise.all([
    desk.request.get(
      new URL((await desk.getByRole('link', { name: 'พิมพ์คำขอ' }).getAttribute('href')) ?? '', started.consoleUrl).href,
    ),
  ]);
  expect(pdf.headers()['content-type']).toBe('application/pdf');
});

const next = async (heading: string): Promise<void> => {
  await form.getByRole('button', { name: 'ต่อไป' }).click();
  await expect(form.getByRole('heading', { name: heading, exact: true })).toBeVisible();
};
const act = (name: string) => desk.getByRole('button', { name, exact: true }).click();
const addPicture = (page: Page, kind: string) =>
  page.getByLabel(`+ ${kind}`).setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: photo });
/** The picture as the server stores it, with its strip below: higher than it was sent. */
const isShown = (page: Page) =>
  page
    .locator('img')
    .first()
    .evaluate((image) => {
      const { naturalHeight, naturalWidth } = image as unknown as { naturalHeight: number; naturalWidth: number };
      return naturalHeight > naturalWidth * 0.68;
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
