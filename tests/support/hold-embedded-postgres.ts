// A process that starts the embedded PostgreSQL, says where it is, and stays until it is killed.
import { startEmbeddedPostgres } from '../../server/platform/database/embedded-postgres.ts';

const { url } = await startEmbeddedPostgres(process.argv[2] ?? '', undefined, { settings: { fsync: 'off' } });
process.send?.(url);
setInterval(() => {}, 60_000);
