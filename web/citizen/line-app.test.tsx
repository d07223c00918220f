import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetAll } from './kept-here.ts';
import { openLineApp, type Sdk } from './line-app.ts';

const LIFF_ID = '2000000001-AbcdEfgh';
const TOKEN = '#access_token=a&context_token=b&feature_token=c&id_token=d';

beforeEach(() => {
  sessionStorage.clear();
  history.replaceState(null, '', '/r/');
});
afterEach(() => document.documentElement.removeAttribute('style'));

/** LINE's library inside LINE, and what was done with it. */
function aFakeSdk(given: Partial<Sdk> = {}) {
  const done: string[] = [];
  const liff: Sdk = {
    async init({ liffId }) {
      done.push(`init ${liffId} at ${location.pathname}${location.search}${location.hash}`);
      document.documentElement.style.setProperty('color-scheme', 'light');
    },
    isInClient: () => true,
    getIDToken: () => 'id-token',
    closeWindow: () => done.push('closed'),
    logout: () => done.push('logged out'),
    ...given,
  };
  const load = vi.fn(async () => ({ liff }));
  return { done, load };
}
const opened = (load: () => Promise<{ liff: Sdk }>, liffId: string | null = LIFF_ID, placement?: string) =>
  openLineApp({ liffId, placement }, load);

test('outside LINE, without an app, and where LINE gave no token nothing of its library is loaded', async () => {
  const { load } = aFakeSdk();
  expect(await opened(load).init()).toBe(false);
  history.replaceState(null, '', `/r/${TOKEN}`);
  const plain = opened(load, null);
  expect(await plain.init()).toBe(false);
  expect(load).not.toHaveBeenCalled();
  expect(plain.isInClient()).toBe(false);
  expect(plain.getIDToken()).toBeNull();
  expect(plain.closeWindow()).toBe(false);
});

test('opened by LINE it has the token, also in a page loaded anew, until everything is forgotten', async () => {
  const { load, done } = aFakeSdk();
  history.replaceState(null, '', `/r/${TOKEN}`);
  const line = opened(load);
  expect(line.getIDToken()).toBeNull();
  expect(await line.init()).toBe(true);
  expect(line.getIDToken()).toBe('id-token');
  expect(done).toEqual([`init ${LIFF_ID} at /r/${TOKEN}`]);
  expect(document.documentElement.style.getPropertyValue('color-scheme')).toBe('');
  history.replaceState(null, '', '/r/');
  sessionStorage.setItem(`LIFF_STORE:${LIFF_ID}:accessToken`, '"a"');
  expect(await opened(load).init()).toBe(true);
  forgetAll();
  expect(sessionStorage.length).toBe(0);
  expect(await opened(load).init()).toBe(false);
});

test('what LINE was opened with is taken from the address, so that the page is not loaded anew under somebody’s hands', async () => {
  const { load, done } = aFakeSdk();
  history.replaceState(null, '', `/r/?liff.state=%2Fq%2F7K3F9TQ2&lang=th${TOKEN}`);
  await opened(load, LIFF_ID, '7K3F9TQ2').init();
  expect(done).toEqual([`init ${LIFF_ID} at /r/?lang=th&q=7K3F9TQ2${TOKEN}`]);
});

test.each([
  ['LINE refuses', { init: () => Promise.reject(new Error('INVALID_ID_TOKEN')) }],
  ['it is another browser after all', { isInClient: () => false }],
])('%s: a page as anywhere', async (_, given) => {
  const { load } = aFakeSdk(given);
  history.replaceState(null, '', `/r/${TOKEN}`);
  const line = opened(load);
  expect(await line.init()).toBe(false);
  expect([line.isInClient(), line.getIDToken(), line.closeWindow()]).toEqual([false, null, false]);
});

test('leaving forgets what LINE gave before the window goes', async () => {
  const { load, done } = aFakeSdk();
  history.replaceState(null, '', `/r/${TOKEN}`);
  const line = opened(load);
  await line.init();
  expect(line.closeWindow()).toBe(true);
  expect(done.slice(1)).toEqual(['logged out', 'closed']);
});
