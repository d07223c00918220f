import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { DayRoot } from '../chain.ts';
import { findLastRoot, findRoot } from '../store-chain.ts';

/** The root of a Thai day; by default of the last past day. @throws AppError `audit/no-root` */
export async function getDayRoot(connection: Connection, day?: string): Promise<DayRoot> {
  const root = day === undefined ? await findLastRoot(connection) : await findRoot(connection, day);
  if (!root)
    throw new AppError('audit/no-root', {
      message: `no root for ${day ?? 'any day'}: the day is not over, or nothing was sealed yet`,
    });
  return root;
}
