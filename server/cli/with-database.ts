import { z } from 'zod';
import { AppError } from '#platform/app-error';
import { type Database, openDatabase } from '#platform/database/database';
import { startEmbeddedPostgres } from '#platform/database/embedded-postgres';
import { migrate } from '#platform/database/migrate';
import type { Surroundings } from './command-line.ts';

/** Commands need only the database; the server's other settings may be missing where they run. */
const environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('./data'),
});

/**
 * Runs `work` on the same database as the server (also while that runs), brought forward to this release.
 * @throws AppError `server/not-configured`
 */
export async function withDatabase<Result>(
  { env, writeLine }: Surroundings,
  work: (db: Database) => Promise<Result>,
): Promise<Result> {
  const parsed = environment.safeParse({
    DATABASE_URL: env.DATABASE_URL || undefined,
    DATA_DIR: env.DATA_DIR || undefined,
  });
  if (!parsed.success) {
    const names = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
    throw new AppError('server/not-configured', { message: `wrong in the environment: ${names}` });
  }
  const { DATABASE_URL, DATA_DIR } = parsed.data;
  const embedded = DATABASE_URL === undefined ? await startEmbeddedPostgres(DATA_DIR, writeLine) : undefined;
  const db = openDatabase(DATABASE_URL ?? embedded?.url ?? '', { connections: 2, name: 'ess-help-me command' });
  try {
    await migrate(db);
    return await work(db);
  } finally {
    await db.destroy();
    await embedded?.stop();
  }
}
