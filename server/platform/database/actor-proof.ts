import { createHmac } from 'node:crypto';
import { type Connection, type Database, getRow, sql } from './database.ts';

/** What is signed, in this order; `platform.actor_is_proved()` says the same. */
const SIGNED = [
  ...['app.person_id', 'app.view_scopes', 'app.hand_over_scopes', 'app.case_scopes', 'app.referral_scopes'],
  'app.outreach_scopes',
  'app.permissions',
];
/** A transaction begins right after it was signed; a signature copied elsewhere is soon worthless. */
const HOLDS_MS = 10_000;
const BLOCK_BYTES = 64;

/** From the secret that all processes share, so that they agree and there is none more to keep. */
export function actorKey(authSecret: string): Buffer {
  return createHmac('sha256', authSecret).update('ess-help-me who asks').digest();
}

/** Stores the key where the database's own check can read it and no login of the server can. Called as the owner. */
export async function storeActorKey(owner: Database, key: Buffer): Promise<void> {
  const block = (pad: number) => Buffer.alloc(BLOCK_BYTES, pad).map((byte, at) => byte ^ (key[at] ?? 0));
  await sql`INSERT INTO platform.actor_keys AS kept (inner_block, outer_block) VALUES (${block(0x36)}, ${block(0x5c)})
    ON CONFLICT (only_one) DO UPDATE SET inner_block = excluded.inner_block, outer_block = excluded.outer_block
    WHERE kept.inner_block <> excluded.inner_block`.execute(owner);
}

/**
 * What a signature is bound to: the process at the other end with our port (process numbers are used again), and the
 * database's own time, counted on by a clock that nobody sets.
 */
type Bound = { pid: number; port: number; databaseMs: number; measuredAt: number };
const bounds = new WeakMap<object, Bound>();

/** The value of `app.proof`, for a transaction that begins on this connection now. */
export async function proveActor(
  tx: Connection,
  key: Buffer,
  settings: Readonly<Record<string, string>>,
): Promise<string> {
  const unsigned = Object.keys(settings).filter((name) => !SIGNED.includes(name));
  if (unsigned.length > 0) throw new Error(`a setting that is not signed: ${unsigned.join(', ')}`);
  const { pid, port, databaseMs, measuredAt } = await boundOf(tx);
  const until = Math.floor(databaseMs + performance.now() - measuredAt + HOLDS_MS);
  const said = SIGNED.map((name) => settings[name] ?? '');
  const text = ['ess-actor/1', until, pid, port, ...said].join('\n');
  return `${until}:${createHmac('sha256', key).update(text).digest('hex')}`;
}

/** After a signature of ours was refused: the database's clock was set, or ours stood still. It is measured anew. */
export async function forgetBound(tx: Connection): Promise<void> {
  bounds.delete(await connectionOf(tx));
}

async function boundOf(tx: Connection): Promise<Bound> {
  const connection = await connectionOf(tx);
  const known = bounds.get(connection);
  if (known) return known;
  const measuredAt = performance.now();
  const said = await getRow(
    tx,
    sql<Pick<Bound, 'pid' | 'port' | 'databaseMs'>>`SELECT pg_backend_pid() AS pid,
      coalesce(inet_client_port(), -1) AS port, extract(epoch FROM clock_timestamp())::float8 * 1000 AS "databaseMs"`,
  );
  const bound = { ...said, measuredAt };
  bounds.set(connection, bound);
  return bound;
}

/** The same object for each transaction on a connection. */
async function connectionOf(tx: Connection): Promise<object> {
  return 'client' in tx ? tx.client : tx.getExecutor().provideConnection(async (connection) => connection);
}
