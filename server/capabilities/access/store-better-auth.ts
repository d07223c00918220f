import { kyselyAdapter } from '@better-auth/kysely-adapter';
import type { BetterAuthOptions, DBAdapter, Where } from 'better-auth/types';
import type { Database } from '#platform/database/database';
import { hashToken } from './sealing.ts';

type Asked = { model: string; where?: Where[]; data?: unknown; update?: unknown };

/**
 * better-auth's adapter on our tables, except that a session's token is stored as its hash (ASVS 7.2): whoever reads a
 * backup can sign in as nobody. The cookie alone knows the token, so it is put back into what better-auth looked for.
 */
export function hashedSessionTokens(db: Database): (options: BetterAuthOptions) => DBAdapter {
  const open = kyselyAdapter(db.withSchema('access'), { type: 'postgres', transaction: true });
  return (options) => hashing(open(options));
}

function hashing<Adapter extends DBAdapter>(adapter: Adapter): Adapter {
  const named = adapter as unknown as Record<string, (asked: Asked) => Promise<unknown>>;
  const one =
    (method: string) =>
    async (asked: Asked): Promise<unknown> => {
      if (asked.model !== 'session') return named[method]?.(asked);
      const found = await named[method]?.(hashAsked(asked));
      const token = tokenIn(asked);
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
      adapter.transaction((inside) => run(hashing(inside as DBAdapter))),
  };
}

function hashAsked(asked: Asked): Asked {
  return {
    ...asked,
    ...(asked.where && { where: asked.where.map(hashCondition) }),
    ...(asked.data !== undefined && { data: hashField(asked.data) }),
    ...(asked.update !== undefined && { update: hashField(asked.update) }),
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

/** The token that the caller knows already, and may be shown again. */
function tokenIn({ where, data }: Asked): string | undefined {
  const given =
    (data as { token?: unknown } | undefined)?.token ?? where?.find(({ field }) => field === 'token')?.value;
  return typeof given === 'string' ? given : undefined;
}
