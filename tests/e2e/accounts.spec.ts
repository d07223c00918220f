import { type Browser, expect, type Page, type Route, test } from '@playwright/test';
import { openAuthenticatorApp } from './steps/authenticator-app.ts';
import { openFromMenu, signInAs, signInByTyping, signOut } from './steps/console.ts';
import { checkScreen } from './steps/screens.ts';
import { npmStart, type Started } from './steps/start-system.ts';
import { allowPasskeyOffer, plugInPasskeyDevice } from './steps/virtual-passkey.ts';

const LAPTOP = { viewport: { width: 1440, height: 900 } };
const IN_HAND = { viewport: { width: 390, height: 844 }, hasTouch: true };

let started: Started;

test.beforeAll(async () => {
  started = await npmStart({ host: 'localhost' });
});

test.afterAll(async () => {
  await started?.stop();
});

async function openConsole(browser: Browser, size: typeof LAPTOP | typeof IN_HAND, path = ''): Promise<Page> {
  const page = await (await browser.newContext(size)).newPage();
  await page.goto(started.consoleUrl + path);
  return page;
}

for (const [where, size] of [
  ['on a laptop', LAPTOP],
  ['in the hand', IN_HAND],
] as const) {
  const name = where === 'on a laptop' ? /ตื่นเสมอ/ : /ว่องไว/;
  const shot = (what: string) => `3-totp-${where === 'on a laptop' ? 'laptop' : 'hand'}-${what}`;

  test(`an authenticator app, ${where}: set up, then asked for at the next sign-in; a recovery code works once instead`, async ({
    browser,
  }) => {
    const page = await openConsole(browser, size);
    await signInAs(page, name);
    await openFromMenu(page, 'บัญชีของฉัน');
    await page.getByRole('button', { name: 'ตั้งแอปยืนยันตัวตน' }).click();
    const key = (await page.getByTestId('totp-key').textContent()) ?? '';
    await checkScreen(page, shot('enrol'));
    const app = openAuthenticatorApp(key);
    await page.getByLabel('รหัส 6 หลัก').fill(app.nextCode());
    await page.getByRole('button', { name: 'ยืนยันรหัส' }).click();
    const codes = page.getByRole('list', { name: 'รหัสกู้คืน' }).getByRole('listitem');
    await expect(codes).toHaveCount(10);
    const recoveryCode = (await codes.first().textContent()) ?? '';
    await checkScreen(page, shot('recovery-codes'));
    await page.getByRole('button', { name: 'เก็บรหัสแล้ว ไปต่อ' }).click();
    await expect(page.getByText('ใช้อยู่', { exact: true })).toBeVisible();
    await expect(page.getByText(recoveryCode)).toBeHidden();
    await checkScreen(page, shot('account'));
    await signOut(page);

    await signInAs(page, name);
    await expect(page.getByRole('heading', { name: 'ยืนยันอีกขั้น' })).toBeVisible();
    await page.getByLabel('รหัส 6 หลัก').fill('000000');
    await page.getByRole('button', { name: 'ยืนยัน', exact: true }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await checkScreen(page, shot('wrong-code'));
    await page.getByLabel('รหัส 6 หลัก').fill(app.nextCode());
    await page.getByRole('button', { name: 'ยืนยัน', exact: true }).click();
    await expect(page.getByText('เชื่อมต่อสด')).toBeAttached();
    await signOut(page);

    await signInAs(page, name);
    await page.getByRole('button', { name: 'ไม่มีโทรศัพท์ ใช้รหัสกู้คืน' }).click();
    await page.getByLabel('รหัสกู้คืน').fill(recoveryCode.toLowerCase().replaceAll('-', ' '));
    await page.getByRole('button', { name: 'ยืนยัน', exact: true }).click();
    await openFromMenu(page, 'บัญชีของฉัน');
    await expect(page.getByText('รหัสกู้คืนเหลือ 9 รหัส')).toBeVisible();
  });
}

let recoveryCode = '';

test('a passkey: added, asked for after the password, used alone to sign in, asked for again by a sensitive action, removed', async ({
  browser,
}) => {
  const page = await openConsole(browser, LAPTOP);
  await plugInPasskeyDevice(page);
  await signInAs(page, /ใกล้บ้าน/);
  await openFromMenu(page, 'บัญชีของฉัน');
  await page.getByRole('button', { name: 'เพิ่มเครื่อง', exact: true }).click();
  await page.getByLabel('ชื่อเครื่อง').fill('เครื่องวิทยุเวร');
  await checkScreen(page, '40-passkey-add');
  await page.getByRole('button', { name: 'เพิ่มเครื่องนี้' }).click();
  const codes = page.getByRole('list', { name: 'รหัสกู้คืน' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  recoveryCode = (await codes.first().textContent()) ?? '';
  await page.getByRole('button', { name: 'เก็บรหัสแล้ว ไปต่อ' }).click();
  await expect(page.getByText('เครื่องวิทยุเวร')).toBeVisible();
  await expect(page.getByText('รหัสกู้คืนเหลือ 10 รหัส')).toBeVisible();
  await checkScreen(page, '40-passkey-account');
  await allowPasskeyOffer(page, false);
  await signOut(page);

  // The password alone is no longer enough.
  await signInAs(page, /ใกล้บ้าน/);
  await expect(page.getByRole('heading', { name: 'ยืนยันอีกขั้น' })).toBeVisible();
  await checkScreen(page, '42-passkey-after-password');
  await page.getByRole('button', { name: 'ยืนยันด้วยเครื่องนี้' }).click();
  await expect(page.getByText('ไม่มีเหตุค้าง')).toBeVisible();
  await lostDevice(browser);
  await signOut(page);

  await page.getByRole('button', { name: 'ใช้ลายนิ้วมือ ใบหน้า หรือ PIN ของเครื่อง' }).click();
  await expect(page.getByText('ไม่มีเหตุค้าง')).toBeVisible();

  await allowPasskeyOffer(page, true);
  // Offered under the name field and accepted by the virtual device, without a click.
  const taken = page.waitForResponse((answer) => answer.url().endsWith('/api/auth/sign-in/passkey'));
  await openFromMenu(page, 'ออกจากระบบ');
  expect((await taken).status()).toBe(200);
  await expect(page.getByText('ไม่มีเหตุค้าง')).toBeVisible();

  await openFromMenu(page, 'บัญชีของฉัน');
  // One refusal as if ten minutes had passed; after that the server's own answers.
  await page.route('**/api/v1/me/passkeys/*/remove', refuseAsTooLongAgo, { times: 1 });
  await page.getByRole('button', { name: 'ลบ: เครื่องวิทยุเวร' }).click();
  await page.getByRole('button', { name: 'ลบ', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'ยืนยันว่าเป็นคุณ' });
  await expect(question).toBeVisible();
  await checkScreen(page, '41-asked-again');
  await question.getByRole('button', { name: 'ยืนยันด้วยเครื่องนี้' }).click();
  await expect(question).toBeHidden();
  await expect(page.getByText('เครื่องวิทยุเวร')).toBeHidden();
});

/** On a phone without the person's devices, in English: a recovery code, and the account's list of changes. */
async function lostDevice(browser: Browser): Promise<void> {
  const context = await browser.newContext(IN_HAND);
  await context.addInitScript("localStorage.setItem('ess-language', 'en')");
  const phone = await context.newPage();
  await phone.goto(started.consoleUrl);
  await phone.getByRole('button', { name: /ใกล้บ้าน/ }).click();
  await expect(phone.getByRole('heading', { name: 'One more step' })).toBeVisible();
  await checkScreen(phone, '43-passkey-asked-hand-english');
  await phone.getByRole('button', { name: 'No phone at hand: use a recovery code' }).click();
  await phone.getByLabel('Recovery code').fill(recoveryCode);
  await checkScreen(phone, '44-recovery-code-hand-english');
  await phone.getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(phone.getByText('No open incidents')).toBeVisible();
  await phone.goto(`${started.consoleUrl}account`);
  await expect(phone.getByText('9 recovery codes left')).toBeVisible();
  const changes = phone.getByRole('region', { name: 'What changed about this account' });
  await expect(changes.getByText('A recovery code was used')).toBeVisible();
  await phone.getByRole('heading', { name: 'What changed about this account' }).scrollIntoViewIfNeeded();
  await checkScreen(phone, '45-account-events-hand-english');
  await phone.getByRole('button', { name: 'Change the password' }).click();
  await expect(phone.getByLabel('Present password')).toBeHidden();
  await phone.getByLabel('New password', { exact: true }).scrollIntoViewIfNeeded();
  await checkScreen(phone, '46-new-password-hand-english');
  await phone.getByRole('button', { name: 'Cancel' }).click();
  await phone.getByRole('button', { name: 'Sign out the others' }).click();
  await phone.getByText('all of them are mine').scrollIntoViewIfNeeded();
  await checkScreen(phone, '47-sign-out-others-hand-english');
  await context.close();
}

test('a console whose session has expired sounds like an alarm until somebody stops it or signs in', async ({
  browser,
}) => {
  const page = await (await browser.newContext(LAPTOP)).newPage();
  await page.addInitScript({ content: COUNT_ALARM_SOUNDS });
  await page.goto(started.consoleUrl);
  await signInAs(page, /เมืองหลวง/);
  await expect(page.getByRole('button', { name: /^เมนู/ })).toBeVisible();
  const elsewhere = await openConsole(browser, IN_HAND);
  await signInAs(elsewhere, /เมืองหลวง/);
  await expect(elsewhere.getByRole('button', { name: /^เมนู/ })).toBeVisible();
  const endOthers = () =>
    elsewhere.evaluate(async () => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch('/api/v1/me/sessions/end-others', { method: 'POST', headers, body: '{}' })).status;
    });
  expect(await endOthers()).toBe(200);

  await expect(page.getByRole('alert').filter({ hasText: 'เครื่องนี้หยุดรับเหตุ' })).toBeVisible();
  await expect(page).toHaveTitle(/หยุดรับเหตุ/);
  await expect.poll(() => page.evaluate('alarmSounds')).toBe(1);
  await checkScreen(page, '3-session-ended');
  await page.getByRole('button', { name: 'ปิดเสียง' }).click();
  await expect.poll(() => page.evaluate('alarmSounds')).toBe(0);
  await expect(page.getByRole('alert').filter({ hasText: 'เครื่องนี้หยุดรับเหตุ' })).toBeVisible();

  await signInAs(page, /เมืองหลวง/);
  await expect(page.getByRole('button', { name: /^เมนู/ })).toBeVisible();
  expect(await endOthers()).toBe(200);
  await expect.poll(() => page.evaluate('alarmSounds')).toBe(1);
  await signInAs(page, /เมืองหลวง/);
  await expect(page.getByRole('button', { name: /^เมนู/ })).toBeVisible();
  await expect.poll(() => page.evaluate('alarmSounds')).toBe(0);
});

/** Runs in the page: `alarmSounds` is the number of looping sounds at this moment. */
const COUNT_ALARM_SOUNDS = `
  globalThis.alarmSounds = 0;
  const { start, stop } = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (...when) {
    if (this.loop) alarmSounds += 1;
    return start.apply(this, when);
  };
  AudioBufferSourceNode.prototype.stop = function (...when) {
    if (this.loop) alarmSounds -= 1;
    return stop.apply(this, when);
  };
`;

test('an invitation, from the administrator’s console to the new officer’s first sign-in on a phone', async ({
  browser,
}) => {
  const admin = await openConsole(browser, LAPTOP);
  await signInAs(admin, /จัดระบบ/);
  await expect(admin.getByRole('heading', { name: 'คนในหน่วยงาน' })).toBeVisible();
  await admin.getByRole('button', { name: 'เปลี่ยนหน่วยงาน' }).click();
  await admin.getByLabel('ค้นหาหน่วยงาน').fill('เมืองพิษณุโลก');
  await admin.getByLabel('สภ.เมืองพิษณุโลก').click();
  await expect(admin.getByText('ร.ต.ท. สมมติ ใจดี (สาธิต)')).toBeVisible();
  await checkScreen(admin, '50-people');
  await admin.getByRole('button', { name: 'เชิญคนใหม่' }).click();
  await admin.getByLabel('อีเมลของคนที่เชิญ').fill('new-officer@station.example');
  await admin.getByLabel(/^เจ้าหน้าที่เวร/).check();
  await admin.getByLabel(/^รหัสเจ้าหน้าที่/).fill('PHS-0417');
  await checkScreen(admin, '51-invite');
  await admin.getByRole('button', { name: 'สร้างคำเชิญ' }).click();
  const link = (await admin.getByTestId('one-time-link').textContent()) ?? '';
  await checkScreen(admin, '52-link');
  await admin.getByRole('button', { name: 'ส่งให้แล้ว' }).click();
  await expect(admin.getByText('รอรับคำเชิญ 1 คน')).toBeVisible();

  const phone = await (await browser.newContext(IN_HAND)).newPage();
  await phone.goto(link);
  await expect(phone.getByText('สภ.เมืองพิษณุโลก')).toBeVisible();
  await checkScreen(phone, '53-invitation-in-hand');
  await phone.getByLabel('ยศ ชื่อ และนามสกุล').fill('ส.ต.ต. ทดลอง เริ่มงาน');
  const password = phone.getByLabel('รหัสผ่านใหม่', { exact: true });
  await password.fill('123456789012');
  await phone.getByRole('button', { name: 'รับคำเชิญ' }).click();
  await expect(phone.getByRole('alert')).toBeVisible();
  await checkScreen(phone, '54-guessable-password');
  await password.fill('กระต่ายขาวกินแตงโมหน้าวัด');
  await phone.getByRole('button', { name: 'รับคำเชิญ' }).click();
  await phone.getByRole('button', { name: 'ไปเข้าสู่ระบบ' }).click();
  await signInByTyping(phone, 'phs-0417', 'กระต่ายขาวกินแตงโมหน้าวัด');
  await expect(phone.getByText('ไม่มีเหตุค้าง')).toBeVisible();
  await checkScreen(phone, '55-first-sign-in');

  await phone.goto(link);
  await expect(phone.getByText('ลิงก์นี้ใช้ไม่ได้', { exact: false })).toBeVisible();
  await checkScreen(phone, '56-link-used');

  await admin.reload();
  await admin.getByRole('button', { name: 'จัดการ: ส.ต.ต. ทดลอง เริ่มงาน' }).click();
  await checkScreen(admin, '57-manage');
  await admin.getByRole('button', { name: 'ระงับบัญชี' }).click();
  await expect(admin.getByText('จะถูกให้ออกทันที', { exact: false })).toBeVisible();
  await checkScreen(admin, '58-disable');
  await admin.getByRole('button', { name: 'ระงับบัญชี' }).click();
  await expect(admin.getByText('ระงับบัญชีแล้ว')).toBeVisible();
  await admin.getByRole('button', { name: /^เมนู/ }).click();
  await admin.getByText('สว่าง').click();
  await admin.getByText('English').click();
  await admin.keyboard.press('Escape');
  await expect(admin.getByText('The account is disabled')).toBeVisible();
  await expect(admin.getByRole('button', { name: 'Sign out', exact: true })).toBeHidden();
  await checkScreen(admin, '59-people-light-english');
  await admin.getByRole('button', { name: 'My account' }).click();
  await expect(admin.getByText('Devices signed in')).toBeVisible();
  await checkScreen(admin, '60-account-light-english');

  await phone.goto(started.consoleUrl);
  await signInByTyping(phone, 'phs-0417', 'กระต่ายขาวกินแตงโมหน้าวัด');
  await expect(phone.getByRole('alert')).toBeVisible();
});

/** The server's answer when the last proof of identity is older than ten minutes. */
async function refuseAsTooLongAgo(route: Route): Promise<void> {
  const code = 'access/re-authentication-needed';
  const problem = { type: 'about:blank', title: 'Prove again who you are', status: 403, code };
  await route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(problem) });
}
