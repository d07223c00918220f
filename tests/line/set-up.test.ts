import { afterEach, beforeEach, expect, test } from 'vitest';
import { SECRETS, STAFF_SECRETS } from '#support/line-stage';
import { describeFindings, setUpLine } from '../../server/channels/line/index.ts';
import { lineSetupCommand } from '../../server/cli/line-setup.ts';
import { runCommandLine } from '../../server/cli/run-command-line.ts';
import { createSimulator, type Simulator } from '../../simulator/simulator.ts';

const publicUrl = 'https://ess.example';
let simulator: Simulator;
let base: string;
beforeEach(async () => {
  simulator = createSimulator({
    channels: [
      { key: 'public', ...SECRETS },
      { key: 'staff', ...STAFF_SECRETS },
    ],
  });
  base = await simulator.start();
});
afterEach(() => simulator.stop());

const config = () => ({ ...SECRETS, apiBase: base, dataApiBase: base });
const setUp = (check = false) => setUpLine(config(), { publicUrl, check });
const keys = async (check = false) => (await setUp(check)).map(({ key }) => key);
const menus = () => [...simulator.channel().richMenus.values()];

test('the first run makes the three menus and the default, the second changes nothing', async () => {
  expect(await keys()).toEqual(
    expect.arrayContaining(['account', 'webhook-set', 'menu-made', 'menu-made', 'menu-made']),
  );
  expect(menus().map(({ size, image }) => [size.height, image?.contentType])).toEqual([
    [1686, 'image/png'],
    [1686, 'image/png'],
    [843, 'image/png'],
  ]);
  expect(
    simulator
      .phone('Nok')
      .visibleRichMenu()
      ?.areas.map(({ action }) => ('label' in action ? action.label : '')),
  ).toEqual(['แจ้งเหตุร้าย', 'แจ้งแบบเงียบ', 'ติดตามสถานะ', 'ขอความช่วยเหลือ', 'วิธีใช้', 'โทร 191']);
  expect(simulator.channel().webhook.endpoint).toBe('https://ess.example/webhook/line');
  const before = simulator.outbound.length;
  expect(await keys()).toEqual(expect.arrayContaining(['webhook-right', 'menu-unchanged', 'menu-unchanged']));
  expect(
    simulator.outbound.slice(before).filter(({ method, path }) => method !== 'GET' && !path.endsWith('/webhook/test')),
  ).toEqual([]);
});

test('--check changes nothing and lists what is missing', async () => {
  expect(await keys(true)).toEqual([
    'account',
    'webhook-differs',
    'quota-open',
    'menu-missing',
    'menu-missing',
    'menu-missing',
    'staff-missing',
  ]);
  expect(simulator.outbound.filter(({ method }) => method !== 'GET')).toEqual([]);
});

test('a new version replaces the default and leaves the personal one of people in the middle of a report', async () => {
  await setUp();
  for (const menu of menus()) menu.name = menu.name.replace(/.{16}$/, 'anolderversion00');
  await setUp();
  const made = menus().map(({ name }) => name.split(' ')[0]);
  // The old ones that people may still see, then three new ones.
  expect(made).toEqual(['ess-waiting', 'ess-reporting', 'ess-default', 'ess-waiting', 'ess-reporting']);
  expect(simulator.phone('Nok').visibleRichMenu()?.richMenuId).toBe(menus()[2]?.richMenuId);
});

test('a run that was interrupted is finished by the next', async () => {
  simulator.faults.set({ answer: 'error-500', answerTimes: 1, answerFor: 'everything' });
  expect(await keys()).toEqual(['refused']);
  expect(await keys()).toContain('menu-made');
  simulator.channel().aliases.clear();
  expect(await keys()).toContain('menu-made');
  expect(simulator.channel().aliases.size).toBe(3);
});

test('what only a person can correct is listed: webhook off, quota low, read by itself, a refused token, plain http', async () => {
  const channel = simulator.channel();
  Object.assign(channel, { quota: { limit: 100, used: 85 }, chatMode: 'bot' });
  channel.webhook.active = false;
  expect(await keys()).toEqual(expect.arrayContaining(['read-by-itself', 'webhook-off', 'quota-low']));
  const http = await setUpLine(config(), { publicUrl: 'http://127.0.0.1:3000', check: false });
  expect(http).toContainEqual(expect.objectContaining({ key: 'webhook-not-https' }));
  channel.channelAccessToken = 'rotated';
  expect(await keys()).toEqual(['refused']);
});

test('the officers’ account is checked as well', async () => {
  const found = await setUpLine({ ...config(), staff: STAFF_SECRETS }, { publicUrl, check: false });
  expect(found.filter(({ key }) => key === 'account')).toHaveLength(2);
  expect(simulator.channel('staff').webhook.endpoint).toBe('https://ess.example/webhook/line-staff');
});

test('every finding has a text in both languages, and what the API does not show is listed', async () => {
  const found = await setUp();
  for (const language of ['th', 'en'] as const) {
    const lines = describeFindings(found, language);
    expect(lines.join('\n')).not.toMatch(/[{}]|undefined/);
    expect(lines.filter((line) => line.startsWith('☐'))).toHaveLength(5);
  }
});

test('npm run ess -- line setup: reads the environment, prints its findings, fails if something is wrong', async () => {
  const said: string[] = [];
  const env = {
    LINE_CHANNEL_ACCESS_TOKEN: SECRETS.channelAccessToken,
    LINE_API_BASE: base,
    LINE_DATA_API_BASE: base,
    PUBLIC_URL: publicUrl,
  };
  const run = (args: string[], given: Record<string, string>) =>
    runCommandLine([lineSetupCommand], ['line', 'setup', ...args], {
      env: given,
      writeLine: (line) => said.push(line),
    });
  expect(await run(['--check'], env)).toBe(1);
  expect(said.join('\n')).toContain('ยังไม่ใช่รุ่นปัจจุบัน');
  // The webhook cannot be reached here, which is a finding as well; the menus are made all the same.
  await run(['--english'], env);
  expect(said.join('\n')).toContain('The menu reporting was made');
  expect(await run([], { PUBLIC_URL: publicUrl })).toBe(2);
  expect(said.join('\n')).not.toContain(SECRETS.channelAccessToken);
});
