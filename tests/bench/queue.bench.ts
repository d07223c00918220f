import { setTimeout as sleep } from 'node:timers/promises';
import type { IncidentQueue } from '../../contract/incident.ts';
import { openDatabase } from '../../server/platform/database/database.ts';
import type { Bench } from './bench.ts';
import { p99, spread } from './percentiles.ts';
import { startAcceptingLine } from './stage/accepting-line.ts';
import { listAgencies, openSessions } from './stage/console-sessions.ts';
import { type Frame, openConsole } from './stage/console-stream.ts';
import { aUserId, locationMessage, placeNear, typeTap } from './stage/reporters.ts';
import { startServer } from './stage/server-process.ts';
import { createSender } from './stage/webhook-sender.ts';

const INCIDENTS = 1000;
const SLOWEST_MS = 50;

export const queue: Bench = {
  name: 'queue',
  about: `a console's board with ${INCIDENTS} open incidents, and what one event sends it`,
  async run(stage, { quick }) {
    const databaseUrl = await stage.freshDatabase();
    const line = await startAcceptingLine(0);
    const server = await startServer({ databaseUrl, dataDir: stage.folder, lineUrl: line.url });
    const db = openDatabase(databaseUrl, { connections: 4 });
    const province = (await listAgencies(db, 'centre-191')).find(({ code }) => code.includes('65'));
    if (!province) throw new Error('the demonstration has no 191 centre in Phitsanulok');
    const [session] = await openSessions(db, server.url, [{ agencyId: province.id, role: 'centre-191' }]);
    const cookie = session?.cookie ?? '';
    await db.destroy();
    const ask = async () => {
      const started = performance.now();
      const text = await (await fetch(`${server.url}/api/v1/incidents`, { headers: { cookie } })).text();
      return { ms: performance.now() - started, text };
    };
    const look = async () => JSON.parse((await ask()).text) as IncidentQueue;

    const sender = createSender(server.url);
    for (let at = 0; at < INCIDENTS; at += 50)
      await Promise.all(Array.from({ length: 50 }, () => report(sender, province)));
    while ((await look()).incidents.length < INCIDENTS) await sleep(250);
    // Pending messages to LINE would be measured with it.
    await sleep(2000);

    const answers: number[] = [];
    let bytes = 0;
    for (let warm = 0; warm < 10; warm++) await ask();
    const cpuBefore = await server.cpuMs();
    for (let tries = quick ? 40 : 120; tries > 0; tries--) {
      const { ms, text } = await ask();
      answers.push(ms);
      bytes = Buffer.byteLength(text);
    }
    const cpuEach = ((await server.cpuMs()) - cpuBefore) / answers.length;
    const board = await look();
    const frames: Frame[] = [];
    const stream = await openConsole(server.url, {
      cookie,
      after: board.cursor,
      onFrame: (frame) => frames.push(frame),
    });
    const acknowledged: number[] = [];
    const framesEach: number[] = [];
    for (const { id } of board.incidents.slice(0, 20)) {
      const before = frames.length;
      const started = performance.now();
      const answer = await fetch(`${server.url}/api/v1/incidents/${id}/acknowledge`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: '{"etaMinutes":8}',
      });
      if (answer.status !== 200) throw new Error(`acknowledge answered ${answer.status}`);
      await answer.arrayBuffer();
      while (frames.length === before) await sleep(2);
      acknowledged.push(performance.now() - started);
      await sleep(150);
      framesEach.push(frames.length - before);
    }
    stream.close();
    sender.close();
    await server.stop();
    await line.stop();

    const slowest = p99(answers);
    const most = Math.max(...framesEach);
    return {
      metrics: [
        { name: 'open incidents on the board', value: board.incidents.length, unit: '' },
        ...spread('snapshot', answers),
        { name: 'snapshot, server CPU', value: cpuEach, unit: 'ms' },
        { name: 'snapshot', value: bytes, unit: 'bytes' },
        { name: 'frames for one acknowledge, at most', value: most, unit: '' },
        { name: 'such a frame', value: frames.at(-1)?.bytes ?? 0, unit: 'bytes' },
        ...spread('acknowledge to frame', acknowledged),
      ],
      targets: [
        { what: `snapshot p99 < ${SLOWEST_MS} ms`, reached: `${slowest.toFixed(0)} ms`, met: slowest < SLOWEST_MS },
        {
          what: 'one event moves one row',
          reached: `${most} frame of ${frames.at(-1)?.bytes} bytes`,
          met: most === 1,
          anyLoad: true,
        },
      ],
      notes: [
        `the 191 centre of one province, all incidents in it; asked one after the other over HTTP, the answer read whole`,
        'the incidents were reported through the webhook; 20 of them acknowledged one by one',
      ],
    };
  },
};

async function report(sender: ReturnType<typeof createSender>, near: { lat: number; lng: number }): Promise<void> {
  const person = aUserId();
  await sender.deliver(typeTap(person, Date.now()));
  await sender.deliver(locationMessage(person, Date.now() + 1, placeNear(near, 8)));
}
