import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import demonstration from '../../database/demo-data/people.json' with { type: 'json' };
import { openPhone, sendPlace, tapMenu } from './steps/phone.ts';
import { checkScreen, scrollsSideways } from './steps/screens.ts';
import { npmStart, type Started } from './steps/start-system.ts';

test.describe.configure({ mode: 'serial' });

const DESK = { viewport: { width: 1366, height: 768 } } as const;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;

let started: Started;
const contexts: BrowserContext[] = [];

test.beforeAll(async () => {
  started = await npmStart();
});

test.afterAll(async () => {
  for (const context of contexts) await context.close();
  await started?.stop();
});

test('the 1300 desk opens a case on one screen of a phone and sees whether there is one already', async ({
  browser,
}) => {
  const page = await open(await browser.newContext(PHONE), 'desk1300', 'cases#open');
  const send = page.getByRole('button', { name: 'เปิดเคส', exact: true });
  await expect(page.getByRole('heading', { name: 'เปิดเคสใหม่' })).toBeVisible();
  await expect(send).toBeDisabled();
  // Nothing was tapped before: the tap that also wakes the sound of alarms is not lost.
  await page.getByText('18 ปีขึ้นไป').click();
  await expect(page.getByLabel('18 ปีขึ้นไป')).toBeChecked();
  await page.getByText('ยังไม่รู้', { exact: true }).click();
  await page.getByLabel('พิมพ์ชื่อตำบลหรืออำเภอ').fill('ในเมือง พิษณุโลก');
  await page.getByText('ต.ในเมือง อ.เมืองพิษณุโลก').click();
  await page.getByLabel('ชื่อที่ใช้เรียก').fill('ผู้เสียหาย ก (สาธิต)');
  await expect(page.getByText('อาจมีเคสอยู่แล้ว')).toBeVisible();
  await expect(page.getByText('ชื่อเดียวกัน')).toBeVisible();
  await checkScreen(page, '90-care-open-by-hand');
  await expect(send).toBeDisabled();
  await page.getByLabel('ชื่อที่ใช้เรียก').fill('ป้าข้างตลาด');
  await expect(page.getByText('อาจมีเคสอยู่แล้ว')).toHaveCount(0);
  await send.click();
  await expect(page.getByRole('heading', { name: 'ป้าข้างตลาด' })).toBeVisible();
  expect(await scrollsSideways(page)).toBe(false);
});

test('a supervisor’s morning at the desk: what nobody has is given, another’s plan is read and a field sent back', async ({
  browser,
}) => {
  const page = await open(await browser.newContext(DESK), 'care-supervisor', 'cases');
  await expect(page.getByRole('heading', { name: /ยังไม่มีผู้รับ 2/ })).toBeVisible();
  const parts = ['ยังไม่มีผู้รับ', 'รอฉันตัดสิน', 'ล่าช้าที่ไหน', 'ใครแบกมากเกินไป'];
  const titles = await page.getByRole('heading', { level: 3 }).allTextContents();
  expect(titles.map((title) => parts.findIndex((part) => title.includes(part)))).toEqual([0, 1, 2, 3]);
  await checkScreen(page, '91-care-morning-desk');

  await page.getByRole('button', { name: /^มอบให้: ป้าข้างตลาด/ }).click();
  await page.getByRole('radio', { name: /นายสมมุติ เคียงข้าง/ }).check();
  await expect(page.getByText('0 เคส ถ้ารับจะเป็น 1')).toBeVisible();
  await checkScreen(page, '92-care-give');
  await page.getByRole('button', { name: 'มอบเคส', exact: true }).click();
  await expect(page.getByRole('heading', { name: /ยังไม่มีผู้รับ 1/ })).toBeVisible();

  // What waits is reached by the keyboard: J to the row, Enter reads it, Esc comes back.
  await page.getByRole('button', { name: 'อ่าน', exact: true }).focus();
  await page.keyboard.press('k');
  await expect(page.getByRole('link', { name: 'ผู้เสียหาย ก (สาธิต)' })).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'เห็นชอบ', exact: true })).toBeVisible();
  await page.getByText('ส่งช่องนี้กลับให้แก้').first().click();
  await page.getByLabel('ให้แก้อย่างไร').fill('ขอวันที่ชัดเจน');
  await checkScreen(page, '93-care-send-back');
  await page.getByRole('button', { name: 'ส่งกลับ 1 ช่อง' }).click();
  await expect(page.getByRole('heading', { name: /แก้ 1 ช่องที่ส่งกลับ/ })).toBeVisible();
});

test('where it is late stands on a map by subdistrict with its table; each late case says rule, time and desk, by keyboard', async ({
  browser,
}) => {
  const page = await open(await browser.newContext(DESK), 'care-supervisor', 'cases');
  await expect(page.getByRole('region', { name: 'แผนที่เคสตามตำบล ข้อมูลเดียวกับตาราง' })).toBeVisible();
  await expect(page.getByText('ไม่แสดงบ้านของใคร')).toBeVisible();
  await page.getByRole('link', { name: /^ต.ในเมือง/ }).focus();
  await page.keyboard.press('Enter');
  const first = page.getByRole('listitem').filter({ hasText: 'ติดต่อครั้งแรก' }).first();
  await expect(first).toContainText('เลย ');
  await expect(first).toContainText('อยู่ที่ นางสาวตัวอย่าง อุ่นใจ (สาธิต) · ศูนย์ช่วยเหลือสังคมตำบลในเมือง');
  await checkScreen(page, '91-care-late');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('link', { name: 'ติดต่อครั้งแรก' }).first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('article h2')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: 'ติดต่อครั้งแรก' }).first()).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.getByText('เปิดแถวที่อยู่')).toBeVisible();

  const office = await open(await browser.newContext(PHONE), 'social-office', 'cases#late');
  await expect(office.getByText('อยู่ที่ นางสาวตัวอย่าง อุ่นใจ (สาธิต)').first()).toBeVisible();
  await checkScreen(office, '91-care-late-phone');
  expect(await scrollsSideways(office)).toBe(false);
});

test('what a supervisor proposed is in the list, locked, with the reason; the office decides it', async ({
  browser,
}) => {
  const page = await open(await browser.newContext(PHONE), 'care-supervisor', 'cases');
  await page.getByRole('link', { name: 'ผู้เสียหาย ก (สาธิต)' }).click();
  await page.getByText('ทำอย่างอื่น').click();
  await page.getByRole('button', { name: 'เสนอไม่เปิดเคส' }).click();
  await page.getByText('หาตัวไม่พบ').click();
  await checkScreen(page, '94-care-propose-not-to-open');
  await page.getByRole('button', { name: 'เสนอไม่เปิดเคส' }).last().click();
  await expect(page.getByText('คุณเป็นผู้เสนอ จึงตัดสินเองไม่ได้ ต้องเป็นคนที่สอง')).toBeVisible();
  await page.getByRole('link', { name: 'เคสทั้งหมด' }).click();
  await expect(page.getByText('คุณเป็นผู้เสนอ คนที่สองต้องตัดสิน')).toBeVisible();
  expect(await scrollsSideways(page)).toBe(false);
  await checkScreen(page, '95-care-morning-phone');
  const refused = await page.evaluate<number>(`(async () => {
    const { approvals } = await (await fetch('/api/v1/care/approvals')).json();
    const mine = approvals.find(({ lockedBecause }) => lockedBecause === 'proposed');
    const answer = await fetch('/api/v1/cases/' + mine.case.id + '/approvals/' + mine.approval.id + '/decide', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify({ decision: 'approved' }),
    });
    return answer.status;
  })()`);
  expect(refused).toBe(409);

  const office = await open(await browser.newContext(DESK), 'social-office', 'cases');
  await office.getByRole('button', { name: 'อ่าน', exact: true }).first().click();
  await office.getByRole('button', { name: 'เห็นชอบ', exact: true }).click();
  await expect(office.getByText('ไม่เปิดเคส').first()).toBeVisible();
});

test('the cases of a worker are offered to a colleague, with how many both carry; they stay until accepted', async ({
  browser,
}) => {
  const page = await open(await browser.newContext(PHONE), 'care-supervisor', 'cases');
  await page.getByRole('link', { name: /^ย้ายบางเคส: นางสาวตัวอย่าง อุ่นใจ/ }).click();
  await expect(page.getByRole('heading', { name: /^ย้ายเคสของ นางสาวตัวอย่าง อุ่นใจ/ })).toBeVisible();
  await page.getByRole('button', { name: 'เลือกทั้งหมด' }).click();
  await page.getByText('เด็ก CS-').first().click();
  await page.getByRole('radio', { name: /นายสมมุติ เคียงข้าง/ }).check();
  await page.getByText('ผู้รับผิดชอบย้ายหรือลาออก').click();
  await checkScreen(page, '96-care-move');
  await page.getByRole('button', { name: /^เสนอ \d+ เคส$/ }).click();
  await expect(page.getByRole('status')).toContainText('รอผู้รับกดรับ');
  // One is barred from one of them: it stays, and nobody is told why.
  await expect(page.getByRole('status')).toContainText('ยังอยู่ที่เดิม');
  await page.reload();
  await expect(page.getByText('เสนอแล้ว รอผู้รับกดรับ').first()).toBeVisible();
  await page.getByRole('button', { name: 'เลือกทั้งหมด' }).click();
  await expect(page.getByText('เลือก 2 เคส')).toBeVisible();
  const receiver = await open(await browser.newContext(PHONE), 'caseworker2', 'cases#all');
  await expect(receiver.getByRole('heading', { name: /รอฉันตอบรับโอน/ })).toBeVisible();
});

test('what the state table allows beside the next step is on the case: missing things in words, hold, its end, reopening', async ({
  browser,
}) => {
  const page = await open(await browser.newContext(PHONE), 'caseworker', 'cases#all');
  await page.getByRole('link', { name: 'ช่วยเหลือตามแผน' }).click();
  await page.getByRole('button', { name: /^ทำแล้ว/ }).click();
  await expect(page.getByRole('heading', { name: 'มติที่ต้องทำ' })).toHaveCount(0);
  await page.getByText('ทำอย่างอื่น').click();
  await page.getByRole('button', { name: 'กลับไปปรับแผน' }).click();
  await expect(page.getByText('แผนฉบับใหม่')).toBeVisible();
  await page.getByRole('button', { name: 'พักเคส' }).click();
  await page.getByText('อยู่โรงพยาบาล').click();
  await page.getByText(/^14 วัน ถึง/).click();
  await checkScreen(page, '96-care-acts');
  await page.getByRole('button', { name: 'พักเคส' }).last().click();
  await expect(page.getByText(/^พักไว้ถึง .* · อยู่โรงพยาบาล/)).toBeVisible();
  await page.getByRole('button', { name: 'เลิกพัก ทำต่อ' }).click();
  await page.getByRole('button', { name: 'เลิกพัก ทำต่อ' }).last().click();
  await expect(page.getByText(/^พักไว้ถึง/)).toHaveCount(0);

  await page.getByRole('link', { name: 'เคสทั้งหมด' }).click();
  await page.getByRole('link', { name: 'เคสทั้งหมด' }).click();
  await page.getByText('กรอง').click();
  await page.getByLabel('แสดง').selectOption('ended');
  await page.getByRole('link', { name: 'จบแล้ว' }).first().click();
  await expect(page.getByText('จบเพราะ: ถึงเป้าหมาย')).toBeVisible();
  await page.getByRole('button', { name: 'เปิดอีกครั้ง' }).click();
  await page.getByText('เจ้าตัวขอ', { exact: true }).click();
  await page.getByRole('button', { name: 'เปิดอีกครั้ง' }).click();
  await expect(page.getByRole('heading', { name: 'รับเคสนี้' })).toBeVisible();
  expect(await scrollsSideways(page)).toBe(false);
});

test('a guest sees the section they were invited to and nothing else; the owner sees that they looked', async ({
  browser,
}) => {
  const owner = await open(await browser.newContext(DESK), 'caseworker', 'cases#all');
  // The doctor of the demonstration is in the team of others already.
  await owner.getByRole('listitem').filter({ hasText: 'ตกงาน' }).getByRole('link').first().click();
  await expect(owner.getByRole('heading', { name: 'ทีมและเคสที่เกี่ยวข้อง' })).toBeVisible();
  const name = (await owner.locator('article h2').textContent()) ?? '–';
  await owner.getByRole('button', { name: 'เชิญคนเข้าทีม' }).click();
  await owner.getByLabel('ชื่อ', { exact: true }).fill('ใส่ใจ');
  await owner.getByText('พญ. สมมติ ใส่ใจ').click();
  await owner.getByText('แพทย์', { exact: true }).click();
  await owner.getByText('สุขภาพกาย', { exact: true }).click();
  await owner.getByText(/^30 วัน ถึง/).click();
  await checkScreen(owner, '97-care-invite');
  await owner.getByRole('button', { name: 'เชิญ', exact: true }).click();
  await expect(owner.getByRole('button', { name: /^เลิกเชิญ/ })).toBeVisible();

  const guest = await open(await browser.newContext(PHONE), 'guest-hospital', new URL(owner.url()).pathname);
  await expect(guest.getByRole('heading', { name: 'คุณได้รับเชิญเข้าทีม' })).toBeVisible();
  await checkScreen(guest, '98-care-guest');
  for (const hidden of [name, 'แผนช่วยเหลือ', 'ประเมินสิบด้าน', 'สิ่งที่ต้องได้', 'ส่งต่อ', 'ทำอย่างอื่น'])
    await expect(guest.getByText(hidden, { exact: true })).toHaveCount(0);
  await expect(guest.getByText('บันทึก', { exact: true })).toBeVisible();

  await owner.getByText('ใครเปิดดูบ้าง').click();
  await expect(owner.getByText(/พญ. สมมติ ใส่ใจ .* · รับเชิญ/)).toBeVisible();
  await owner.getByRole('button', { name: /^เลิกเชิญ/ }).click();
  await owner.getByRole('button', { name: 'เลิกเชิญตอนนี้' }).click();
  await expect(owner.getByRole('button', { name: /^เลิกเชิญ/ })).toHaveCount(0);
  await guest.reload();
  await expect(guest.getByText('ไม่พบเคสนี้')).toBeVisible();
});

test('the police see on the ended incident that somebody is in care, and no more', async ({ browser }) => {
  const phones = await browser.newContext({ viewport: { width: 900, height: 900 } });
  contexts.push(phones);
  const phone = await openPhone(await phones.newPage(), started.phoneUrl);
  await tapMenu(phone, 'แจ้งเหตุร้าย');
  await phone.getByText('ข่มขู่ หรือทำร้าย').click();
  await sendPlace(phone);
  await expect(phone.getByText('รอเจ้าหน้าที่รับเหตุ')).toBeVisible();
  const station = await open(await browser.newContext(DESK), 'duty1', '');
  const post = async (path: string, data: object) => {
    const url = new URL(`/api/v1/incidents/${path}`, started.consoleUrl).href;
    const answer = await station.request.post(url, { data, headers: { 'content-type': 'application/json' } });
    expect(answer.status(), path).toBe(200);
  };
  const url = new URL('/api/v1/incidents', started.consoleUrl).href;
  const { incidents } = (await (await station.request.get(url)).json()) as { incidents: { id: string }[] };
  const id = incidents[0]?.id ?? '';
  await post(`${id}/acknowledge`, { etaMinutes: 8 });
  await post(`${id}/on-scene`, {});
  await post(`${id}/resolve`, { disposition: 'handed-to-care', victims: true });
  await post(`${id}/close`, { victims: true });
  await station.goto(new URL(`incidents/${id}`, started.consoleUrl).href);
  await expect(station.getByText('อยู่ในความดูแลของศูนย์ช่วยเหลือสังคม')).toBeVisible();
  await checkScreen(station, '98-care-police');
  await expect(station.getByText(/CS-\d{4}/)).toHaveCount(0);
});

test('in English and in the dark the morning is as whole', async ({ browser }) => {
  const context = await browser.newContext({ ...DESK, colorScheme: 'dark' });
  await context.addInitScript(`localStorage.setItem('ess-language', 'en')`);
  const page = await open(context, 'care-supervisor', 'cases');
  await expect(page.getByRole('heading', { name: /Who carries too much/ })).toBeVisible();
  await expect(page.getByText(/high risk/).first()).toBeVisible();
  await checkScreen(page, '99-care-morning-dark');
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
