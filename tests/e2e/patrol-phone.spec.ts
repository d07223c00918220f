import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { npmStart, type Started } from './steps/newcomer-start.ts';
import { openPhone, sendPlace, tapMenu } from './steps/phone.ts';
import { look } from './steps/screens.ts';

test.describe.configure({ mode: 'serial' });

/** The smallest phone that is still sold, in a patrol's hand near the place. */
const IN_HAND = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  permissions: ['geolocation'],
  geolocation: { latitude: 16.8301, longitude: 100.2701, accuracy: 9 },
};

let started: Started;
let desk: Page;
let patrol: Page;
let inHand: BrowserContext;
let incidentId: string;

test.beforeAll(async ({ browser }) => {
  started = await npmStart();
  desk = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await desk.goto(started.consoleUrl);
  await desk.getByRole('button', { name: /สมมติ ใจดี/ }).click();
  await expect(desk.getByText('ไม่มีเหตุค้าง')).toBeVisible();
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

/** What the desk's page itself asks of the server. */
async function ask(method: string, path: string, body?: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const answer = await desk.request.fetch(new URL(path, started.consoleUrl).href, {
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

test('a silent report: the job fills the screen, and do not call stands above it', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 900, height: 900 } });
  const reporter = await openPhone(await context.newPage(), started.phoneUrl);
  await tapMenu(reporter, 'แจ้งแบบเงียบ');
  await reporter.getByText('ข่มขู่ หรือทำร้าย').click();
  await sendPlace(reporter);
  await expect(desk.getByRole('link', { name: /ข่มขู่/ }).first()).toBeVisible();
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
  await look(patrol, '60-patrol-silent-job');
  await go.click();
  await expect(patrol.getByText('กำลังเดินทาง').first()).toBeVisible();
  await context.close();
});

test('without signal it goes on: pressed, photographed, closed and opened again, and nothing is lost', async () => {
  await expect
    .poll(() => patrol.evaluate('caches.open("ess-app").then((cache) => cache.keys()).then((keys) => keys.length)'))
    .toBeGreaterThan(10);
  await inHand.setOffline(true);
  await patrol.getByRole('button', { name: 'จดบันทึก' }).click();
  await patrol.getByLabel('บันทึกถึงสถานี').fill('ประตูหลังเปิดอยู่');
  await patrol.getByRole('button', { name: 'ถึงแล้ว', exact: true }).click();
  await expect(patrol.getByText('รอสัญญาณ 1 รายการ')).toBeVisible();
  const picture = await desk.screenshot();
  await patrol.locator('input[type=file]').setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: picture });
  await expect(patrol.getByText('รอสัญญาณ 2 รายการ')).toBeVisible();
  await patrol.reload();
  await expect(patrol.getByText('รอสัญญาณ 2 รายการ')).toBeVisible();
  await expect(patrol.getByRole('button', { name: 'เสร็จงาน', exact: true })).toBeVisible();
  await look(patrol, '61-patrol-no-signal');
  await inHand.setOffline(false);
  await expect(patrol.getByText('รอสัญญาณ')).toHaveCount(0);
  const { assignments } = (await ask('GET', `/api/v1/incidents/${incidentId}/units`)) as {
    assignments: { status: string; note: string }[];
  };
  expect(assignments).toMatchObject([{ status: 'on-scene', note: 'ประตูหลังเปิดอยู่' }]);
  const { photos } = (await ask('GET', `/api/v1/incidents/${incidentId}/photos`)) as { photos: object[] };
  expect(photos).toHaveLength(1);
});

test('what comes too late is explained with who and when, and stays until it was read', async () => {
  await inHand.setOffline(true);
  await patrol.getByRole('button', { name: 'เสร็จงาน', exact: true }).click();
  await look(patrol, '62-patrol-results');
  await patrol.getByRole('button', { name: 'จับกุม' }).click();
  await expect(patrol.getByText('รอสัญญาณ 1 รายการ')).toBeVisible();
  await ask('POST', `/api/v1/incidents/${incidentId}/resolve`, { disposition: 'handled' });
  await ask('POST', `/api/v1/incidents/${incidentId}/close`, {});
  await inHand.setOffline(false);
  await expect(patrol.getByText(/เหตุนี้ถูกปิดแล้วโดย .*สมมติ ใจดี.* เวลา \d\d:\d\d/)).toBeVisible();
  await look(patrol, '63-patrol-too-late');
  await patrol.getByRole('button', { name: 'รับทราบ', exact: true }).click();
  await expect(patrol.getByText('ไม่ได้บันทึก')).toHaveCount(0);
  await expect(patrol.getByText('ยังไม่มีงาน')).toBeVisible();
  await expect(patrol.getByText('กำลังแชร์ตำแหน่ง')).toHaveCount(0);
});
