// Writes database/schema.sql: what all migrations together come to. Run it after adding a migration:
// node scripts/write-schema.ts
import { writeFile } from 'node:fs/promises';
import { openDatabase } from '../server/platform/database/database.ts';
import { startEmbeddedPostgres } from '../server/platform/database/embedded-postgres.ts';
import { migrate } from '../server/platform/database/migrate.ts';
import { describeSchema } from './describe-schema.ts';
import { inThrowawayFolder } from './make-throwaway-folder.ts';

await inThrowawayFolder(async (dataDir) => {
  const server = await startEmbeddedPostgres(dataDir, undefined, { settings: { fsync: 'off' } });
  const db = openDatabase(server.url);
  try {
    await migrate(db);
    await writeFile('database/schema.sql', await describeSchema(db));
  } finally {
    await db.destroy();
    await server.stop();
  }
});
