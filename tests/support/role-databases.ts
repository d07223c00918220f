import { afterAll, inject } from 'vitest';
import { type Database, getRow, openDatabase, sql } from '../../server/platform/database/database.ts';
import { prepareLogins } from '../../server/platform/database/role-logins.ts';
import { databaseAddress } from './database-cluster.ts';
import { testConfig } from './test-config.ts';

/** The owner's database as the two roles that the running server logs in as, and the key that signs the actor. */
export async function openRoles(
  owner: Database,
): Promise<{ service: Database; user: Database; serviceUrl: string; userUrl: string; actorKey: Buffer }> {
  const { name } = await getRow(owner, sql<{ name: string }>`SELECT current_database() AS name`);
  const url = databaseAddress(inject('databaseServer'), name);
  const { authSecret } = testConfig({ databaseUrl: url, dataDir: '' });
  const logins = await prepareLogins(owner, { url, authSecret });
  const service = openDatabase(logins.service, { connections: 4 });
  const user = openDatabase(logins.user, { connections: 4 });
  afterAll(async () => {
    await service.destroy();
    await user.destroy();
  });
  return { service, user, serviceUrl: logins.service, userUrl: logins.user, actorKey: logins.actorKey };
}
