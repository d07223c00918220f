import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import webPush from 'web-push';
import { readConfig } from './config.ts';

const COMPLETE = {
  AUTH_SECRET: 'a-secret-that-is-long-enough-0123456789',
  LINE_CHANNEL_SECRET: 'line-secret-value',
  LINE_CHANNEL_ACCESS_TOKEN: 'line-token-value',
  PUBLIC_URL: 'https://ess.go.th',
};
const fault = (env: Record<string, string | undefined>, mode: 'production' | 'demonstration' = 'production') => {
  try {
    readConfig(env, mode);
  } catch (error) {
    return error as Error & { code: string };
  }
  throw new Error('it was accepted');
};

test('complete, it says what the environment said, with the documented defaults', () => {
  expect(readConfig(COMPLETE, 'production')).toMatchObject({
    mode: 'production',
    host: '127.0.0.1',
    port: 3000,
    publicUrl: 'https://ess.go.th',
    databaseUrl: undefined,
    dataDir: './data',
    line: { apiBase: 'https://api.line.me', dataApiBase: 'https://api-data.line.me', staff: undefined },
  });
});

test('everything that is missing or wrong is listed at once, and no value is repeated', () => {
  const { code, message } = fault({
    PORT: 'eighty',
    DATABASE_URL: 'mysql://user:hunter2@db/ess',
    AUTH_SECRET: 'short-secret',
  });
  expect(code).toBe('server/not-configured');
  for (const name of ['PORT', 'DATABASE_URL', 'AUTH_SECRET', 'LINE_CHANNEL_SECRET', 'LINE_CHANNEL_ACCESS_TOKEN']) {
    expect(message).toContain(name);
  }
  expect(message).not.toMatch(/hunter2|short-secret|eighty/);
});

test('an empty variable is a missing one', () => {
  expect(fault({ ...COMPLETE, LINE_CHANNEL_SECRET: '' }).message).toContain('LINE_CHANNEL_SECRET');
  expect(readConfig({ ...COMPLETE, PORT: '' }, 'production').port).toBe(3000);
});

test('production needs its public address, and half a staff account is a mistake', () => {
  expect(fault({ ...COMPLETE, PUBLIC_URL: undefined }).message).toContain('PUBLIC_URL');
  expect(fault({ ...COMPLETE, LINE_STAFF_CHANNEL_SECRET: 'only-one-of-two' }).message).toContain('LINE_STAFF');
  expect(readConfig({ ...COMPLETE, PUBLIC_URL: undefined }, 'demonstration').publicUrl).toBe('http://127.0.0.1:3000');
});

test('a secret may come from a file, with or without a line end; both at once, an empty and a missing one are faults', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ess-secrets-'));
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const secret = file('auth', `${COMPLETE.AUTH_SECRET}\n`);
  const { AUTH_SECRET: _, ...rest } = COMPLETE;
  const config = readConfig({ ...rest, AUTH_SECRET_FILE: secret }, 'production');
  expect(config.authSecret).toBe(COMPLETE.AUTH_SECRET);
  expect(fault({ ...COMPLETE, AUTH_SECRET_FILE: secret }).message).toContain('AUTH_SECRET and AUTH_SECRET_FILE');
  const { message } = fault({ ...rest, AUTH_SECRET_FILE: join(folder, 'not-there') });
  expect(message).toContain('AUTH_SECRET_FILE: can not be read');
  expect(message).not.toContain(folder);
  expect(fault({ ...rest, AUTH_SECRET_FILE: file('empty', '\n') }).message).toContain('AUTH_SECRET_FILE: is empty');
  const short = fault({ ...rest, AUTH_SECRET_FILE: file('short', 'hunter2') }).message;
  expect(short).toContain('AUTH_SECRET');
  expect(short).not.toContain('hunter2');
});

test('X-Forwarded-For is believed from named proxies only: "everybody" can not be said', () => {
  const trusts = (TRUST_PROXY: string) => readConfig({ ...COMPLETE, TRUST_PROXY }, 'production').trustProxy;
  expect(trusts('false')).toBe(false);
  expect(trusts('loopback, 10.0.0.0/24,2001:db8::1')).toEqual(['loopback', '10.0.0.0/24', '2001:db8::1']);
  for (const wrong of ['true', '1', '10.0.0.0/33', 'proxy.local', '10.0.0.1,', '10.0.0.1/8/8']) {
    expect(fault({ ...COMPLETE, TRUST_PROXY: wrong }).message, wrong).toContain('TRUST_PROXY');
  }
});

test.each([
  ...[
    '0.0.0.0/0',
    '::/0',
    '10.0.0.1,0.0.0.0/0',
    '128.0.0.0/1',
    '8.0.0.0/5',
    '::ffff:0:0/96',
    '::ffff:10.0.0.1',
    '*',
    'TRUE',
  ],
  // Several that are everybody together.
  ...['0.0.0.0/1,128.0.0.0/1', '2000::/3', '2000::/4,3000::/4', '2a00::/12'],
  Array.from({ length: 256 }, (_, first) => `${first}.0.0.0/8`).join(','),
  // Hops are no addresses: whoever connects directly is believed just so.
  ...['2', '0x1', 'uniquelocal', 'fe80::1%eth0'],
])('TRUST_PROXY=%s would believe anybody, and is refused at the start', (TRUST_PROXY) => {
  expect(fault({ ...COMPLETE, TRUST_PROXY }).message).toContain('TRUST_PROXY');
});

test('own networks may be trusted whole, and proxies of others as they publish themselves', () => {
  const published = [
    '104.16.0.0/13',
    '172.64.0.0/13',
    '162.158.0.0/15',
    '2400:cb00::/32',
    '2606:4700::/32',
    '2a06:98c0::/29',
  ];
  for (const list of [['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', '100.64.0.0/10'], published]) {
    expect(readConfig({ ...COMPLETE, TRUST_PROXY: list.join(',') }, 'production').trustProxy).toEqual(list);
  }
});

const PAIR = webPush.generateVAPIDKeys();
const PUSH = { VAPID_PUBLIC_KEY: PAIR.publicKey, VAPID_PRIVATE_KEY: PAIR.privateKey };

test('a contact that push services refuse is refused at the start, and a key of another pair', () => {
  const set = { ...COMPLETE, ...PUSH, VAPID_SUBJECT: 'mailto:ess@police.go.th' };
  expect(readConfig(set, 'production').vapid?.subject).toBe('mailto:ess@police.go.th');
  for (const VAPID_SUBJECT of [
    'mailto:ops@localhost',
    'mailto:nobody@demo.ess.example',
    'mailto:x',
    'https://localhost',
    '',
  ]) {
    expect(fault({ ...set, VAPID_SUBJECT }).message, VAPID_SUBJECT).toContain('VAPID_SUBJECT');
  }
  const other = webPush.generateVAPIDKeys().privateKey;
  expect(fault({ ...set, VAPID_PRIVATE_KEY: other }).message).toContain('VAPID_PRIVATE_KEY: is not the other half');
});

test('the citizen page is an app inside LINE by its id alone; what is no id is refused by its name', () => {
  const { line } = readConfig({ ...COMPLETE, LINE_LIFF_ID: '2000000001-AbcdEfgh' }, 'production');
  expect(line.liffId).toBe('2000000001-AbcdEfgh');
  expect(readConfig(COMPLETE, 'production').line.liffId).toBeUndefined();
  for (const LINE_LIFF_ID of ['AbcdEfgh', 'https://liff.line.me/2000000001-AbcdEfgh', '2000000001']) {
    expect(fault({ ...COMPLETE, LINE_LIFF_ID }).message, LINE_LIFF_ID).toContain(
      'LINE_LIFF_ID: is no ID of a LIFF app',
    );
  }
});

test('the public address is an origin that can be found from outside; a slash at its end is no path', () => {
  expect(readConfig({ ...COMPLETE, PUBLIC_URL: 'https://ess.go.th/' }, 'production').publicUrl).toBe(
    'https://ess.go.th',
  );
  const wrong = ['https://ess.go.th/ess', 'https://ess.go.th/?a', 'https://a:b@ess.go.th', 'https://ess.example'];
  for (const PUBLIC_URL of [...wrong, 'https://ess.local', 'https://10.0.0.5', 'https://ess']) {
    expect(fault({ ...COMPLETE, PUBLIC_URL }).message, PUBLIC_URL).toContain('PUBLIC_URL');
  }
  expect(fault({ ...COMPLETE, MAP_STYLE_URL: 'http://tiles.go.th/style.json' }).message).toContain('MAP_STYLE_URL');
});
