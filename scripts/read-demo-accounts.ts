import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

type DemoAccounts = { password: string; accounts: { email: string; name: string }[] };

/** The invented people of the demonstration, for printing. */
export async function readDemoAccounts(): Promise<DemoAccounts> {
  const file = join(import.meta.dirname, '../database/demo-data/people.json');
  const { password, people } = JSON.parse(await readFile(file, 'utf8'));
  return { password, accounts: people };
}
