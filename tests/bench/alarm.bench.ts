import { openDatabase } from '../../server/platform/database/database.ts';
import type { Bench } from './bench.ts';
import { p99, spread } from './percentiles.ts';
import { startAcceptingLine } from './stage/accepting-line.ts';
import { type Agency, listAgencies, openSessions, type Seat } from './stage/console-sessions.ts';
import { type ConsoleStream, type Frame, openConsole } from './stage/console-stream.ts';
import { aUserId, locationMessage, placeNear, typeTap } from './stage/reporters.ts';
import { type ServerProcess, startServers } from './stage/server-process.ts';
import { atRate, createSender } from './stage/webhook-sender.ts';

const PER_SECOND = 100;
const SLOWEST_MS = 150;
/** A typical response time of LINE's servers abroad. */
const LINE_ANSWERS_AFTER_MS = 50;
/** The first reports compile the code and plan the statements, at twice the CPU each; they are measured apart. */
const COLD_SECONDS = 4;
/** Between the type and the pin a person needs a moment. */
const BETWEEN_TAPS_MS = 3000;

export const alarm: Bench = {
  name: 'alarm',
  about: 'last tap to alarm on the open console of the responsible station',
  async run(stage, { quick, processes }) {
    const seconds = quick ? 8 : 20;
    const consoles = quick ? 400 : 2000;
    const databaseUrl = await stage.freshDatabase();
    const line = await startAcceptingLine(LINE_ANSWERS_AFTER_MS);
    const servers = await startServers(processes, { databaseUrl, dataDir: stage.folder, lineUrl: line.url });
    /** Consoles and webhooks are spread over the processes, as a proxy in front of them does. */
    const serverOf = (number: number) => servers.each[number % processes] as ServerProcess;
    const db = openDatabase(databaseUrl, { connections: 8 });
    const stations = await listAgencies(db, 'station');
    const seats = chooseSeats(
      consoles,
      stations,
      await listAgencies(db, 'centre-191'),
      await listAgencies(db, 'national-police'),
    );
    const sessions = await openSessions(db, serverOf(0).url, seats);
    await db.destroy();

    const cold = PER_SECOND * COLD_SECONDS;
    const sentAt = new Map<string, { sent: number; number: number }>();
    const [latencies, coldLatencies]: [number[], number[]] = [[], []];
    const seen = (agencyId: string) => (frame: Frame) => {
      if (frame.data.event !== 'incident-changed') return;
      const { incident } = frame.data;
      const key = `${incident.position.lat} ${incident.position.lng}`;
      const found = sentAt.get(key);
      if (found === undefined || incident.responsibleAgency.id !== agencyId) return;
      sentAt.delete(key);
      (found.number < cold ? coldLatencies : latencies).push(performance.now() - found.sent);
    };
    const streams: ConsoleStream[] = [];
    for (let at = 0; at < sessions.length; at += 50) {
      const some = sessions.slice(at, at + 50).map(({ cookie, agencyId, role }, offset) => {
        const isStation = role === 'duty-officer';
        return openConsole(serverOf(at + offset).url, { cookie, ...(isStation && { onFrame: seen(agencyId) }) });
      });
      streams.push(...(await Promise.all(some)));
    }

    const watched = stations.filter(({ id }) => seats.some((seat) => seat.agencyId === id));
    const senders = servers.each.map(({ url }) => createSender(url));
    const deliver = (number: number, event: object) => senders[number % processes]?.deliver(event) ?? Promise.resolve();
    const framesBefore = streams.reduce((sum, { received }) => sum + received.frames, 0);
    const refused: unknown[] = [];
    const cpuBefore = [await servers.cpuMs(), await stage.databaseCpuMs()] as const;
    const started = performance.now();
    const expected = PER_SECOND * seconds;
    await atRate(cold + expected, PER_SECOND, (number) => {
      const person = aUserId();
      const station = watched[(number * 7919) % watched.length] as Agency;
      const place = placeNear(station, 0.4);
      deliver(number, typeTap(person, Date.now())).catch((error) => refused.push(error));
      setTimeout(() => {
        sentAt.set(`${place.lat} ${place.lng}`, { sent: performance.now(), number });
        deliver(number + 1, locationMessage(person, Date.now(), place)).catch((error) => refused.push(error));
      }, BETWEEN_TAPS_MS);
    });
    const ends = performance.now() + BETWEEN_TAPS_MS + 10_000;
    const seenSoFar = () => latencies.length + coldLatencies.length;
    while (seenSoFar() < cold + expected && performance.now() < ends)
      await new Promise((next) => setTimeout(next, 100));
    const cpu = [(await servers.cpuMs()) - cpuBefore[0], (await stage.databaseCpuMs()) - cpuBefore[1]] as const;
    const tookMs = performance.now() - started;
    const frames = streams.reduce((sum, { received }) => sum + received.frames, 0) - framesBefore;
    const bytes = streams.reduce((sum, { received }) => sum + received.bytes, 0);
    for (const stream of streams) stream.close();
    for (const sender of senders) sender.close();
    await servers.stop();
    await line.stop();

    const slowest = p99(latencies);
    return {
      metrics: [
        { name: 'server processes', value: processes, unit: 'on one database' },
        { name: 'consoles connected', value: streams.length, unit: '' },
        { name: 'reports', value: expected, unit: `at ${PER_SECOND}/s` },
        {
          name: `the first ${COLD_SECONDS} s after the start: last tap to alarm p99`,
          value: p99(coldLatencies),
          unit: 'ms',
        },
        ...spread('last tap to alarm', latencies),
        { name: 'alarms shown', value: (seenSoFar() * 1000) / tookMs, unit: '/s' },
        { name: 'alarms still waiting 10 s after the last tap', value: cold + expected - seenSoFar(), unit: '' },
        { name: 'frames to all consoles', value: (frames * 1000) / tookMs, unit: '/s' },
        { name: 'a frame, on average', value: bytes / Math.max(1, frames), unit: 'bytes' },
        { name: 'server CPU', value: cpu[0] / (cold + expected), unit: 'ms a report' },
        { name: 'PostgreSQL CPU', value: cpu[1] / (cold + expected), unit: 'ms a report' },
        {
          name: 'redeliveries needed',
          value: senders.reduce((sum, sender) => sum + sender.redeliveries(), 0),
          unit: '',
        },
      ],
      targets: [
        {
          what: `p99 < ${SLOWEST_MS} ms`,
          reached: `${slowest.toFixed(0)} ms, ${latencies.length} of ${expected} seen`,
          met: slowest < SLOWEST_MS && seenSoFar() === cold + expected,
        },
      ],
      notes: [
        `from sending the pin's webhook to the parsed frame on the responsible station's console; each report is two webhooks, the type ${BETWEEN_TAPS_MS / 1000} s before the pin, so the server takes ${2 * PER_SECOND} webhooks/s`,
        `before that ${cold} reports at ${PER_SECOND}/s to a server that has just started`,
        `each console is a session of an account of its own: ${seats.filter(({ role }) => role === 'duty-officer').length} of stations, ${seats.filter(({ role }) => role === 'centre-191').length} of provinces, ${seats.filter(({ role }) => role === 'national-desk').length} national`,
        `LINE is the bench's accepting endpoint, answering after ${LINE_ANSWERS_AFTER_MS} ms; sender and consoles are one process beside the server on the same cores`,
      ],
    };
  },
};

/** Mostly stations; one console of each province's 191 centre, and one in two hundred for the whole country. */
function chooseSeats(count: number, stations: Agency[], centres: Agency[], nation: Agency[]): Seat[] {
  const provinces = centres
    .slice(0, Math.ceil(count / 26))
    .map(({ id }): Seat => ({ agencyId: id, role: 'centre-191' }));
  const top = nation[0];
  const nationalSeats = top
    ? Array.from({ length: Math.ceil(count / 200) }, (): Seat => ({ agencyId: top.id, role: 'national-desk' }))
    : [];
  const rest = count - provinces.length - nationalSeats.length;
  const duty = Array.from(
    { length: rest },
    (_, at): Seat => ({ agencyId: (stations[at % stations.length] as Agency).id, role: 'duty-officer' }),
  );
  return [...duty, ...provinces, ...nationalSeats];
}
