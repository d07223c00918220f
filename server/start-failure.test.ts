import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { AppError } from './platform/app-error.ts';
import { DatabaseUnavailable } from './platform/database/database-unavailable.ts';
import { findFreePort } from './platform/free-port.ts';
import { explainStartFailure, tryPort } from './start-failure.ts';

const failure = (work: Promise<unknown>) => work.then(() => undefined, explainStartFailure);

test('a port that is taken is named, with the variable that chooses another', async () => {
  const other = createServer();
  const port = await new Promise<number>((done) =>
    other.listen(0, '127.0.0.1', () => done((other.address() as { port: number }).port)),
  );
  onTestFinished(() => void other.close());
  const said = await failure(tryPort('127.0.0.1', port, 'SIMULATOR_PORT'));
  expect(said).toContain(`127.0.0.1:${port}`);
  expect(said).toContain('SIMULATOR_PORT');
  const late = createServer().listen(port, '127.0.0.1');
  const error = await new Promise((done) => late.once('error', done));
  expect(explainStartFailure(error)).toContain(`127.0.0.1:${port} already`);
});

test('a free port is no fault, and is free afterwards', async () => {
  const port = await findFreePort();
  await tryPort('127.0.0.1', port, 'PORT');
  await tryPort('127.0.0.1', port, 'PORT');
});

test('an address of another machine is no place to listen', async () => {
  expect(await failure(tryPort('192.0.2.1', 0, 'PORT'))).toContain('Set HOST');
  expect(await failure(tryPort('127.0.0.1', Number('many'), 'SIMULATOR_PORT'))).toContain('SIMULATOR_PORT: is no port');
});

test('a folder that takes no files and a full disk are said with the path and the way out', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ess-failure-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const system = (code: string, path: string) =>
    Object.assign(new Error(`${code}: …`), { code, path, syscall: 'open' });
  for (const code of ['EACCES', 'EROFS', 'EPERM']) {
    expect(explainStartFailure(system(code, '/srv/ess/auth-secret'))).toMatch(/\/srv\/ess\/auth-secret .*DATA_DIR/);
  }
  expect(explainStartFailure(system('ENOSPC', '/srv/ess/x'))).toMatch(/\/srv\/ess\/x .*is full/);
  expect(explainStartFailure(Object.assign(new Error('could not extend file'), { code: '53100' }))).toContain(
    'is full',
  );
  // A file where a folder should be.
  await writeFile(join(folder, 'data'), '');
  expect(await failure(writeFile(join(folder, 'data', 'auth-secret'), ''))).toMatch(/auth-secret .*DATA_DIR/);
});

test('ours says its own code, and a fault of ours keeps its stack', () => {
  const refused = new DatabaseUnavailable('refused', new Error('password authentication failed for user "ess"'));
  expect(explainStartFailure(refused)).toMatch(/^server\/database-unavailable: .*for user "ess".*DATABASE_URL/);
  expect(explainStartFailure(new AppError('database/x', { message: 'so' }))).toBe('database/x: so');
  expect(explainStartFailure(new TypeError('x is not a function'))).toBeUndefined();
});
