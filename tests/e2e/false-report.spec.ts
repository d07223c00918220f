import { randomUUID } from 'node:crypto';
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import type { WebReportCreated, WebReportStatus } from '../../contract/citizen-report.ts';
import { REPORT_SECRET_HEADER } from '../../contract/citizen-report.ts';
import type { IncidentQueue } from '../../contract/incident.ts';
import demonstration from '../../database/demo-data/people.json' with { type: 'json' };
import { drawClientId } from '../support/web-reporter.ts';
import { runStatement } from './steps/database.ts';
import { checkScreen, scrollsSideways } from './steps/screens.ts';
import { npmStart, type Started } from './steps/start-system.ts';

const WIDE = { viewport: { width: 1366, height: 900 } } as const;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'dark' } as const;
const PLACE = { lat: 16.8211, lng: 100.2659, source: 'web-pin' };
const REASON = 'ผู้แจ้งตอบว่าแค่ลองกด และกล้องหน้าร้านไม่มีใครอยู่ในเวลานั้น';

let started: Started;
const contexts: BrowserContext[] = [];

test.beforeAll(async () => {
  started = await npmStart();
});

test.afterAll(async () => {
  for (const context of contexts) await context.close();
  await started?.stop();
});

test('an officer proposes, the reporter answers, the superintendent confirms, and the reporter reads why and appeals', async ({
  browser,
}) => {
  const duty = await signedIn(browser, WIDE, 'duty1');
  const created = await duty.request.post(api('/api/v1/reports'), {
    data: { clientId: drawClientId(), type: 'riotous-gathering', position: PLACE },
  });
  const { code, secret } = (await created.json()) as WebReportCreated;
  const headers = { [REPORT_SECRET_HEADER]: secret };
  const status = async () =>
    (await (await duty.request.get(api(`/api/v1/reports/${code}/status`), { headers })).json()) as WebReportStatus;
  const id = await incidentOf(duty, (await status()).incidentCode ?? '');
  for (const [action, data] of Object.entries({
    acknowledge: { etaMinutes: 5 },
    resolve: { disposition: 'unfounded' },
    close: {},
  })) {
    const done = await duty.request.post(api(`/api/v1/incidents/${id}/${action}`), { data });
    expect(done.status(), action).toBe(200);
  }

  await duty.goto(new URL(`incidents/${id}`, started.consoleUrl).href);
  await duty.getByRole('button', { name: 'ดูหรือเสนอเรื่องแจ้งเท็จ' }).click();
  await duty.getByRole('button', { name: 'เสนอว่าแจ้งเท็จ' }).click();
  await duty.getByLabel('กล้อง GPS หรือบันทึกโทรศัพท์ขัดกัน').check();
  await duty.getByLabel('หลักฐานคืออะไร').fill('กล้องหน้าร้าน เก็บที่สถานี');
  await checkScreen(duty, '180-finding-propose');
  await duty.getByRole('button', { name: 'เสนอ และถามผู้แจ้ง' }).click();
  await expect(duty.getByText('รอตัดสิน')).toBeVisible();

  expect((await status()).messages.at(-1)?.text).toContain('มีอะไรอยากเล่าเพิ่มไหม');
  const said = { message: { id: randomUUID(), text: 'แค่ลองกดดู' } };
  expect((await duty.request.patch(api(`/api/v1/reports/${code}`), { headers, data: said })).status()).toBe(200);
  const over = `UPDATE incident.findings SET answer_by = now() - interval '1 hour' WHERE incident_id = $1`;
  await runStatement(started.dataDir, over, [id]);

  const boss = await signedIn(browser, PHONE, 'superintendent', 'findings');
  const card = boss.getByRole('listitem').filter({ hasText: 'แค่ลองกดดู' }).last();
  await expect(boss.getByText('แค่ลองกดดู')).toBeVisible();
  await boss.getByRole('button', { name: 'ยืนยันว่าแจ้งเท็จ' }).click();
  await boss.getByLabel('เหตุผลที่ผู้แจ้งจะได้อ่าน').fill(REASON);
  await boss.getByLabel('ม.173', { exact: false }).check();
  await boss.getByLabel('โทรกลับก่อนสายตรวจออก', { exact: false }).check();
  expect(await scrollsSideways(boss)).toBe(false);
  await checkScreen(boss, '181-finding-confirm');
  await boss.getByRole('button', { name: 'ยืนยันว่าแจ้งเท็จ' }).click();
  await expect(card).toHaveCount(0);

  const told = await status();
  expect(told.messages.at(-1)?.text).toContain(REASON);
  expect(told.actions).toContain('appeal');
  const appealed = await duty.request.patch(api(`/api/v1/reports/${code}`), { headers, data: { appeal: true } });
  expect(((await appealed.json()) as WebReportStatus).actions).not.toContain('appeal');

  const commander = await signedIn(browser, WIDE, 'commander', 'findings');
  await expect(commander.getByRole('button', { name: 'ตัดสินคำอุทธรณ์' })).toBeVisible();
  await expect(commander.getByRole('rowheader', { name: /ผู้เสนอ/ })).toBeVisible();
  await checkScreen(commander, '182-finding-appeal');
});

const api = (path: string) => new URL(path, started.consoleUrl).href;

async function incidentOf(page: Page, code: string): Promise<string> {
  const queue = (await (await page.request.get(api('/api/v1/incidents'))).json()) as IncidentQueue;
  const found = queue.incidents.find((incident) => incident.code === code);
  if (!found) throw new Error(`no incident ${code}`);
  return found.id;
}

async function signedIn(browser: Browser, how: object, account: string, path = ''): Promise<Page> {
  const context = await browser.newContext(how);
  contexts.push(context);
  const page = await context.newPage();
  const answer = await page.request.post(api('/api/auth/sign-in/email'), {
    data: { email: `${account}@demo.ess.example`, password: demonstration.password },
  });
  expect(answer.status(), account).toBe(200);
  await page.goto(new URL(path, started.consoleUrl).href);
  await expect(page.locator('main').first()).toBeVisible();
  return page;
}
