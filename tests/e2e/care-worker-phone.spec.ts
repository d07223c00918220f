import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { aPhoto } from '../support/reporter-files.ts';
import { checkScreen, scrollsSideways } from './steps/screens.ts';
import { npmStart, type Started } from './steps/start-system.ts';

test.describe.configure({ mode: 'serial' });

type Named = { id: string; status: string; risk: string | null; isMinor: boolean; worker: object | null };
type Written = { kind: string; version: number; signedAt: string | null; body: Record<string, unknown> };

let started: Started;
let inHand: BrowserContext;
let page: Page;
let caseId: string;

test.beforeAll(async ({ browser }) => {
  started = await npmStart();
  inHand = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  page = await inHand.newPage();
  await page.goto(started.consoleUrl);
});

test.afterAll(async () => {
  await inHand?.close();
  await started?.stop();
});

async function ask<Answer>(path: string): Promise<Answer> {
  const answer = await page.request.get(new URL(path, started.consoleUrl).href);
  expect(answer.status(), path).toBe(200);
  return (await answer.json()) as Answer;
}
const written = async (kind: string): Promise<Written[]> =>
  (await ask<{ records: Written[] }>(`/api/v1/cases/${caseId}/records`)).records.filter((one) => one.kind === kind);

async function openCase(hash = ''): Promise<void> {
  await page.goto(`${started.consoleUrl}cases/${caseId}${hash}`);
}
const tap = (name: string | RegExp) => page.getByRole('button', { name }).click();
const choose = (group: string | RegExp, answer: string) =>
  page
    .getByRole('group', { name: group, exact: typeof group === 'string' })
    .getByText(answer, { exact: true })
    .click();

test('the day begins with what is due today, and a case that nobody has is accepted with one tap', async () => {
  await tap(/นางสาวตัวอย่าง อุ่นใจ/);
  await expect(page.getByRole('heading', { name: /ทำตอนนี้/ })).toBeVisible();
  await checkScreen(page, '90-care-today');
  expect(await scrollsSideways(page)).toBe(false);
  await tap(/^ทวง: /);
  await expect(page.getByText(/^ทวงแล้ว \d\d:\d\d$/)).toBeVisible();
  const { cases } = await ask<{ cases: Named[] }>('/api/v1/cases?scope=waiting');
  caseId = cases.find(({ worker }) => worker === null)?.id ?? '';
  const row = page.getByRole('listitem').filter({ has: page.locator(`a[href$="/cases/${caseId}"]`) });
  await row.getByRole('button', { name: 'รับเคส' }).first().click();
  await expect(page.getByRole('heading', { name: 'ถามอันตรายตอนนี้' })).toBeVisible();
  await checkScreen(page, '91-care-case');
});

test('eight questions at the thumb: what is not known is never a no, and the level stands as soon as it is known', async () => {
  await page.getByRole('link', { name: 'เริ่มถาม' }).click();
  await expect(page.getByText('ยังไม่ผ่านการทดสอบในไทย')).toBeVisible();
  const thumb = page.getByRole('region', { name: /^ข้อ \d จาก 8/ });
  await thumb.getByRole('button', { name: 'ใช่', exact: true }).click();
  await expect(page.getByText('เสี่ยงสูง').first()).toBeVisible();
  for (let number = 2; number <= 8; number += 1) {
    await expect(page.getByRole('region', { name: `ข้อ ${number} จาก 8` })).toBeVisible();
    await thumb.getByRole('button', { name: 'ไม่รู้', exact: true }).click();
  }
  await choose('ถามอย่างไร', 'ถามตามลำพัง');
  await checkScreen(page, '92-care-danger');
  await tap('ลงชื่อ');
  await expect(page.getByRole('heading', { name: 'ลงทะเบียนตัวบุคคล' })).toBeVisible();
  expect(await written('danger')).toMatchObject([{ signedAt: expect.any(String) }]);
});

test('the registration is filled in with one thumb, and says how the person may be called', async () => {
  await page.getByRole('link', { name: 'กรอกทะเบียน' }).click();
  await page.getByLabel('ชื่อที่ใช้เรียก').fill('ป้าแดง');
  await choose('เพศ', 'หญิง');
  await choose('ช่องทาง', 'โทร');
  await page.getByLabel('เบอร์ หรือผ่านใคร').fill('0810000000');
  await choose('ติดต่อได้ช่วงใด', 'ได้ทุกเวลา');
  await expect(page.getByRole('status').filter({ hasText: 'บันทึกแล้ว' })).toBeVisible();
  await checkScreen(page, '93-care-registration');
  await page.getByRole('link', { name: 'กลับไปที่เคส' }).click();
  await expect.poll(async () => (await written('registration'))[0]?.body.alias).toBe('ป้าแดง');
});

test('a call is offered inside its hours only, and the check question stands above it', async () => {
  await page.goto(`${started.consoleUrl}cases`);
  await page.getByRole('link', { name: 'ประเมินให้เสร็จ' }).first().click();
  const contact = page.getByRole('region', { name: 'ติดต่ออย่างปลอดภัย' });
  await expect(contact.getByText(/ห้ามให้รู้/)).toBeVisible();
  await expect(contact.getByText(/ถามก่อนคุย/)).toBeVisible();
  const isOutside = await contact.getByText('ตอนนี้อยู่นอกเวลา อย่าติดต่อ').isVisible();
  await expect(contact.getByRole('link', { name: /^โทร / })).toHaveCount(isOutside ? 0 : 1);
});

test('a case that has ended is read and not filled in', async () => {
  const { cases } = await ask<{ cases: Named[] }>('/api/v1/cases?scope=ended');
  caseId = cases[0]?.id ?? '';
  await openCase('#form/assessment');
  await expect(page.getByText(/อ่านอย่างเดียว/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'ลงชื่อ' })).toHaveCount(0);
  await checkScreen(page, '94-care-read-only');
});

test('a visit without signal: typed on, closed, opened again, and everything arrives once', async () => {
  const { cases } = await ask<{ cases: Named[] }>('/api/v1/cases?scope=mine');
  caseId = cases.find(({ status }) => status === 'following-up')?.id ?? '';
  const before = (await written('follow-up')).length;
  await openCase();
  await expect(page.getByRole('heading', { name: 'แบบและบันทึก' })).toBeVisible();
  await expect
    .poll(() => page.evaluate('caches.open("ess-app").then((cache) => cache.keys()).then((keys) => keys.length)'))
    .toBeGreaterThan(10);
  await openCase('#form/follow-up/new');
  await choose('วิธี', 'เยี่ยมบ้าน');
  await expect(page.getByRole('status').filter({ hasText: 'บันทึกแล้ว' })).toBeVisible();
  await inHand.setOffline(true);
  await tap('ตอนนี้');
  await choose('พบไหม', 'พบตามลำพัง');
  await choose('วันนี้ปลอดภัยไหม', 'ปลอดภัย');
  await expect(page.getByText('เก็บไว้ในเครื่องนี้แล้ว ยังไม่ได้ส่ง').first()).toBeVisible();
  await page.getByLabel('บันทึก', { exact: true }).fill('บ้านเงียบ เพื่อนบ้านช่วยดู');
  await expect(page.getByText('เก็บไว้ในเครื่องนี้แล้ว ยังไม่ได้ส่ง').first()).toBeVisible();
  await checkScreen(page, '94-care-visit-no-signal');
  // The phone puts the page away, and the worker opens it again in the same house.
  await page.waitForTimeout(1500);
  await page.reload();
  await expect(page.getByLabel('บันทึก', { exact: true })).toHaveValue('บ้านเงียบ เพื่อนบ้านช่วยดู');
  await expect(page.getByText('เก็บไว้ในเครื่องนี้แล้ว ยังไม่ได้ส่ง').first()).toBeVisible();
  // Danger is one tap away, also here.
  await page.getByRole('link', { name: 'อันตราย', exact: true }).click();
  await expect(page.getByRole('region', { name: 'ข้อ 1 จาก 8' })).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel('บันทึก', { exact: true })).toHaveValue('บ้านเงียบ เพื่อนบ้านช่วยดู');
  await page.getByRole('link', { name: 'กลับไปที่เคส' }).click();
  await expect(page.getByText(/ยังไม่ได้ส่ง 1 แบบ/)).toBeVisible();
  await checkScreen(page, '95-care-case-no-signal');
  expect((await page.evaluate('indexedDB.databases()')) as object[]).not.toEqual([]);

  await inHand.setOffline(false);
  await expect(page.getByText(/ยังไม่ได้ส่ง/)).toHaveCount(0);
  const records = await written('follow-up');
  expect(records).toHaveLength(before + 1);
  const mine = records.find(({ signedAt }) => signedAt === null);
  expect(mine?.body).toMatchObject({ by: 'visit', seen: 'alone', safe: 'yes', note: 'บ้านเงียบ เพื่อนบ้านช่วยดู' });
  const days = await ask<{ records: Written[] }>(`/api/v1/cases/${caseId}/records`);
  expect(new Set(days.records.map((one) => JSON.stringify(one.body))).size).toBe(days.records.length);
});

test('a colleague saved the same form meanwhile: both stand side by side, and each field is chosen', async () => {
  const [mine] = (
    await ask<{ records: (Written & { seriesId: string })[] }>(`/api/v1/cases/${caseId}/records`)
  ).records.filter((one) => one.kind === 'follow-up' && one.signedAt === null);
  if (!mine) throw new Error('no draft');
  await openCase(`#form/follow-up/${mine.seriesId}`);
  await expect(page.getByLabel('บันทึก', { exact: true })).toHaveValue(/บ้านเงียบ/);
  await inHand.setOffline(true);
  await choose('วันนี้ปลอดภัยไหม', 'ไม่แน่ใจ');
  await expect(page.getByText('เก็บไว้ในเครื่องนี้แล้ว ยังไม่ได้ส่ง').first()).toBeVisible();
  // Another device of the office, with signal.
  const saved = await page.request.post(
    new URL(`/api/v1/cases/${caseId}/records/${mine.seriesId}`, started.consoleUrl).href,
    {
      headers: { 'idempotency-key': crypto.randomUUID(), origin: new URL(started.consoleUrl).origin },
      data: { kind: 'follow-up', basedOn: mine.version, body: { ...mine.body, note: 'โทรจากศูนย์ ไม่มีคนรับ' } },
    },
  );
  expect(saved.status()).toBe(200);
  await inHand.setOffline(false);
  await expect(page.getByText('เลือกทีละช่องว่าจะใช้ของใคร')).toBeVisible();
  await checkScreen(page, '96-care-two-versions');
  await page.getByText('ของฉัน: ไม่แน่ใจ').click();
  await page.getByText('ของเขา: โทรจากศูนย์ ไม่มีคนรับ').click();
  await tap('ใช้ที่เลือก');
  await expect
    .poll(async () => (await written('follow-up')).find(({ signedAt }) => signedAt === null)?.body)
    .toMatchObject({ safe: 'unsure', note: 'โทรจากศูนย์ ไม่มีคนรับ', seen: 'alone' });
});

test('a form is signed without signal, and the signature arrives behind what was typed', async () => {
  await inHand.setOffline(true);
  await choose('ทำอะไรแล้ว', 'ถามอันตรายตอนนี้แล้ว');
  const next = page.getByRole('group', { name: 'ครั้งต่อไป' });
  await next.getByLabel('วันที่').selectOption('1');
  await next.getByLabel('เดือน').selectOption('1');
  await next.getByLabel('ปี').selectOption({ index: 3 });
  await tap('ลงชื่อ');
  await expect(page.getByText(/ยังไม่ได้ส่ง 1 แบบ/)).toBeVisible();
  expect((await written('follow-up')).filter(({ signedAt }) => signedAt === null)).toHaveLength(1);
  await inHand.setOffline(false);
  await expect(page.getByText(/ยังไม่ได้ส่ง/)).toHaveCount(0);
  await expect.poll(async () => (await written('follow-up')).filter(({ signedAt }) => signedAt === null)).toEqual([]);
});

test('a picture of a paper, taken without signal, is kept on the phone and arrives once', async () => {
  await openCase();
  await inHand.setOffline(true);
  await tap('เพิ่มรูป');
  await choose('รูปนี้คืออะไร', 'เอกสารหรือคำสั่งศาล');
  const picture = { name: 'paper.jpg', mimeType: 'image/jpeg', buffer: await aPhoto() };
  await page.locator('input[type=file]').setInputFiles(picture);
  await expect(page.getByText(/ยังไม่ได้ส่ง 1 รูป/)).toBeVisible();
  await checkScreen(page, '96-care-picture-no-signal');
  await inHand.setOffline(false);
  await expect(page.getByRole('img', { name: 'เอกสารหรือคำสั่งศาล' })).toBeVisible();
  await expect(page.getByText(/ยังไม่ได้ส่ง/)).toHaveCount(0);
  const { pictures } = await ask<{ pictures: { kind: string }[] }>(`/api/v1/cases/${caseId}/pictures`);
  expect(pictures.map(({ kind }) => kind)).toEqual(['paper']);
});

test('on the smallest phone, in the dark and in English', async () => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`${started.consoleUrl}cases`);
  await expect(page.getByRole('heading', { name: /ทำตอนนี้|รอฉัน|วันอื่น/ }).first()).toBeVisible();
  expect(await scrollsSideways(page)).toBe(false);
  await checkScreen(page, '97-care-today-320-dark');
  await openCase('#form/registration');
  await expect(page.getByLabel('ชื่อที่ใช้เรียก')).toBeVisible();
  expect(await scrollsSideways(page)).toBe(false);
  await checkScreen(page, '98-care-registration-320-dark');
  await page.evaluate('localStorage.setItem("ess-language", "en")');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${started.consoleUrl}cases`);
  await expect(page.getByRole('heading', { name: /Do now|Another day/ }).first()).toBeVisible();
  await checkScreen(page, '99-care-today-english');
});

/** Everything that this browser stores and somebody with the phone could read. */
const READ_DEVICE = `(async () => {
  const parts = [JSON.stringify({ ...localStorage })];
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((opened) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => opened(opening.result);
    });
    for (const store of db.objectStoreNames) {
      const asked = db.transaction(store).objectStore(store).getAll();
      await new Promise((done) => (asked.onsuccess = done));
      parts.push(JSON.stringify(asked.result));
    }
    db.close();
  }
  return parts.join(' ');
})()`;

test('after signing out nothing of any case is left on the phone', async () => {
  expect(await page.evaluate(READ_DEVICE)).toContain('โทรจากศูนย์');
  await page.evaluate('localStorage.setItem("ess-language", "th")');
  await page.reload();
  await tap(/^เมนู/);
  await tap('ออกจากระบบ');
  await expect(page.getByRole('heading', { name: 'เข้าสู่ระบบ' })).toBeVisible();
  await expect.poll(() => page.evaluate<string>(READ_DEVICE)).not.toContain('โทรจากศูนย์');
});
