import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const COMPLETE = {
  AUTH_SECRET: 'a-secret-that-is-long-enough-0123456789',
  LINE_CHANNEL_SECRET: 'line-secret-value',
  LINE_CHANNEL_ACCESS_TOKEN: 'line-token-value',
  PUBLIC_URL: 'https://ess.example',
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
    publicUrl: 'https://ess.example',
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
