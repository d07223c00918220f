import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { aPhoto } from '../support/reporter-files.ts';
import { WITH_MAP } from './steps/browser.ts';
import { openPhone, sendPlace, tapMenu, write } from './steps/phone.ts';
import { npmStart, type Started } from './steps/start-system.ts';

test.use({ launchOptions: WITH_MAP, contextOptions: { reducedMotion: 'no-preference' } });

test.describe.configure({ mode: 'serial' });

let started: Started;
let station: Page;
let phone: Page;
const contexts: BrowserContext[] = [];
/** Violations of the page's content security policy: an injection that would run, or something broken. */
const offences: string[] = [];

async function watch(page: Page): Promise<Page> {
  // Libraries catch the error of an attempt (`new Function`), so only this event shows it.
  await page.exposeFunction('noteViolation', (violation: string) => offences.push(violation));
  await page.addInitScript(NOTE_VIOLATIONS);
  page.on('console', (message) => {
    if (/content security policy|permissions.policy|refused to/i.test(message.text())) offences.push(message.text());
  });
  page.on('pageerror', (error) => offences.push(String(error)));
  return page;
}

/** Runs in the page, as text because its types are not ours. */
const NOTE_VIOLATIONS = `document.addEventListener('securitypolicyviolation', (event) =>
  window.noteViolation([event.effectiveDirective, event.blockedURI, event.sourceFile, event.lineNumber].join(' ')))`;
const STRANGER = `(async () => {
  const violated = [];
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violated.push(effectiveDirective));
  const script = document.createElement('script');
  script.textContent = 'window.wasRun = true';
  const styled = document.createElement('div');
  styled.innerHTML = '<p style="color: red">x</p><img src="https://evil.example/a.png" alt="">';
  document.body.append(script, styled);
  await fetch('https://evil.example/').catch(() => {});
  await new Promise((resume) => setTimeout(resume, 300));
  return { violated, wasRun: 'wasRun' in window };
})()`;

/** Layout shift without user input (CLS: 0 is none, 0.1 is noticeable). */
const MOVED = `new Promise((resume) => {
  new PerformanceObserver((list) => {
    resume(list.getEntries().filter((one) => !one.hadRecentInput).reduce((sum, { value }) => sum + value, 0));
  }).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resume(0), 500);
})`;

test.beforeAll(async ({ browser }) => {
  started = await npmStart();
  const onLaptop = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const inHand = await browser.newContext({ viewport: { width: 900, height: 900 } });
  contexts.push(onLaptop, inHand);
  station = await watch(await onLaptop.newPage());
  phone = await watch(await inHand.newPage());
});

test.afterAll(async () => {
  for (const context of contexts) await context.close();
  await started?.stop();
});

test('both pages have a policy that allows nothing inline', async ({ request }) => {
  for (const address of [started.consoleUrl, started.phoneUrl]) {
    const policy = (await request.get(address)).headers()['content-security-policy'] ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe-(inline|eval)/);
  }
});

test('the sign-in page has few files and no layout shift, and does not violate its policy', async () => {
  await station.goto(started.consoleUrl);
  await expect(station.getByRole('button', { name: /สมมติ ใจดี/ })).toBeVisible();
  await expect(station.getByRole('button', { name: 'เข้าสู่ระบบ', exact: true })).toBeVisible();
  // Masked, and can be filled in by a password manager.
  const password = station.getByLabel('รหัสผ่าน', { exact: true });
  await expect(password).toHaveAttribute('type', 'password');
  await expect(password).toHaveAttribute('autocomplete', /current-password/);
  await station.waitForLoadState('networkidle');
  expect(await station.evaluate<number>(MOVED)).toBeLessThan(0.02);
  const requests = await station.evaluate<number>('performance.getEntriesByType("resource").length');
  expect(requests).toBeLessThanOrEqual(25);
  expect(offences).toEqual([]);
});

test('a report, its photo, the map, both themes and the account page do not violate the policy', async () => {
  await openPhone(phone, started.phoneUrl);
  await station.goto(started.consoleUrl);
  await station.getByRole('button', { name: /สมมติ ใจดี/ }).click();
  await expect(station.getByText('เชื่อมต่อสด')).toBeVisible();
  await tapMenu(phone, 'แจ้งเหตุร้าย');
  await phone.getByText('ข่มขู่ หรือทำร้าย').click();
  await expect(phone.getByText('แล้วเราจะแจ้งตำรวจทันที')).toBeVisible();
  await sendPlace(phone);
  await expect(phone.getByText('รอเจ้าหน้าที่รับเหตุ')).toBeVisible();
  await write(phone, 'เขาอยู่หน้าบ้าน');
  await phone.getByRole('button', { name: 'แนบ', exact: true }).click();
  await phone.getByRole('button', { name: 'รูปจากเครื่อง', exact: true }).click();
  await phone
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await aPhoto() });
  await station
    .getByRole('link', { name: /ข่มขู่ว่าจะทำร้ายหรือทำร้าย/ })
    .first()
    .click();
  // The photo is really shown: link, type and policy are right.
  const photo = station.locator('img[src*="/attachments/"]').first();
  await photo.scrollIntoViewIfNeeded();
  const width = () => photo.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth);
  await expect.poll(width).toBe(40);
  await station.emulateMedia({ colorScheme: 'light' });
  await station.emulateMedia({ colorScheme: 'dark' });
  await station.getByRole('button', { name: /^เมนู/ }).click();
  for (const theme of ['สว่าง', 'มืด']) await station.getByText(theme, { exact: true }).click();
  await station.keyboard.press('Escape');
  expect(offences).toEqual([]);
});

test('injected code does not run', async () => {
  const tried = await station.evaluate<{ violated: string[]; wasRun: boolean }>(STRANGER);
  expect(tried.wasRun).toBe(false);
  for (const directive of ['script-src-elem', 'style-src-attr', 'img-src', 'connect-src']) {
    expect(tried.violated).toContain(directive);
  }
});
