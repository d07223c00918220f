import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { signInAs, signOut } from './steps/console.ts';
import { npmStart, type Started } from './steps/start-system.ts';

// One officer, one browser, eight tabs: a browser opens six connections to one server over HTTP/1.1.
test.describe.configure({ mode: 'serial' });

let started: Started;
let browserOfOfficer: BrowserContext;
let reporters = 0;
let tabs: Page[] = [];
let stopped = false;

/** Runs in the page: counts its open streams. */
const COUNT_STREAMS = `(() => {
  const open = new Set();
  const Plain = window.EventSource;
  window.EventSource = class extends Plain {
    constructor(...given) { super(...given); open.add(this); }
    close() { super.close(); open.delete(this); }
  };
  window.openStreams = (path) => [...open].filter(({ url, readyState }) => readyState < 2 && url.includes(path)).length;
})()`;

function streamsOf(page: Page, path: string): Promise<number> {
  return page.evaluate<number>(`window.openStreams(${JSON.stringify(path)})`);
}

async function streamsOfAll(path: string): Promise<number> {
  const counts = await Promise.all(tabs.map((page) => streamsOf(page, path)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The leading tab: it has the stream for all. */
async function findLeader(): Promise<Page> {
  for (const page of tabs) if ((await streamsOf(page, '/api/v1/live')) > 0) return page;
  throw new Error('no tab has the stream');
}

/** The number of unanswered incidents is in the title of every tab. */
async function expectUnanswered(count: number): Promise<void> {
  for (const page of tabs) {
    if (count > 0) await expect(page).toHaveTitle(new RegExp(`\\(${count}\\)`));
    else await expect(page).not.toHaveTitle(/\(\d+\)/);
  }
}

/** A new reporter each time, without opening a phone. */
async function report(): Promise<void> {
  reporters += 1;
  const post = async (path: string, body: object): Promise<{ userId: string }> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${started.phoneUrl}simulator${path}`, {
      ...{ method: 'POST', headers, body: JSON.stringify(body) },
    });
    return (await answer.json()) as { userId: string };
  };
  const { userId } = await post('/phones', { name: `ผู้แจ้งสมมติ ${reporters}` });
  for (const action of [
    { do: 'text', text: 'ช่วยด้วย' },
    { do: 'text', text: '1' },
    { do: 'location', lat: 16.8211 + reporters / 1000, lng: 100.2659 },
  ])
    await post(`/phones/${userId}/actions`, { chat: 'public', action });
}

test.beforeAll(async ({ browser }) => {
  started = await npmStart();
  browserOfOfficer = await browser.newContext({ viewport: { width: 390, height: 844 } });
  await browserOfOfficer.addInitScript(COUNT_STREAMS);
});

test.afterAll(async () => {
  await browserOfOfficer?.close();
  if (!stopped) await started?.stop();
});

test('the eighth tab opens like the first, over one stream for the queue and one for the map', async () => {
  for (let at = 0; at < 8; at++) {
    const page = await browserOfOfficer.newPage();
    // Three with a map beside the queue: they also follow the units.
    if (at % 3 === 0) await page.setViewportSize({ width: 1100, height: 700 });
    await page.goto(started.consoleUrl);
    if (at === 0) await signInAs(page, /สมมติ ใจดี/);
    await expect(page.locator('[data-state=up]')).toBeAttached();
    tabs.push(page);
  }
  await expect.poll(() => streamsOfAll('/api/v1/positions/live')).toBe(1);
  expect(await streamsOfAll('/api/v1/live')).toBe(1);
});

test('an alarm is in every tab, and answering it in the first ends it in all', async () => {
  await report();
  await expectUnanswered(1);
  const [first] = tabs;
  await first?.bringToFront();
  await first
    ?.getByRole('link', { name: /ข่มขู่ว่าจะทำร้ายหรือทำร้าย/ })
    .first()
    .click();
  await first?.getByRole('button', { name: 'รับทราบ 8 นาที' }).click();
  await expectUnanswered(0);
});

test('the leading tab is closed: another takes over, and no tab misses the next alarm', async () => {
  const holder = await findLeader();
  await holder.close();
  tabs = tabs.filter((page) => page !== holder);
  await report();
  await expectUnanswered(1);
  expect(await streamsOfAll('/api/v1/live')).toBe(1);
});

test('the leading tab is frozen by the browser: the others go on, and it catches up when it resumes', async () => {
  const holder = await findLeader();
  const system = await browserOfOfficer.newCDPSession(holder);
  await system.send('Page.setWebLifecycleState', { state: 'frozen' });
  const all = tabs;
  tabs = tabs.filter((page) => page !== holder);
  await report();
  await expectUnanswered(2);
  await system.send('Page.setWebLifecycleState', { state: 'active' });
  tabs = all;
  await expectUnanswered(2);
  await expect.poll(() => streamsOfAll('/api/v1/live')).toBe(1);
});

test('signed out in one tab, signed out in all; signed in in one, in all', async () => {
  const [first, ...others] = tabs;
  if (!first) throw new Error('no tab');
  await signOut(first);
  for (const page of tabs) await expect(page.getByRole('heading', { name: 'เข้าสู่ระบบ' })).toBeVisible();
  await signInAs(first, /สมมติ ใจดี/);
  for (const page of others) await expect(page.locator('[data-state=up]')).toBeAttached();
  expect(await streamsOfAll('/api/v1/live')).toBe(1);
});

test('if the server is down every tab says so', async () => {
  stopped = true;
  await started.stop();
  for (const page of tabs) await expect(page.getByRole('button', { name: 'ต่อใหม่เดี๋ยวนี้' })).toBeVisible();
});
