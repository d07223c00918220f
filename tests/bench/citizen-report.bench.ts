import { Agent, request } from 'node:http';
import { openDatabase } from '../../server/platform/database/database.ts';
import { newId } from '../../server/platform/ids.ts';
import type { Bench } from './bench.ts';
import { p99, spread } from './percentiles.ts';
import { startAcceptingLine } from './stage/accepting-line.ts';
import { type Agency, listAgencies, openSessions } from './stage/console-sessions.ts';
import { type Frame, openConsole } from './stage/console-stream.ts';
import { placeNear } from './stage/reporters.ts';
import { startServers } from './stage/server-process.ts';
import { atRate } from './stage/webhook-sender.ts';

const PER_SECOND = 50;
const CONSOLES = 200;
const SLOWEST_MS = 150;
/** The first reports compile the code and plan the statements, at twice the CPU each; they are measured apart. */
const COLD_SECONDS = 4;

export const citizenReport: Bench = {
  name: 'citizen-report',
  about: 'a report of the citizen page, from its POST to the alarm on the open console of the responsible station',
  async run(stage, { quick }) {
    const seconds = quick ? 6 : 20;
    const databaseUrl = await stage.freshDatabase();
    const line = await startAcceptingLine(50);
    const servers = await startServers(1, { databaseUrl, dataDir: stage.folder, lineUrl: line.url });
    const url = servers.each[0]?.url ?? '';
    const db = openDatabase(databaseUrl, { connections: 8 });
    const stations = (await listAgencies(db, 'station')).slice(0, CONSOLES);
    const sessions = await openSessions(
      db,
      url,
      stations.map(({ id }) => ({ agencyId: id, role: 'duty-officer' as const })),
    );
    await db.destroy();
    const cold = PER_SECOND * COLD_SECONDS;
    const sentAt = new Map<string, { sent: number; number: number }>();
    const [alarms, coldAlarms, answers]: [number[], number[], number[]] = [[], [], []];
    const seen = (agencyId: string) => (frame: Frame) => {
      if (frame.data.event !== 'incident-changed') return;
      const { incident } = frame.data;
      const key = `${incident.position.lat} ${incident.position.lng}`;
      const found = sentAt.get(key);
      if (found === undefined || incident.responsibleAgency.id !== agencyId) return;
      sentAt.delete(key);
      (found.number < cold ? coldAlarms : alarms).push(performance.now() - found.sent);
    };
    const streams = await Promise.all(
      sessions.map(({ cookie, agencyId }) => openConsole(url, { cookie, onFrame: seen(agencyId) })),
    );
    const agent = new Agent({ keepAlive: true, maxSockets: 64 });
    const refused: unknown[] = [];
    const cpuBefore = [await servers.cpuMs(), await stage.databaseCpuMs()] as const;
    const expected = PER_SECOND * seconds;
    await atRate(cold + expected, PER_SECOND, (number) => {
      const place = placeNear(stations[(number * 7919) % stations.length] as Agency, 0.4);
      const at = new Date().toISOString();
      const position = { ...place, source: 'device-gps', accuracyMetres: 20, at };
      const sent = performance.now();
      sentAt.set(`${place.lat} ${place.lng}`, { sent, number });
      post(agent, `${url}/api/v1/reports`, { clientId: newId(), type: 'confinement', position, writtenAt: at }).then(
        (status) => {
          if (status !== 201) refused.push(status);
          else if (number >= cold) answers.push(performance.now() - sent);
        },
        (error) => refused.push(error),
      );
    });
    const ends = performance.now() + 10_000;
    while (alarms.length + coldAlarms.length < cold + expected && performance.now() < ends)
      await new Promise((next) => setTimeout(next, 100));
    const cpu = [(await servers.cpuMs()) - cpuBefore[0], (await stage.databaseCpuMs()) - cpuBefore[1]] as const;
    for (const stream of streams) stream.close();
    agent.destroy();
    await servers.stop();
    await line.stop();
    return {
      metrics: [
        { name: 'reports', value: expected, unit: `at ${PER_SECOND}/s` },
        { name: 'consoles connected', value: streams.length, unit: '' },
        { name: `the first ${COLD_SECONDS} s after the start: POST to alarm p99`, value: p99(coldAlarms), unit: 'ms' },
        ...spread('POST to alarm', alarms),
        ...spread('POST to answer', answers),
        { name: 'not answered with 201', value: refused.length, unit: '' },
        { name: 'server CPU', value: cpu[0] / (cold + expected), unit: 'ms a report' },
        { name: 'PostgreSQL CPU', value: cpu[1] / (cold + expected), unit: 'ms a report' },
      ],
      targets: [
        {
          what: `p99 < ${SLOWEST_MS} ms`,
          reached: `${p99(alarms).toFixed(0)} ms, ${alarms.length} of ${expected} seen`,
          met: p99(alarms) < SLOWEST_MS && alarms.length === expected && refused.length === 0,
        },
      ],
      notes: [
        'sender and consoles are one process beside the server on the same cores',
        `before that ${cold} reports at ${PER_SECOND}/s to a server that has just started`,
      ],
    };
  },
};

function post(agent: Agent, url: string, body: object): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: 'POST', headers: { 'content-type': 'application/json' } }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}
