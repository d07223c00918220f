import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import { selectDemoPeople } from '../store.ts';

/**
 * Demonstration accounts have a public password and must not exist in production.
 * @throws AppError `access/demo-accounts-present`, whose message lists them
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
