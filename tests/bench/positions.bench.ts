import { openDatabase } from '../../server/platform/database/database.ts';
import type { Bench } from './bench.ts';
import { p99, percentile, spread } from './percentiles.ts';
import { startAcceptingLine } from './stage/accepting-line.ts';
import { type Agency, listAgencies, openSessions, type Seat } from './stage/console-sessions.ts';
import { createPhones, sendUnits } from './stage/patrol-phones.ts';
import { openPositionMap, type PositionMap } from './stage/position-map.ts';
import { aUserId, locationMessage } from './stage/reporters.ts';
import { startServer } from './stage/server-process.ts';
import { createStatementCounter, describeLongest, IS_COUNTING } from './stage/statement-counter.ts';
import { atRate, createSender } from './stage/webhook-sender.ts';

const EVERY_SECONDS = 5;
const WEBHOOKS_PER_SECOND = 50;
const WARM_UP_SECONDS = 40;
/** A map is drawn each second, and a batch takes a tenth. */
const SLOWEST_ON_MAP_MS = 1500;
const SLOWEST_ANSWER_MS = 500;

export const positions: Bench = {
  name: 'positions',
  about: '4,000 units that say every 5 s where they are, on the maps of open consoles',
  async run(stage, { quick }) {
    const units = quick ? 800 : 4000;
    const seconds = quick ? 15 : 40;
    const consoles = quick ? 100 : 300;
    const databaseUrl = await stage.freshDatabase();
    const counter = IS_COUNTING ? await createStatementCounter(databaseUrl) : undefined;
    const line = await startAcceptingLine(0);
    const server = await startServer({ databaseUrl, dataDir: stage.folder, lineUrl: line.url });
    const db = openDatabase(databaseUrl, { connections: 8 });
    const stations = await listAgencies(db, 'station');
    const seatOf = (role: Seat['role']) => (_: unknown, at: number) =>
      ({ agencyId: (stations[at % stations.length] as Agency).id, role }) satisfies Seat;
    const [nation] = await listAgencies(db, 'national-police');
    const nationalSeats = nation ? [{ agencyId: nation.id, role: 'national-desk' } satisfies Seat] : [];
    const seats = [
      ...Array.from({ length: units }, seatOf('patrol')),
      ...Array.from({ length: consoles }, seatOf('duty-officer')),
      ...nationalSeats,
    ];
    const sessions = await openSessions(db, server.url, seats);
    const phonesOf = sessions.filter(({ role }) => role === 'patrol');
    await sendUnits(db, phonesOf);
    await db.destroy();

    const onMap: number[] = [];
    const newest = new Map<string, string>();
    const maps: PositionMap[] = [];
    for (const { cookie, role } of sessions.filter(({ role }) => role !== 'patrol')) {
      // The whole nation's map is read; the stations' are counted, because reading them all would measure the reader.
      const read = role === 'national-desk';
      maps.push(
        await openPositionMap(
          server.url,
          cookie,
          read
            ? (event) => {
                const now = Date.now();
                for (const { unitId, at } of event.positions) {
                  if (newest.get(unitId) === at) continue;
                  newest.set(unitId, at);
                  onMap.push(now - Date.parse(at));
                }
              }
            : undefined,
        ),
      );
    }

    const sender = createSender(server.url);
    const webhooks = async (forSeconds: number): Promise<number[]> => {
      const times: number[] = [];
      await atRate(WEBHOOKS_PER_SECOND * forSeconds, WEBHOOKS_PER_SECOND, () => {
        const started = performance.now();
        const sent = sender.deliver(locationMessage(aUserId(), Date.now(), { lat: 16.82, lng: 100.26 }));
        sent.then(() => times.push(performance.now() - started)).catch(() => {});
      });
      return times;
    };
    await webhooks(3);
    const readCpu = async () => [await server.cpuMs(), await stage.databaseCpuMs()] as const;
    const idle = await readCpu();
    const without = await webhooks(seconds / 2);
    const before = await readCpu();

    const phones = createPhones(server.port);
    const place = new Map(stations.map((station) => [station.id, station]));
    const answers: number[] = [];
    const refused: number[] = [];
    const perSecond = units / EVERY_SECONDS;
    const share = (count: number, eachSecond: number, isCounted: boolean) =>
      atRate(count, eachSecond, (number) => {
        const phone = phonesOf[number % units];
        const near = phone && place.get(phone.agencyId);
        if (!phone || !near) return;
        void phones.share(phone, near).then(({ status, ms }) => {
          if (status !== 200) refused.push(status);
          else if (isCounted) answers.push(ms);
        });
      });
    // As units are sent one after another: each session is looked up at its own time, and again each minute.
    await share(units, units / WARM_UP_SECONDS, false);
    onMap.length = 0;
    await counter?.reset();
    const began = await readCpu();
    const bytesBefore = maps.reduce((sum, { received }) => sum + received.bytes, 0);
    const [beside] = await Promise.all([webhooks(seconds), share(perSecond * seconds, perSecond, true)]);
    const ended = await readCpu();
    const statements = (await counter?.read()) ?? [];
    await counter?.close();
    await new Promise((next) => setTimeout(next, 3000));
    /** What was taken beside what the webhooks alone take, for one position with its way to the maps. */
    const cpuOf = (which: 0 | 1) =>
      (ended[which] - began[which] - 2 * (before[which] - idle[which])) / (perSecond * seconds);
    const bytes = maps.reduce((sum, { received }) => sum + received.bytes, 0) - bytesBefore;
    for (const map of maps) map.close();
    phones.close();
    sender.close();
    await server.stop();
    await line.stop();

    const median = (times: readonly number[]) =>
      percentile(
        [...times].sort((one, other) => one - other),
        0.5,
      );
    const slowest = p99(onMap);
    const expected = perSecond * seconds;
    return {
      metrics: [
        { name: 'units', value: units, unit: `one position per ${EVERY_SECONDS} s` },
        { name: 'consoles with a map', value: maps.length, unit: '' },
        ...spread('answered', answers),
        ...spread('from the phone to the map', onMap),
        { name: 'positions taken', value: answers.length, unit: `of ${expected}` },
        { name: 'refused', value: refused.length, unit: '' },
        { name: 'webhook without positions p50', value: median(without), unit: 'ms' },
        { name: 'webhook beside positions p50', value: median(beside), unit: 'ms' },
        { name: 'webhook ratio p50', value: median(beside) / median(without), unit: 'beside : without' },
        { name: 'webhook without positions p99', value: p99(without), unit: 'ms' },
        { name: 'webhook beside positions p99', value: p99(beside), unit: 'ms' },
        { name: 'server CPU', value: cpuOf(0), unit: 'ms a position, maps in it' },
        { name: 'PostgreSQL CPU', value: cpuOf(1), unit: 'ms a position' },
        { name: 'to all maps', value: bytes / seconds / 1024, unit: 'KB/s' },
      ],
      targets: [
        {
          what: 'every position taken',
          reached: `${answers.length} of ${expected}; refused ${refused.length} ${[...new Set(refused)].join(' ')}`,
          met: answers.length === expected && refused.length === 0,
        },
        {
          what: `answered p99 < ${SLOWEST_ANSWER_MS} ms`,
          reached: `${p99(answers).toFixed(0)} ms`,
          met: p99(answers) < SLOWEST_ANSWER_MS,
        },
        {
          what: `on the map p99 < ${SLOWEST_ON_MAP_MS} ms`,
          reached: `${slowest.toFixed(0)} ms`,
          met: slowest < SLOWEST_ON_MAP_MS,
        },
      ],
      notes: [
        `each phone is a session of an account of its own, each unit is sent to something; one console sees the nation and is read, ${consoles} see a station`,
        `${WEBHOOKS_PER_SECOND} webhooks/s before and beside the positions, so that what positions cost the reports is seen; phones, maps, server and PostgreSQL share the machine`,
        ...describeLongest(statements),
      ],
    };
  },
};
