import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { openFromMenu, signInAs } from './steps/console.ts';
import { openPhone, sendPlace, tapMenu } from './steps/phone.ts';
import { checkScreen } from './steps/screens.ts';
import { npmStart, type Started } from './steps/start-system.ts';

test.describe.configure({ mode: 'serial' });

/** The smallest phone that is still sold, near the place. */
const IN_HAND = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  permissions: ['geolocation'],
  geolocation: { latitude: 16.8301, longitude: 100.2701, accuracy: 9 },
};

let started: Started;
let station: Page;
let patrol: Page;
let inHand: BrowserContext;
let incidentId: string;

test.beforeAll(async ({ browser }) => {
  started = await npmStart();
  station = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await station.goto(started.consoleUrl);
  await station.getByRole('button', { name: /สมมติ ใจดี/ }).click();
  await expect(station.getByText('ไม่มีเหตุค้าง')).toBeVisible();
  inHand = await browser.newContext(IN_HAND);
  patrol = await inHand.newPage();
  await patrol.goto(started.consoleUrl);
  await patrol.getByRole('button', { name: /สมมติ ขี่ไว/ }).click();
  await expect(patrol.getByText('ยังไม่มีงาน')).toBeVisible();
});

test.afterAll(async () => {
  await inHand?.close();
  await started?.stop();
});

/** A request with the session of the station's page. */
async function ask(method: string, path: string, body?: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const answer = await station.request.fetch(new URL(path, started.consoleUrl).href, {
    method,
    ...(body && { headers, data: body }),
  });
  expect(answer.status(), path).toBe(200);
  return answer.json();
}

async function sendUnit(): Promise<void> {
  const { incidents } = (await ask('GET', '/api/v1/incidents')) as { incidents: { id: string }[] };
  incidentId = incidents[0]?.id ?? '';
  const { units } = (await ask('GET', '/api/v1/units')) as { units: { id: string; callSign: string }[] };
  const unitId = units.find(({ callSign }) => callSign === 'สายตรวจ 1')?.id;
  await ask('POST', `/api/v1/incidents/${incidentId}/acknowledge`, { etaMinutes: 8 });
  await ask('POST', `/api/v1/incidents/${incidentId}/units`, { unitId });
}

test('a silent report: the job fills the screen, with "do not call" at its top', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 900, height: 900 } });
  const reporter = await openPhone(await context.newPage(), started.phoneUrl);
  await tapMenu(reporter, 'แจ้งแบบเงียบ');
  await reporter.getByText('ข่มขู่ หรือทำร้าย').click();
  await sendPlace(reporter);
  await expect(station.getByRole('link', { name: /ข่มขู่/ }).first()).toBeVisible();
  await sendUnit();
  await expect(patrol.getByText('ห้ามโทร ห้ามเปิดไซเรน')).toBeVisible();
  await expect(patrol.getByText('กำลังแชร์ตำแหน่ง')).toBeVisible();
  await expect(patrol.getByText('ทางตรงจากคุณ')).toBeVisible();
  const go = patrol.getByRole('button', { name: 'กำลังไป', exact: true });
  await expect(go).toBeVisible();
  for (const button of await patrol.getByRole('main').getByRole('button').all()) {
    if (!(await button.isVisible())) continue;
    const box = await button.boundingBox();
    const name = await button.textContent();
    if (['กำลังไป', 'ถึงแล้ว', 'จดบันทึก', 'ถ่ายรูป', 'แผนที่'].includes(name ?? '')) {
      expect(box?.height, name ?? '').toBeGreaterThanOrEqual(64);
    }
  }
  await checkScreen(patrol, '60-patrol-silent-job');
  await go.click();
  await expect(patrol.getByText('กำลังเดินทาง').first()).toBeVisible();
  await context.close();
});

/** The number of entries in the phone's outbox. */
const COUNT_ENTRIES = `new Promise((counted) => {
  const opening = indexedDB.open('ess-outbox');
  opening.onsuccess = () => {
    const asked = opening.result.transaction('entries').objectStore('entries').count();
    asked.onsuccess = () => {
      opening.result.close();
      counted(asked.result);
    };
  };
})`;

test('without signal everything works: steps, a photo, closing and reopening, and nothing is lost', async () => {
  await expect
    .poll(() => patrol.evaluate('caches.open("ess-app").then((cache) => cache.keys()).then((keys) => keys.length)'))
    .toBeGreaterThan(10);
  // Earlier steps have arrived: the numbers below count only what is queued from here on.
  await expect.poll(() => patrol.evaluate(COUNT_ENTRIES)).toBe(0);
  await inHand.setOffline(true);
  await patrol.getByRole('button', { name: 'จดบันทึก' }).click();
  await patrol.getByLabel('บันทึกถึงสถานี').fill('ประตูหลังเปิดอยู่');
  await patrol.getByRole('button', { name: 'ถึงแล้ว', exact: true }).click();
  await expect(patrol.getByText('รอสัญญาณ 1 รายการ')).toBeVisible();
  const picture = await station.screenshot();
  // Closed before the phone could shrink the photo: the original is already in the outbox.
  await patrol.evaluate('globalThis.createImageBitmap = () => new Promise(() => {})');
  await patrol.locator('input[type=file]').setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: picture });
  await expect(patrol.getByText('รอสัญญาณ 2 รายการ')).toBeVisible();
  await patrol.reload();
  await expect(patrol.getByText('รอสัญญาณ 2 รายการ')).toBeVisible();
  await expect(patrol.getByRole('button', { name: 'เสร็จงาน', exact: true })).toBeVisible();
  await checkScreen(patrol, '61-patrol-no-signal');
  await inHand.setOffline(false);
  await expect(patrol.getByText('รอสัญญาณ')).toHaveCount(0);
  // A reloading page shows no queued entries, so ask the server whether all have arrived.
  const listAssignments = async () =>
    ((await ask('GET', `/api/v1/incidents/${incidentId}/units`)) as { assignments: object[] }).assignments;
  await expect.poll(listAssignments).toMatchObject([{ status: 'on-scene', note: 'ประตูหลังเปิดอยู่' }]);
  const listPhotos = async () =>
    ((await ask('GET', `/api/v1/incidents/${incidentId}/photos`)) as { photos: object[] }).photos;
  await expect.poll(listPhotos).toHaveLength(1);
});

test('a step that comes too late is explained with who and when, and the explanation stays until it was read', async () => {
  await inHand.setOffline(true);
  await patrol.getByRole('button', { name: 'เสร็จงาน', exact: true }).click();
  await checkScreen(patrol, '62-patrol-results');
  await patrol.getByRole('button', { name: 'จับกุม' }).click();
  await expect(patrol.getByText('รอสัญญาณ 1 รายการ')).toBeVisible();
  await ask('POST', `/api/v1/incidents/${incidentId}/resolve`, { disposition: 'handled' });
  await ask('POST', `/api/v1/incidents/${incidentId}/close`, {});
  await inHand.setOffline(false);
  await expect(patrol.getByText(/เหตุนี้ถูกปิดแล้วโดย .*สมมติ ใจดี.* เวลา \d\d:\d\d/)).toBeVisible();
  await checkScreen(patrol, '63-patrol-too-late');
  await patrol.getByRole('button', { name: 'รับทราบ', exact: true }).click();
  await expect(patrol.getByText('ไม่ได้บันทึก')).toHaveCount(0);
  await expect(patrol.getByText('ยังไม่มีงาน')).toBeVisible();
  await expect(patrol.getByText('กำลังแชร์ตำแหน่ง')).toHaveCount(0);
});

/** Runs in the page: everything that this browser stores and a person with the phone could read. */
const READ_DEVICE = `(async () => {
  const parts = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
  let unsent = 0;
  const done = (asked) => new Promise((took, failed) => {
    asked.onsuccess = () => took(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  const toText = async (value) => {
    if (value instanceof Blob) return new TextDecoder('latin1').decode(await value.arrayBuffer());
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value);
    if (value === null || typeof value !== 'object' || value instanceof CryptoKey) return String(value);
    return Promise.all(Object.entries(value).map(async ([name, part]) => [name, await toText(part)]));
  };
  for (const { name } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      const rows = await done(db.transaction(store).objectStore(store).getAll());
      if (store === 'entries') unsent += rows.length;
      if (store === 'keys') parts.push('keys: ' + rows.length);
      parts.push(JSON.stringify(await toText(rows)));
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) if (url.includes('/api/')) parts.push(url);
  }
  const worker = await navigator.serviceWorker.getRegistration('/console/');
  for (const { title, body } of (await worker?.getNotifications()) ?? []) parts.push(title + ' ' + body);
  return { text: parts.join(' '), unsent };
})()`;
const readDevice = (page: Page) => page.evaluate<{ text: string; unsent: number }>(READ_DEVICE);

/** A new job for the patrol's unit; returns its code, which is in everything that a phone stores of it. */
async function sendNewJob(browser: Browser): Promise<string> {
  const context = await browser.newContext({ viewport: { width: 900, height: 900 } });
  const reporter = await openPhone(await context.newPage(), started.phoneUrl);
  await tapMenu(reporter, 'แจ้งเหตุร้าย');
  // The card of an earlier report stands above it in the chat.
  await reporter.getByText('ข่มขู่ หรือทำร้าย').last().click();
  await sendPlace(reporter);
  await expect
    .poll(async () => ((await ask('GET', '/api/v1/incidents')) as { incidents: [] }).incidents.length)
    .toBe(1);
  await sendUnit();
  await context.close();
  return ((await ask('GET', '/api/v1/incidents')) as { incidents: { code: string }[] }).incidents[0]?.code ?? '';
}

const isOut = (page: Page) => expect(page.getByRole('heading', { name: 'เข้าสู่ระบบ' })).toBeVisible();
const signInPatrol = async () => {
  await signInAs(patrol, /สมมติ ขี่ไว/);
  await expect(patrol.getByRole('button', { name: 'จดบันทึก' })).toBeVisible();
};
const noteUnsent = async (text: string, count: number) => {
  await patrol.getByRole('button', { name: 'จดบันทึก' }).click();
  await patrol.getByLabel('บันทึกถึงสถานี').fill(text);
  await patrol.getByRole('button', { name: 'ส่งบันทึก' }).click();
  await expect(patrol.getByText(`รอสัญญาณ ${count} รายการ`)).toBeVisible();
};
/** A telephone number stands alone: the digits of a random id are none. */
const INCIDENT_DATA = /ES-\d{4}|ข่มขู่|ตำบล|ในเมือง|[Aa]ssignment|incident|ประตู|(?<![\da-f-])0\d{8}|สมมติ/;

test('signing out with unsent entries: a warning first; they stay sealed, and are sent when the person is back', async ({
  browser,
}) => {
  const code = await sendNewJob(browser);
  await expect(patrol.getByRole('button', { name: 'จดบันทึก' })).toBeVisible();
  // While they are signed in the phone does store the job.
  await expect.poll(async () => (await readDevice(patrol)).text.includes(code)).toBe(true);
  await inHand.setOffline(true);
  await noteUnsent('ประตูหน้าล็อก', 1);
  const stored = await readDevice(patrol);
  expect(stored.unsent).toBe(1);
  expect(stored.text).not.toContain('ประตูหน้าล็อก');
  await openFromMenu(patrol, 'ออกจากระบบ');
  await expect(patrol.getByText('ยังไม่ได้ส่ง 1 รายการ')).toBeVisible();
  await checkScreen(patrol, '64-patrol-leaving-unsent');
  await patrol.getByRole('button', { name: 'ออกจากระบบ ส่งภายหลัง' }).click();
  await isOut(patrol);
  await expect.poll(async () => (await readDevice(patrol)).text).not.toMatch(INCIDENT_DATA);
  expect((await readDevice(patrol)).unsent).toBe(1);
  // Signed out without signal: the server learns of it with the next signal, and nobody who opens the page is signed in.
  await inHand.setOffline(false);
  await patrol.goto(started.consoleUrl);
  await isOut(patrol);
  await signInPatrol();
  await expect.poll(async () => (await readDevice(patrol)).unsent).toBe(0);
  expect(JSON.stringify(await ask('GET', `/api/v1/incidents/${incidentId}`))).toContain('ประตูหน้าล็อก');
});

test('however a session ends, no incident data can be read on the phone afterwards', async ({ browser }) => {
  const endings: [string, () => Promise<void>][] = [
    ['by hand', () => openFromMenu(patrol, 'ออกจากระบบ')],
    [
      'ended elsewhere, while the page is open',
      async () => {
        const elsewhere = await (await browser.newContext()).newPage();
        await elsewhere.goto(started.consoleUrl);
        await signInAs(elsewhere, /สมมติ ขี่ไว/);
        await expect(elsewhere.getByRole('button', { name: /^เมนู/ })).toBeVisible();
        const status = await elsewhere.evaluate(async () => {
          const headers = { 'content-type': 'application/json' };
          return (await fetch('/api/v1/me/sessions/end-others', { method: 'POST', headers, body: '{}' })).status;
        });
        expect(status).toBe(200);
        await elsewhere.context().close();
      },
    ],
    [
      'run out or taken away, while the page was closed',
      async () => {
        await patrol.goto('about:blank');
        await inHand.clearCookies();
        await patrol.goto(started.consoleUrl);
      },
    ],
  ];
  for (const [ending, leave] of endings) {
    await expect(patrol.getByRole('button', { name: 'จดบันทึก' })).toBeVisible();
    await expect.poll(async () => INCIDENT_DATA.test((await readDevice(patrol)).text), { message: ending }).toBe(true);
    await leave();
    await isOut(patrol);
    await expect.poll(async () => (await readDevice(patrol)).text, { message: ending }).not.toMatch(INCIDENT_DATA);
    await signInPatrol();
  }
});

test('another person who signs in on the phone finds no data of the previous one', async () => {
  await inHand.clearCookies();
  const headers = { 'content-type': 'application/json' };
  const accounts = await patrol.request.get(new URL('/api/v1/demo-accounts', started.consoleUrl).href);
  const { password, accounts: people } = (await accounts.json()) as {
    password: string;
    accounts: { email: string; name: string }[];
  };
  const email = people.find(({ name }) => name.includes('สมมติ ใจดี'))?.email ?? '';
  // Without the page's knowledge, as another tab would.
  const signIn = { headers, data: { email, password } };
  await patrol.request.post(new URL('/api/auth/sign-in/email', started.consoleUrl).href, signIn);
  await patrol.goto(started.consoleUrl);
  await expect(patrol.getByRole('button', { name: /^เมนู/ })).toBeVisible();
  await expect.poll(async () => (await readDevice(patrol)).text).not.toMatch(/ES-\d{4}|[Aa]ssignment|ขี่ไว/);
  expect((await readDevice(patrol)).text).not.toContain('keys: 1');
});
