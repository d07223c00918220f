import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import { selectDemoPeople } from '../store.ts';

/**
 * For production: accounts whose password everybody knows must not exist there.
 * @throws AppError `access/demo-accounts-present`, whose message names them
 */
export async function refuseDemoAccounts(connection: Connection): Promise<void> {
  const people = await selectDemoPeople(connection);
  if (people.length === 0) return;
  const accounts = people.map(({ email }) => email).join(', ');
  throw new AppError('access/demo-accounts-present', {
    message: `Demonstration accounts with a public password are in this database: ${accounts}. Use another database.`,
    params: { accounts },
  });
}
