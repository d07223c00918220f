import { cpus, release, totalmem } from 'node:os';
import { type Database, findRow, sql } from '../../server/platform/database/database.ts';

export type Conditions = Record<string, string | number>;

/** The machine and the settings a number belongs to; without them it means nothing. */
export async function readConditions(db: Database): Promise<Conditions> {
  const setting = async (name: string) =>
    (await findRow(db, sql<{ value: string }>`SELECT current_setting(${name}) AS value`))?.value ?? '';
  return {
    date: new Date().toISOString(),
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? 'unknown',
    memoryGB: Math.round(totalmem() / 1024 ** 3),
    system: `Linux ${release()}`,
    node: process.version,
    postgresql: await setting('server_version'),
    fsync: await setting('fsync'),
    synchronousCommit: await setting('synchronous_commit'),
  };
}
