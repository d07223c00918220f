import { expect, test } from 'vitest';
import { createLog } from './log.ts';

test('whatever a stranger wrote, a line is one line of JSON, and nothing in it can pass for another', () => {
  const written: string[] = [];
  const log = createLog('info', { write: (line) => void written.push(line) });
  const forged = 'x\r\n{"level":30,"msg":"signed in","personId":"somebody"}\u2028\u0085\u0000"}';
  log.warn({ code: forged, route: forged }, forged);
  log.error({ error: Object.assign(new Error(forged), { code: forged }) }, 'failed');
  expect(written).toHaveLength(2);
  for (const line of written) {
    expect(line.trimEnd()).not.toMatch(/[\r\n]/);
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number), time: expect.any(String) });
  }
  expect(JSON.parse(written[0] ?? '')).toMatchObject({ code: forged, msg: forged });
});

test('a failing statement is named by its code, and the row it failed on is not', () => {
  const written: string[] = [];
  const log = createLog('info', { write: (line) => void written.push(line) });
  const failure = Object.assign(new Error('duplicate key value (0812345678)'), { code: '23505', detail: '0812345678' });
  log.error({ error: failure }, 'failed');
  expect(JSON.parse(written[0] ?? '')).toMatchObject({ error: { code: '23505' } });
  expect(written.join()).not.toContain('0812345678');
});
