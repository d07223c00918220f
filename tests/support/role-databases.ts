import { afterAll, inject } from 'vitest';
import { type Database, getRow, openDatabase, sql } from '../../server/platform/database/database.ts';
import { prepareLogins } from '../../server/platform/database/role-logins.ts';
import { databaseAddress } from './database-cluster.ts';
import { testConfig } from './test-config.ts';

/** The owner's database as the two roles that the running server logs in as, and the key that signs who asks. */
export async function openRoles(
  owner: Database,
): Promise<{ house: Database; desk: Database; deskUrl: string; actorKey: Buffer }> {
  const { name } = await getRow(owner, sql<{ name: string }>`SELECT current_database() AS name`);
  const url = databaseAddress(inject('databaseServer'), name);
  const { authSecret } = testConfig({ databaseUrl: url, dataDir: '' });
  const logins = await prepareLogins(owner, { url, authSecret });
  const house = openDatabase(logins.house, { connections: 4 });
  const desk = openDatabase(logins.desk, { connections: 4 });
  afterAll(async () => {
    await house.destroy();
    await desk.destroy();
  });
  return { house, desk, deskUrl: logins.desk, actorKey: logins.actorKey };
}
