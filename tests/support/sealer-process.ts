// A process that only seals, for tests that kill it; it prints a line when it has started.
import { sealEntries } from '../../server/capabilities/audit/index.ts';
import { openDatabase } from '../../server/platform/database/database.ts';

const [databaseUrl = ''] = process.argv.slice(2);
const db = openDatabase(databaseUrl, { connections: 2, name: 'sealer to be killed' });
process.send?.('begun');
for (;;) {
  await sealEntries(db, { now: () => new Date() });
  await new Promise((again) => setTimeout(again, 1));
}
