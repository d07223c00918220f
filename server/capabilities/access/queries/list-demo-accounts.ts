import type { DemoAccounts } from '#contract/access';
import type { Connection } from '#platform/database/database';
import { selectDemoPeople } from '../store.ts';
import { readDemoPeople } from '../store-demo-people.ts';

/** The invented people who are in this database, with their password, for the sign-in page and the first screen. */
export async function listDemoAccounts(connection: Connection): Promise<DemoAccounts> {
  const { password, people } = await readDemoPeople();
  const present = new Set((await selectDemoPeople(connection)).map(({ email }) => email));
  const accounts = people.filter(({ email }) => present.has(email));
  return {
    password,
    accounts: accounts.map(({ name, email, memberships }) => ({
      name,
      email,
      roles: memberships.map(({ role }) => role),
    })),
  };
}
