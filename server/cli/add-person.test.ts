import { expect, test } from 'vitest';
import { createTestDatabase } from '#support/test-database';
import { addPersonCommand } from './add-person.ts';
import { runCommandLine } from './run-command-line.ts';

const { url } = await createTestDatabase('ess_demo_template');

async function run(...args: string[]) {
  const lines: string[] = [];
  const surroundings = { env: { DATABASE_URL: url }, writeLine: (line: string) => void lines.push(line) };
  return {
    code: await runCommandLine([addPersonCommand], ['add-person', ...args], surroundings),
    said: lines.join('\n'),
  };
}

const somebody = ['--name', 'ร.ต.อ. ใหม่ มาแล้ว', '--email', 'new@station.example', '--agency', 'PS65003'];

test('a person is added with a drawn password, once', async () => {
  const added = await run(...somebody, '--role', 'duty-officer');
  expect(added.code).toBe(0);
  expect(added.said).toMatch(/^new@station\.example: \S{24}$/);
  expect((await run(...somebody, '--role', 'duty-officer')).said).toContain('access/email-taken');
});

test('an unknown agency or role adds nobody', async () => {
  const unknown = ['--name', 'ก', '--email', 'other@station.example', '--agency', 'NOWHERE'];
  expect((await run(...unknown, '--role', 'duty-officer')).said).toContain('jurisdiction/agency-not-found');
  expect((await run(...unknown, '--role', 'king')).code).toBe(2);
});
