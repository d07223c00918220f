import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import demonstration from '../../database/demo-data/people.json' with { type: 'json' };
import { checkScreen, scrollsSideways } from './steps/screens.ts';
import { npmStart, type Started } from './steps/start-system.ts';

test.describe.configure({ mode: 'serial' });

const DESK = { viewport: { width: 1366, height: 768 } } as const;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;

type Holding = { needId: string; need: string; isEnded: boolean; choices: string[] };
type Named = { id: string; isMinor: boolean };

let started: Started;
const contexts: BrowserContext[] = [];
let worker: Page;
let shelter: Page;
let caseId: string;
let name: string;

test.beforeAll(async ({ browser }) => {
  started = await npmStart();
  worker = await open(await browser.newContext(PHONE), 'caseworker', 'cases');
  shelter = await open(await browser.newContext(DESK), 'shelter', 'referrals');
});

test.afterAll(async () => {
  for (const context of contexts) await context.close();
  await started?.stop();
});

test('a need is sent to a service on one screen of a phone, with reasons and never before it says on what basis', async () => {
  const { cases } = await ask<{ cases: Named[] }>(worker, 'cases?scope=mine');
  for (const one of cases) {
    const { needs } = await ask<{ needs: Holding[] }>(worker, `cases/${one.id}/referrals`);
    if (!one.isMinor && needs.some(({ need, choices }) => need === 'safety' && choices.length > 0)) caseId = one.id;
  }
  await worker.goto(new URL(`cases/${caseId}`, started.consoleUrl).href);
  name = (await worker.getByRole('article').getByRole('heading', { level: 2 }).textContent()) ?? '';
  await worker.getByRole('link', { name: 'ส่งต่อ: ความปลอดภัย' }).click();
  await expect(worker.getByRole('heading', { name: 'ส่งต่อ: ความปลอดภัย' })).toBeVisible();
  await expect(worker.getByRole('link', { name: 'อันตราย' })).toBeVisible();
  await worker
    .getByRole('group', { name: 'ส่งไปที่ไหน' })
    .getByText(/บ้านพักเด็กและครอบครัวสมมติ/)
    .first()
    .click();
  const send = worker.getByRole('button', { name: /^ส่งถึง บ้านพักเด็กและครอบครัวสมมติ/ });
  await expect(send).toBeDisabled();
  await worker.getByText(/^ด่วน/).click();
  await worker.getByText('เจ้าตัวยินยอม').click();
  await worker.getByLabel('ต้องการอะไร').fill('ที่พักคืนนี้สำหรับสองคน');
  expect(await scrollsSideways(worker)).toBe(false);
  await checkScreen(worker, '110-referral-new');
  await send.click();
  await expect(worker.getByRole('heading', { name: /^รอ บ้านพัก.* ตอบ$/ })).toBeVisible();
  await checkScreen(worker, '111-referral-sent');
});

test('it appears in the receiver’s queue while they look, without a name, and is opened and left by the keyboard', async () => {
  await expect(shelter.getByRole('heading', { name: /รอคำตอบ/ })).toBeVisible();
  await shelter.keyboard.press('j');
  await checkScreen(shelter, '112-referral-queue');
  await shelter.keyboard.press('Enter');
  await expect(shelter.getByRole('heading', { name: 'รับเรื่องนี้ไหม' })).toBeVisible();
  await expect(shelter.getByText('เห็นชื่อและวิธีติดต่อหลังกดรับ')).toBeVisible();
  await expect(shelter.getByText(name)).toHaveCount(0);
  await expect(shelter.getByText('ที่พักคืนนี้')).toHaveCount(0);
  await checkScreen(shelter, '113-referral-answer');
  await shelter.keyboard.press('Escape');
  await expect(shelter.getByRole('heading', { name: /รอคำตอบ/ })).toBeVisible();
  await shelter.keyboard.press('Enter');
  await expect(shelter.getByRole('heading', { name: 'รับเรื่องนี้ไหม' })).toBeVisible();
});

test('a decline is a code with its consequence, and the need is back with its next choice at once', async () => {
  await shelter.getByRole('button', { name: /^เต็มแล้ว/ }).click();
  await expect(shelter.getByText('เต็มแล้ว → หาที่ถัดไป')).toBeVisible();
  await shelter.getByRole('button', { name: 'ยืนยันว่าไม่รับ' }).click();
  await expect(shelter.getByRole('heading', { name: 'จบแล้ว' })).toBeVisible();
  // The sender looks at it, and touches nothing.
  await expect(worker.getByRole('heading', { name: 'เลือกทางต่อ' })).toBeVisible();
  await worker.getByRole('link', { name: 'ไปเลือกทางต่อ' }).click();
  await expect(worker.getByText('ไม่รับ: เต็มแล้ว')).toBeVisible();
  await checkScreen(worker, '114-referral-need-back');
  await worker.getByRole('link', { name: 'ดูที่ถัดไป: ความปลอดภัย' }).click();
  await expect(worker.getByText('ไม่รับ (เต็มแล้ว)')).toBeVisible();
  await worker.getByText(/^ไม่ได้เสนอ \d/).click();
  await expect(worker.getByText('ส่งไปแล้วครั้งก่อน')).toBeVisible();
  await checkScreen(worker, '115-referral-next-place');
});

test('whoever knows better sends it there again; after acceptance the name and the safe way stand where the call is made', async () => {
  await worker
    .getByRole('button', { name: /^เลือกที่นี่: บ้านพักฉุกเฉิน/ })
    .first()
    .click();
  await worker.getByText('เจ้าตัวยินยอม').click();
  await worker.getByRole('button', { name: /^ส่งถึง บ้านพักเด็กและครอบครัวสมมติ/ }).click();
  await expect(worker.getByRole('heading', { name: /^รอ บ้านพัก.* ตอบ$/ })).toBeVisible();
  const said = await worker
    .getByText(/^RF-\d+-\d+/)
    .first()
    .textContent();
  const code = said?.match(/RF-\d+-\d+/)?.[0] ?? '';
  await shelter.getByRole('link', { name: 'ส่งต่อทั้งหมด' }).click();
  await shelter.getByRole('link', { name: new RegExp(`^อ่านแล้วตอบ: .* ${code}$`) }).click();
  await shelter.getByRole('button', { name: 'รับเรื่องนี้' }).click();
  await expect(shelter.getByRole('heading', { name: 'ติดต่อและเริ่มช่วย' })).toBeVisible();
  await expect(shelter.getByText(name)).toBeVisible();
  await expect(shelter.getByRole('region', { name: 'ติดต่ออย่างปลอดภัย' })).toBeVisible();
  await checkScreen(shelter, '116-referral-accepted');
  await expect(worker.getByRole('heading', { name: /กำลังช่วย$/ })).toBeVisible();
});

test('an outcome is said for the person; only their own word ends the need, and "not yet" opens it again', async () => {
  await shelter.getByRole('button', { name: 'เริ่มช่วย' }).click();
  await expect(shelter.getByRole('heading', { name: 'บอกผลของคนนี้' })).toBeVisible();
  await shelter.getByRole('button', { name: 'บอกผล' }).click();
  await shelter.getByRole('group', { name: 'ผลเป็นอย่างไร' }).getByText('ได้รับความช่วยเหลือ').click();
  await checkScreen(shelter, '117-referral-outcome');
  await shelter.getByRole('button', { name: 'บันทึก', exact: true }).click();
  await expect(shelter.getByRole('heading', { name: 'รอเจ้าตัวบอกว่าได้รับ' })).toBeVisible();
  await expect(worker.getByRole('heading', { name: 'ถามเจ้าตัวว่าได้รับจริงไหม' })).toBeVisible();
  await checkScreen(worker, '118-referral-ask');
  await worker.getByRole('button', { name: 'ยังไม่ได้' }).click();
  await worker.goto(new URL(`cases/${caseId}`, started.consoleUrl).href);
  await expect(worker.getByRole('link', { name: /^(ส่งต่อ|ดูที่ถัดไป): ความปลอดภัย/ })).toBeVisible();
});

test('what came back stands first on the list, and a place is asked for before anybody is named', async () => {
  await worker.goto(new URL('referrals', started.consoleUrl).href);
  await expect(worker.getByRole('heading', { name: /กลับมาแล้ว ยังไม่มีใครช่วย/ })).toBeVisible();
  expect(await scrollsSideways(worker)).toBe(false);
  await checkScreen(worker, '119-referral-came-back');
  await worker.getByRole('link', { name: /^หาทางต่อ: ความปลอดภัย/ }).click();
  await worker.getByText(/^ไม่ได้เสนอ \d/).click();
  await worker
    .getByRole('button', { name: /^เลือกที่นี่: บ้านพักฉุกเฉิน/ })
    .first()
    .click();
  await worker.getByRole('button', { name: /^ถามก่อนว่าว่างไหม/ }).click();
  await expect(worker.getByText(/^ถามไปแล้ว/)).toBeVisible();
  await shelter.goto(new URL('referrals', started.consoleUrl).href);
  await expect(shelter.getByRole('heading', { name: /ถามว่ามีที่ว่างไหม/ })).toBeVisible();
  await expect(shelter.getByText(name)).toHaveCount(0);
  await checkScreen(shelter, '119-referral-capacity');
  await shelter.getByRole('button', { name: 'ว่าง', exact: true }).click();
  await expect(shelter.getByRole('heading', { name: /ถามว่ามีที่ว่างไหม/ })).toHaveCount(0);
  await expect(worker.getByText('ตอบว่าว่าง')).toBeVisible({ timeout: 60_000 });
});

test('what the law gives to a receiver is declined by two people: one proposes, their supervisor does not agree', async ({
  browser,
}) => {
  await shelter.goto(new URL('referrals', started.consoleUrl).href);
  await shelter
    .getByRole('link', { name: /^เปิดดู: .*RF-\d+-\d+$/ })
    .last()
    .waitFor();
  const supervisor = await open(await browser.newContext(PHONE), 'shelter-supervisor', 'referrals');
  await expect(supervisor.getByRole('heading', { name: /^ขอไม่รับ รอคุณตัดสิน/ })).toBeVisible();
  await checkScreen(supervisor, '120-decline-to-decide');
  await supervisor.getByRole('link', { name: /^อ่านแล้วตัดสิน/ }).click();
  await expect(supervisor.getByRole('heading', { name: 'ไม่รับได้ไหม' })).toBeVisible();
  const id = supervisor.url().split('/').at(-1) ?? '';
  await shelter.goto(new URL(`referrals/${id}`, started.consoleUrl).href);
  await expect(shelter.getByText('คุณเป็นผู้ขอ ต้องให้คนอื่นตัดสิน')).toBeVisible();
  expect(await scrollsSideways(supervisor)).toBe(false);
  await checkScreen(supervisor, '121-decline-decision');
  await supervisor.getByRole('button', { name: /^ไม่เห็นชอบ/ }).click();
  await supervisor.getByRole('textbox').fill('มีห้องว่างพรุ่งนี้เช้า รับไว้ก่อน');
  await supervisor.getByRole('button', { name: /^ไม่เห็นชอบ/ }).click();
  // Whoever asked sees it at once, and answers again; this time the supervisor agrees.
  await expect(shelter.getByRole('heading', { name: 'รับเรื่องนี้ไหม' })).toBeVisible();
  await shelter.getByRole('button', { name: /^นอกเขต/ }).click();
  await shelter.getByRole('button', { name: /ไม่รับ/ }).last().click();
  await supervisor.getByRole('button', { name: 'เห็นชอบ ไม่รับ', exact: true }).click();
  await expect(supervisor.getByRole('heading', { name: 'จบแล้ว' })).toBeVisible();
});

test('a need is given up by two people: a worker asks, and their supervisor reads why and decides', async ({
  browser,
}) => {
  const supervisor = await open(await browser.newContext(DESK), 'care-supervisor', 'referrals');
  await expect(supervisor.getByRole('heading', { name: /^ขอยุติ รอคนที่สองตัดสิน/ })).toBeVisible();
  await supervisor.getByRole('link', { name: 'อ่านแล้วตัดสิน: อาหารและรายได้' }).click();
  await expect(supervisor.getByText(/^ขอยุติ: ขอทุนประกอบอาชีพ/)).toBeVisible();
  await checkScreen(supervisor, '122-loss-to-decide');
  await supervisor.getByRole('button', { name: 'เห็นชอบ ยุติ' }).click();
  await expect(supervisor.getByText(/^ขอยุติ: /)).toHaveCount(0);
  await expect(supervisor.getByRole('button', { name: 'เห็นชอบ ยุติ' })).toHaveCount(0);
});

test('on the smallest phone, in the dark and in English', async ({ browser }) => {
  const context = await browser.newContext({ ...PHONE, viewport: { width: 320, height: 640 }, colorScheme: 'dark' });
  await context.addInitScript(`localStorage.setItem('ess-language', 'en')`);
  const page = await open(context, 'shelter', 'referrals');
  await page.getByRole('button', { name: 'Show what has ended' }).click();
  await expect(page.getByRole('heading', { name: /Ended/ })).toBeVisible();
  expect(await scrollsSideways(page)).toBe(false);
  await checkScreen(page, '119-referral-queue-320-dark');
  await page
    .getByRole('link', { name: /^Open: / })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'What happened' })).toBeVisible();
  expect(await scrollsSideways(page)).toBe(false);
  await checkScreen(page, '119-referral-320-dark');
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

async function ask<Answer>(page: Page, path: string): Promise<Answer> {
  const answer = await page.request.get(new URL(`/api/v1/${path}`, started.consoleUrl).href);
  expect(answer.status(), path).toBe(200);
  return (await answer.json()) as Answer;
}
