// A process that only seals, for tests that kill it; it prints a line when it has started.
import { flushCompileCache } from 'node:module';
import { sealEntries } from '../../server/capabilities/audit/index.ts';
import { openDatabase } from '../../server/platform/database/database.ts';

const [databaseUrl = ''] = process.argv.slice(2);
const db = openDatabase(databaseUrl, { connections: 2, name: 'sealer to be killed' });
// It will be killed, and writes nothing then.
flushCompileCache();
process.send?.('begun');
for (;;) {
  await sealEntries(db, { now: () => new Date() });
  await new Promise((again) => setTimeout(again, 1));
}
