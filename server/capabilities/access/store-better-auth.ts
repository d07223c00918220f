import { kyselyAdapter } from '@better-auth/kysely-adapter';
import type { BetterAuthOptions, DBAdapter, Where } from 'better-auth/types';
import type { Database } from '#platform/database/database';
import { DatabaseUnavailable, retryUntilAvailable } from '#platform/database/database-unavailable';
import { hashToken } from './sealing.ts';

type NoteLoss = (loss: DatabaseUnavailable) => void;
type Asked = { model: string; where?: Where[]; data?: unknown; update?: unknown };

/**
 * better-auth's adapter on our tables, except that a session's token is stored as its hash (ASVS 7.2): whoever reads a
 * backup can sign in as nobody. The cookie alone knows the token, so it is put back into what better-auth looked for.
 */
export function hashedSessionTokens(db: Database, noteLoss: NoteLoss): (options: BetterAuthOptions) => DBAdapter {
  const open = kyselyAdapter(db.withSchema('access'), { type: 'postgres', transaction: true });
  return (options) => hashing(open(options), noteLoss);
}

function hashing<Adapter extends DBAdapter>(adapter: Adapter, noteLoss: NoteLoss, asksAgain = READS): Adapter {
  const named = adapter as unknown as Record<string, (asked: Asked) => Promise<unknown>>;
  const watched = async (ask: () => Promise<unknown> | undefined, isRepeatable: boolean): Promise<unknown> => {
    try {
      return await (isRepeatable ? retryUntilAvailable(async () => ask()) : ask());
    } catch (error) {
      if (error instanceof DatabaseUnavailable) noteLoss(error);
      throw error;
    }
  };
  const one =
    (method: string) =>
    async (asked: Asked): Promise<unknown> => {
      const isSession = asked.model === 'session';
      const found = await watched(() => named[method]?.(isSession ? hashAsked(asked) : asked), asksAgain.has(method));
      if (!isSession) return found;
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
      adapter.transaction((inside) => run(hashing(inside as DBAdapter, noteLoss, NOTHING))),
  };
}

/** Asked again after a connection was lost. Within a transaction nothing is: its connection is gone with it. */
const READS: ReadonlySet<string> = new Set(['findOne', 'findMany', 'count']);
const NOTHING: ReadonlySet<string> = new Set();

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
