import { expect, test } from 'vitest';
import { listNeeds, type Machine, provideNeeds } from './debian-packages.ts';

type Fake = { paths: string[]; fonts: string; root?: boolean; sudo?: boolean; aptFails?: boolean; brings?: string[] };

/** A machine of our own invention; `calls` are the programs it was asked to run. */
function aMachine({ paths, fonts, root = false, sudo = false, aptFails = false, brings = [] }: Fake) {
  const there = new Set(paths);
  const calls: string[] = [];
  let thaiFonts = fonts;
  const machine: Machine = {
    isRoot: root,
    exists: (path) => there.has(path),
    run: async (file, args) => {
      const call = [file, ...args].join(' ');
      calls.push(call);
      if (file === 'fc-list') return { code: 0, output: thaiFonts };
      if (call === 'sudo -n true') return { code: sudo ? 0 : 1, output: '' };
      if (!call.includes(' install ')) return { code: 0, output: '' };
      for (const path of brings) there.add(path);
      if (call.includes('fonts-')) thaiFonts = 'Noto Sans Thai';
      return { code: aptFails ? 100 : 0, output: aptFails ? 'E: Unable to fetch' : '' };
    },
  };
  return { machine, calls };
}

async function provide(fake: Fake) {
  const { machine, calls } = aMachine(fake);
  const lines: string[] = [];
  const missing = await provideNeeds(listNeeds(machine), machine, (line) => lines.push(line));
  const installs = calls.filter((call) => call.includes(' install '));
  return { missing: missing.map(({ need, why }) => `${need.name}: ${why}`), installs, lines };
}

const APT = '/usr/bin/apt-get';
const CHROMIUM = '/usr/bin/chromium';

test('a machine that has all is left alone', async () => {
  expect(await provide({ paths: [CHROMIUM, APT], fonts: 'Garuda', root: true })).toEqual({
    missing: [],
    installs: [],
    lines: [],
  });
});

test('root installs what is missing, and only that', async () => {
  const { missing, installs, lines } = await provide({ paths: [APT], fonts: 'Garuda', root: true, brings: [CHROMIUM] });
  expect(missing).toEqual([]);
  expect(installs).toEqual([expect.stringMatching(/^env .*apt-get -q install -y --no-install-recommends chromium$/)]);
  expect(lines[0]).toContain('installing chromium');
});

test('without root, sudo that asks no password is used', async () => {
  const { missing, installs } = await provide({ paths: [APT], fonts: '', sudo: true, brings: [CHROMIUM] });
  expect(missing).toEqual([]);
  expect(installs[0]).toMatch(/^sudo -n env .* chromium fonts-noto-core$/);
});

test.each([
  ['no right to install', { paths: [APT], fonts: 'Garuda' }, 'installing needs root or sudo without a password'],
  ['not like Debian', { paths: [], fonts: 'Garuda', root: true }, 'this machine has no apt-get'],
  [
    'apt-get fails',
    { paths: [APT], fonts: 'Garuda', root: true, aptFails: true },
    'apt-get could not install it (see above)',
  ],
  ['the package is empty', { paths: [APT], fonts: 'Garuda', root: true }, 'its Debian package does not bring it'],
])('%s: the need stays, with the reason', async (_, fake, why) => {
  expect((await provide(fake)).missing).toEqual([`browser: ${why}`]);
});
