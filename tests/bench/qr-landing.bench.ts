import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { makePlacementCode } from '../../contract/placement-code.ts';
import { openDatabase, sql } from '../../server/platform/database/database.ts';
import type { Bench } from './bench.ts';
import { p99, spread } from './percentiles.ts';
import { startAcceptingLine } from './stage/accepting-line.ts';
import { listAgencies } from './stage/console-sessions.ts';
import { startServer } from './stage/server-process.ts';

const PLACES = 400_000;
const WANTED_PER_SECOND = 2000;
const LARGEST_BYTES = 15 * 1024;
const SLOWEST_MS = 20;
const CONNECTIONS = 16;

export const qrLanding: Bench = {
  name: 'qr-landing',
  about: `the page behind a code, with ${PLACES} codes in memory`,
  async run(stage, { quick }) {
    const databaseUrl = await stage.freshDatabase();
    const line = await startAcceptingLine(0);
    // It brings the database forward; the codes are there when it starts again.
    await (await startServer({ databaseUrl, dataDir: stage.folder, lineUrl: line.url })).stop();
    const db = openDatabase(databaseUrl, { connections: 1 });
    const [partner] = await listAgencies(db, 'outreach-partner');
    const codes = [...new Set(Array.from({ length: PLACES }, () => makePlacementCode(randomBytes)))];
    await sql`WITH campaign AS (INSERT INTO outreach.campaigns (id, agency_id, name, aim, starts_on, languages, status, changed_at)
        VALUES (gen_random_uuid(), ${partner?.id ?? ''}, 'ร้านสมมติ', '', '2026-11-01', '{th}', 'running', now()) RETURNING id, agency_id)
      INSERT INTO outreach.placements (code, campaign_id, agency_id, kind, name, lat, lng, status)
      SELECT code, campaign.id, agency_id, 'store', 'ใจดีมาร์ท สาขาตลาดสมมติ ' || code, 14 + random() * 3, 100 + random(), 'shown'
      FROM campaign, unnest(${codes}::text[]) AS code`.execute(db);
    await db.destroy();
    const server = await startServer({ databaseUrl, dataDir: stage.folder, lineUrl: line.url });
    const seconds = quick ? 2 : 10;
    const paths = codes.slice(0, 20_000).map((code) => `/Q/${code}`);
    const known = await load(server.port, paths, seconds);
    const unknown = await load(server.port, ['/q/AAAAAAAA'], quick ? 1 : 3);
    const peak = await server.peakMegabytes();
    const { readyAfter } = server;
    await server.stop();
    await line.stop();
    const rate = known.answered / known.seconds;
    return {
      metrics: [
        { name: 'pages', value: rate, unit: 'per second' },
        ...spread('page', known.latencies),
        { name: 'size', value: known.bytes, unit: 'bytes' },
        { name: 'pages of unknown codes', value: unknown.answered / unknown.seconds, unit: 'per second' },
        { name: 'the server started within', value: readyAfter, unit: 'ms' },
        { name: 'memory of the server', value: peak, unit: 'MB at most' },
      ],
      targets: [
        {
          what: `${WANTED_PER_SECOND} pages a second from one process`,
          reached: rate.toFixed(0),
          met: rate >= WANTED_PER_SECOND,
        },
        {
          what: `p99 < ${SLOWEST_MS} ms`,
          reached: `${p99(known.latencies).toFixed(1)} ms`,
          met: p99(known.latencies) < SLOWEST_MS,
        },
        {
          what: `a page of at most ${LARGEST_BYTES} bytes, not compressed`,
          reached: String(known.bytes),
          met: known.bytes <= LARGEST_BYTES,
          anyLoad: true,
        },
        {
          what: 'every code answered with 200',
          reached: `${known.refused + unknown.refused} not`,
          met: known.refused + unknown.refused === 0,
          anyLoad: true,
        },
      ],
      notes: [`${CONNECTIONS} connections on the same machine, each the next request when the last is answered`],
    };
  },
};

type Load = { answered: number; refused: number; seconds: number; latencies: number[]; bytes: number };

/** Bare sockets: what the load generator takes is missing in the server. */
async function load(port: number, paths: readonly string[], seconds: number): Promise<Load> {
  const done: Load = { answered: 0, refused: 0, seconds: 0, latencies: [], bytes: 0 };
  const started = performance.now();
  const ends = started + seconds * 1000;
  let next = 0;
  const drive = () =>
    new Promise<void>((end, failed) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      let sentAt = 0;
      let text = '';
      const send = () => {
        if (performance.now() >= ends) return void socket.end();
        sentAt = performance.now();
        const path = paths[next++ % paths.length];
        socket.write(
          `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Mozilla/5.0 (Linux; Android 10)\r\nAccept-Language: th\r\n\r\n`,
        );
      };
      socket.on('connect', send);
      socket.on('data', (chunk) => {
        text += chunk.toString('latin1');
        const headEnd = text.indexOf('\r\n\r\n');
        if (headEnd === -1) return;
        const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
        if (text.length < headEnd + 4 + length) return;
        done.latencies.push(performance.now() - sentAt);
        done.bytes = Math.max(done.bytes, length);
        if (text.startsWith('HTTP/1.1 200')) done.answered += 1;
        else done.refused += 1;
        text = '';
        send();
      });
      socket.on('close', () => end());
      socket.on('error', failed);
    });
  await Promise.all(Array.from({ length: CONNECTIONS }, drive));
  done.seconds = (performance.now() - started) / 1000;
  return done;
}
