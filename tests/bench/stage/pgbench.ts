import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

type Inserts = { perSecond: number; latencyMs: number; by: string };
type Asked = { databaseUrl: string; folder: string; payload: string; connections: number; seconds: number };

const COLUMNS = 'webhook_event_id, account, chat_id, event_at, received_at, payload';

/**
 * The bare database's side: single inserts of the same-sized row into the same table with its indexes, each its own
 * durable transaction. By `pgbench` (prepared statements, its fastest way) where it is installed, else by a bare
 * `pg` loop.
 */
export async function insertBare(asked: Asked): Promise<Inserts> {
  return hasPgbench() ? insertByPgbench(asked) : insertByLoop(asked);
}

function hasPgbench(): boolean {
  try {
    execFileSync('pgbench', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function insertByPgbench({ databaseUrl, folder, payload, connections, seconds }: Asked): Promise<Inserts> {
  const script = join(folder, 'insert-event.sql');
  const text = payload.replaceAll("'", "''").replaceAll(':', '\\:');
  await writeFile(
    script,
    `\\set id random(1, 9000000000000000000)
\\set chat random(100000000000000, 999999999999999)
INSERT INTO line.webhook_events (${COLUMNS})
VALUES ('01BENCH' || lpad(:id::text, 19, '0'), 'reporter', 'U00000000000000000' || :chat, now(), now(), convert_from(decode('${Buffer.from(text.replaceAll('\\:', ':')).toString('base64')}', 'base64'), 'UTF8'));
`,
  );
  const options = ['-n', '-M', 'prepared', '-c', `${connections}`, '-j', '2', '-T', `${seconds}`, '-f', script];
  const { stdout } = await promisify(execFile)('pgbench', [...options, databaseUrl]);
  const read = (pattern: RegExp) => Number(pattern.exec(stdout)?.[1]);
  return {
    perSecond: read(/tps = ([\d.]+) \(without/),
    latencyMs: read(/latency average = ([\d.]+) ms/),
    by: 'pgbench -M prepared',
  };
}

async function insertByLoop({ databaseUrl, payload, connections, seconds }: Asked): Promise<Inserts> {
  const ends = performance.now() + seconds * 1000;
  let inserted = 0;
  const insert = async () => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    while (performance.now() < ends) {
      const values = [randomBytes(13).toString('hex'), `U${randomBytes(16).toString('hex')}`, payload];
      await client.query({
        name: 'insert-event',
        text: `INSERT INTO line.webhook_events (${COLUMNS}) VALUES ($1, 'reporter', $2, now(), now(), $3)`,
        values,
      });
      inserted += 1;
    }
    await client.end();
  };
  await Promise.all(Array.from({ length: connections }, insert));
  const perSecond = inserted / seconds;
  return { perSecond, latencyMs: (connections * 1000) / perSecond, by: 'a bare pg loop (pgbench is not installed)' };
}
