import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { productionFaults } from './production-faults.ts';

const COMPLETE = {
  AUTH_SECRET: 'qM3x9TzLr7Vb2KcYw8HdN5fGjP4sXa6E',
  LINE_CHANNEL_SECRET: '8f2c1b7e5d904a63b1c2d3e4f5a60718',
  LINE_CHANNEL_ACCESS_TOKEN: 'kT8vQ2nLr5xWz0yPb3Jd7Hf1',
  PUBLIC_URL: 'https://ess.go.th',
  DATA_DIR: mkdtempSync(join(tmpdir(), 'ess-production-')),
};

test('what is drawn, whole and over https is let through', () => {
  expect(productionFaults(COMPLETE)).toEqual([]);
});

test.each([
  ['a public address without TLS', { PUBLIC_URL: 'http://ess.go.th' }, 'PUBLIC_URL'],
  ['no public address', { PUBLIC_URL: undefined }, 'PUBLIC_URL'],
  ['a simulator in the place of LINE', { LINE_API_BASE: 'http://127.0.0.1:3100' }, 'LINE_API_BASE'],
  ['somebody else in the place of LINE', { LINE_DATA_API_BASE: 'https://line.evil.example' }, 'LINE_DATA_API_BASE'],
  ["the demonstration's secret", { LINE_CHANNEL_SECRET: 'demonstration-secret' }, 'LINE_CHANNEL_SECRET'],
  ['a secret out of a guide', { AUTH_SECRET: 'change-me-change-me-change-me-1234567890' }, 'AUTH_SECRET'],
  ["the tests' secret", { AUTH_SECRET: 'secret-of-the-tests-0123456789abcdef' }, 'AUTH_SECRET'],
  ['a secret that was typed', { AUTH_SECRET: 'abababababababababababababababababab' }, 'AUTH_SECRET'],
  ['one secret for two things', { LINE_CHANNEL_SECRET: COMPLETE.AUTH_SECRET }, 'LINE_CHANNEL_SECRET'],
  ['half a staff account', { LINE_STAFF_CHANNEL_SECRET: '0a1b2c3d4e5f60718293a4b5c6d7e8f9' }, 'LINE_STAFF'],
  ['a database elsewhere without a word of TLS', { DATABASE_URL: 'postgres://ess@db.go.th/ess' }, 'DATABASE_URL'],
  ['a sample for the monitoring', { METRICS_TOKEN: 'change-me-change-me-change-me-1234567' }, 'METRICS_TOKEN'],
  ['half an organisation', { OIDC_ISSUER: 'https://id.ess.go.th' }, 'OIDC_CLIENT_SECRET'],
])('%s is refused', (_, change, name) => {
  expect(productionFaults({ ...COMPLETE, ...change }).join('\n')).toContain(name);
});

test.each([
  'postgres://ess@127.0.0.1/ess',
  'postgres://ess@db.go.th/ess?sslmode=verify-full',
  'postgres://ess@db/ess?sslmode=disable',
  'postgres:///ess?host=/run/postgresql',
])('the database %s is let through', (url) => {
  expect(productionFaults({ ...COMPLETE, DATABASE_URL: url })).toEqual([]);
});

test('all faults are listed at once, without a value', () => {
  const env = { ...COMPLETE, PUBLIC_URL: 'http://ess.go.th', LINE_CHANNEL_SECRET: 'demonstration-secret' };
  const refused = () => readConfig({ ...env, AUTH_SECRET: 'changeme' }, 'production');
  expect(refused).toThrow(/PUBLIC_URL[\s\S]*LINE_CHANNEL_SECRET[\s\S]*AUTH_SECRET|AUTH_SECRET[\s\S]*PUBLIC_URL/);
  expect(refused).not.toThrow(/demonstration-secret|changeme/);
});

test('on the own machine plain http and a simulator are let through', () => {
  const env = { ...COMPLETE, PUBLIC_URL: 'http://127.0.0.1:3000', LINE_API_BASE: 'http://127.0.0.1:3100' };
  expect(productionFaults(env)).toEqual([]);
});

test('a secret of ours that others on the machine may read is refused', () => {
  const file = join(COMPLETE.DATA_DIR, 'auth-secret');
  writeFileSync(file, 'x', { mode: 0o600 });
  expect(productionFaults(COMPLETE)).toEqual([]);
  chmodSync(file, 0o644);
  expect(productionFaults(COMPLETE).join()).toContain('auth-secret');
});
