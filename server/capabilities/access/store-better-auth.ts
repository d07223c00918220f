import { kyselyAdapter } from '@better-auth/kysely-adapter';
import type { BetterAuthOptions, DBAdapter, Where } from 'better-auth/types';
import type { Database } from '#platform/database/database';
import { DatabaseUnavailable, retryUntilAvailable } from '#platform/database/database-unavailable';
import { hashToken } from './sealing.ts';

type OnLoss = (loss: DatabaseUnavailable) => void;
type Query = { model: string; where?: Where[]; data?: unknown; update?: unknown };

/**
 * better-auth's adapter on our tables, except that session tokens are stored as hashes (ASVS 7.2), so that a copied table
 * signs nobody in. Only the cookie has the token, so it is put back into the row that better-auth asked for.
 */
export function hashedSessionTokens(db: Database, onLoss: OnLoss): (options: BetterAuthOptions) => DBAdapter {
  const open = kyselyAdapter(db.withSchema('access'), { type: 'postgres', transaction: true });
  return (options) => hashing(open(options), onLoss);
}

function hashing<Adapter extends DBAdapter>(adapter: Adapter, onLoss: OnLoss, repeatable = READS): Adapter {
  const named = adapter as unknown as Record<string, (query: Query) => Promise<unknown>>;
  const watched = async (query: () => Promise<unknown> | undefined, isRepeatable: boolean): Promise<unknown> => {
    try {
      return await (isRepeatable ? retryUntilAvailable(async () => query()) : query());
    } catch (error) {
      if (error instanceof DatabaseUnavailable) onLoss(error);
      throw error;
    }
  };
  const one =
    (method: string) =>
    async (query: Query): Promise<unknown> => {
      const isSession = query.model === 'session';
      const found = await watched(() => named[method]?.(isSession ? hashQuery(query) : query), repeatable.has(method));
      if (!isSession) return found;
      const token = tokenIn(query);
      return token !== undefined && found !== null && typeof found === 'object' && 'token' in found
        ? { ...found, token }
        : found;
    };
  const wrapped = ['create', 'findOne', 'findMany', 'update', 'updateMany', 'delete', 'deleteMany', 'count'].map(
    (method) => [method, one(method)],
  );
  return {
    ...adapter,
    ...Object.fromEntries(wrapped),
    transaction: (run: (inside: DBAdapter) => Promise<unknown>) =>
      adapter.transaction((inside) => run(hashing(inside as DBAdapter, onLoss, NOTHING))),
  };
}

/** Repeated after the connection was lost. Not within a transaction: it is lost with its connection. */
const READS: ReadonlySet<string> = new Set(['findOne', 'findMany', 'count']);
const NOTHING: ReadonlySet<string> = new Set();

function hashQuery(query: Query): Query {
  return {
    ...query,
    ...(query.where && { where: query.where.map(hashCondition) }),
    ...(query.data !== undefined && { data: hashField(query.data) }),
    ...(query.update !== undefined && { update: hashField(query.update) }),
  };
}

function hashCondition(condition: Where): Where {
  if (condition.field !== 'token') return condition;
  const { value } = condition;
  if (typeof value === 'string') return { ...condition, value: hashToken(value) };
  return Array.isArray(value) ? { ...condition, value: value.map((each) => hashToken(String(each))) } : condition;
}

function hashField(values: unknown): unknown {
  const { token } = values as { token?: unknown };
  return typeof token === 'string' ? { ...(values as object), token: hashToken(token) } : values;
}

/** The token in the query: the caller knows it already. */
function tokenIn({ where, data }: Query): string | undefined {
  const given =
    (data as { token?: unknown } | undefined)?.token ?? where?.find(({ field }) => field === 'token')?.value;
  return typeof given === 'string' ? given : undefined;
}
