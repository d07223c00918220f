import { type APIRequestContext, type BrowserContext, expect, type Page, test } from '@playwright/test';
import demonstration from '../../database/demo-data/people.json' with { type: 'json' };
import { runStatement } from './steps/database.ts';
import { checkScreen, isInView, scrollsSideways } from './steps/screens.ts';
import { npmStart, type Started } from './steps/start-system.ts';

test.describe.configure({ mode: 'serial' });

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;
/** An invented emergency shelter. */
const SHELTER = '0199e651-0001-7000-8000-000000000001';
/** What the sender wrote: for whoever accepted, and for nobody before. */
const WHY = 'ที่พักสำหรับสองคนตั้งแต่คืนนี้';

type Holding = { needId: string; need: string; choices: string[] };
type Named = { id: string; isMinor: boolean; personName: string; risk: string };
type Made = { url: string; token: string; code: string };
type Service = { id: string; code: string; agencyId: string };

let started: Started;
let worker: APIRequestContext;
let receiver: Page;
const contexts: BrowserContext[] = [];
let person: Named;
let referralId: string;
let link: Made;

test.beforeAll(async ({ browser, playwright }) => {
  started = await npmStart();
  worker = await playwright.request.newContext({ baseURL: new URL('/', started.consoleUrl).href });
  const signedIn = await worker.post('/api/auth/sign-in/email', {
    data: { email: 'caseworker@demo.ess.example', password: demonstration.password },
  });
  expect(signedIn.status()).toBe(200);
  referralId = await offer();
  link = await makeLink();
  // A telephone that never signed in to anything here.
  contexts.push(await browser.newContext(PHONE));
  receiver = (await contexts[0]?.newPage()) as Page;
});

test.afterAll(async () => {
  for (const context of contexts) await context.close();
  await worker?.dispose();
  await started?.stop();
});

test('a link alone opens nothing: a wrong code says how many tries are left', async () => {
  await receiver.goto(link.url);
  await expect(receiver.getByLabel('รหัส 6 หลัก')).toBeVisible();
  // The link carried its own code; the one of the letter is not asked for.
  await expect(receiver.getByLabel('รหัสจดหมาย')).toHaveCount(0);
  expect(await scrollsSideways(receiver)).toBe(false);
  await checkScreen(receiver, '130-link-code');
  await enter(String((Number(link.code) + 1) % 1_000_000).padStart(6, '0'));
  await expect(receiver.getByRole('alert')).toHaveText('รหัส 6 หลักไม่ถูกต้อง ลองได้อีก 4 ครั้ง');
  await expect(receiver.getByText('ผู้ที่ต้องการความช่วยเหลือ')).toHaveCount(0);
  await checkScreen(receiver, '131-link-wrong-code');
});

test('with the code told on the phone they read what is needed, and neither a name nor how to reach anybody', async () => {
  await enter(`${link.code.slice(0, 3)} ${link.code.slice(3)}`);
  await expect(receiver.getByRole('heading', { name: 'ที่พักปลอดภัย' })).toBeVisible();
  await expect(receiver.getByText('ชื่อและวิธีติดต่อจะแสดงหลังจากกดรับ')).toBeVisible();
  await expect(receiver.getByText(person.personName)).toHaveCount(0);
  await expect(receiver.getByText(WHY)).toHaveCount(0);
  expect(new URL(receiver.url()).hash).toBe('');
  expect(await scrollsSideways(receiver)).toBe(false);
  await checkScreen(receiver, '132-link-offered');
});

test('after accepting they see who it is and the safe way to reach them, and the sender sees who accepted', async () => {
  await receiver.getByLabel('ชื่อและตำแหน่งของท่าน').fill('นางสมมติ ผู้ดูแลบ้าน');
  await receiver.getByRole('button', { name: 'รับดูแล' }).click();
  await expect(receiver.getByRole('heading', { name: 'ติดต่ออย่างปลอดภัย' })).toBeVisible();
  await expect(receiver.getByText(person.personName)).toBeVisible();
  await expect(receiver.getByText(WHY)).toBeVisible();
  await expect(receiver.getByText(/^เก็บลิงก์หรือจดหมายนี้ไว้/)).toBeVisible();
  expect(await scrollsSideways(receiver)).toBe(false);
  await checkScreen(receiver, '133-link-accepted');
  const { referral } = await ask<{ referral: { status: string } }>(`referrals/${referralId}`);
  expect(referral.status).toBe('accepted');
});

test('days later the same link takes the outcome, and then there is nothing left to do', async () => {
  await receiver.goto('about:blank');
  await receiver.goto(link.url);
  await enter(link.code);
  await receiver.getByLabel('ผลเป็นอย่างไร').selectOption({ label: 'ได้รับความช่วยเหลือ' });
  await receiver.getByLabel('ชื่อและตำแหน่งของท่าน').fill('นางสมมติ ผู้ดูแลบ้าน');
  await receiver.getByRole('button', { name: 'ส่งผล' }).click();
  await expect(receiver.getByText('ขอบคุณ บันทึกแล้ว ไม่ต้องทำอะไรอีก')).toBeVisible();
  expect(await isInView(receiver, receiver.getByRole('status'))).toBe(true);
  await checkScreen(receiver, '134-link-outcome');
  const { referral } = await ask<{ referral: { status: string; outcome: string } }>(`referrals/${referralId}`);
  expect(referral).toMatchObject({ status: 'completed', outcome: 'received-help' });
});

test('an expired link says so in plain words, in the dark and in English too', async ({ browser }) => {
  referralId = await offer();
  const expired = await makeLink();
  const ends = 'UPDATE referral.answer_links SET expires_at = now() WHERE referral_id = $1';
  await runStatement(started.dataDir, ends, [referralId]);
  const context = await browser.newContext({ ...PHONE, viewport: { width: 320, height: 640 }, colorScheme: 'dark' });
  contexts.push(context);
  receiver = await context.newPage();
  // From the letter: typed, in small letters.
  await receiver.goto(new URL('/answer/', started.consoleUrl).href);
  await receiver.getByLabel('รหัสจดหมาย').fill(expired.token.toLowerCase());
  await enter(expired.code);
  await expect(receiver.getByRole('alert')).toHaveText(/^ลิงก์หรือรหัสจดหมายนี้ใช้ไม่ได้แล้ว/);
  await receiver.getByRole('button', { name: 'English' }).click();
  await expect(receiver.getByRole('alert')).toHaveText(/^This link or letter code is not valid any more/);
  expect(await scrollsSideways(receiver)).toBe(false);
  await checkScreen(receiver, '135-link-expired-320-dark');
});

/** A need that nobody works on yet is offered to a shelter. @returns the referral's id */
async function offer(): Promise<string> {
  const { cases } = await ask<{ cases: Named[] }>('cases?scope=mine');
  for (const one of cases.filter(({ isMinor }) => !isMinor)) {
    const { needs } = await ask<{ needs: Holding[] }>(`cases/${one.id}/referrals`);
    const need = needs.find(({ choices }) => choices.includes('next-provider'));
    if (!need) continue;
    const shelter = await ask<Service>(`services/${SHELTER}`);
    person = one;
    const { needId } = need;
    const answer = await worker.post(`/api/v1/cases/${one.id}/referrals`, {
      headers: { 'idempotency-key': crypto.randomUUID() },
      data: {
        ...{ needId, serviceId: shelter.id, serviceCode: shelter.code, toAgencyId: shelter.agencyId },
        ...{ urgency: 'urgent', basis: 'consent', papers: ['id-card'], why: WHY, offer: true },
      },
    });
    expect(answer.status()).toBe(200);
    return ((await answer.json()) as { id: string }).id;
  }
  throw new Error('the demonstration has needs that nobody works on');
}

async function makeLink(): Promise<Made> {
  const answer = await worker.post(`/api/v1/referrals/${referralId}/answer-links`, {
    data: { to: 'บ้านพักสมมติ', letter: false },
  });
  expect(answer.status()).toBe(200);
  return (await answer.json()) as Made;
}

async function ask<Answer>(path: string): Promise<Answer> {
  const answer = await worker.get(`/api/v1/${path}`);
  expect(answer.status(), path).toBe(200);
  return (await answer.json()) as Answer;
}

async function enter(code: string): Promise<void> {
  await receiver.getByLabel('รหัส 6 หลัก').fill(code);
  await receiver.getByRole('button', { name: 'เปิดดู' }).click();
}
