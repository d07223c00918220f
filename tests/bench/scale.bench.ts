import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, openDatabase } from '../../server/platform/database/database.ts';
import type { Bench, Metric } from './bench.ts';
import { startAcceptingLine } from './stage/accepting-line.ts';
import { listAgencies, openSessions } from './stage/console-sessions.ts';
import { openConsole } from './stage/console-stream.ts';
import { countPending } from './stage/count-pending.ts';
import { aUserId, locationMessage, placeNear, typeTap } from './stage/reporters.ts';
import { type ServerProcess, startServers } from './stage/server-process.ts';
import type { Stage } from './stage/stage.ts';
import { createSender } from './stage/webhook-sender.ts';

const PROCESSES = [1, 2, 4];
/** People who report at the same moment, each the next as soon as the last is accepted: more than can be worked off. */
const AT_ONCE = 64;
const BANGKOK = { lat: 13.75, lng: 100.55 };
const GIVE_UP_MS = 300_000;

type Carried = { processes: number; perSecond: number; server: number; database: number; cores: number };

export const scale: Bench = {
  name: 'scale',
  about: 'reports a second that one, two and four server processes carry on one database, and where that saturates',
  async run(stage, { quick }) {
    const reports = quick ? 400 : 3000;
    const carried: Carried[] = [];
    for (const processes of PROCESSES) carried.push(await carry(stage, processes, reports));
    const [one] = carried;
    return {
      metrics: carried.flatMap((each) => figuresOf(each, one as Carried)),
      targets: [],
      notes: [
        `${reports} reports of a type and a pin, ${AT_ONCE} people at once, until the last alarm is on a national console and every answer was taken by LINE`,
        `sender, LINE, servers and PostgreSQL share ${cpus().length} cores: more processes can only help until "cores in use" comes near that number; after it, CPU per report decides`,
      ],
    };
  },
};

async function carry(stage: Stage, processes: number, reports: number): Promise<Carried> {
  const databaseUrl = await stage.freshDatabase();
  const line = await startAcceptingLine(50);
  const servers = await startServers(processes, { databaseUrl, dataDir: stage.folder, lineUrl: line.url });
  const db = openDatabase(databaseUrl, { connections: 2 });
  const [nation] = await listAgencies(db, 'national-police');
  if (!nation) throw new Error('the demonstration has no national police');
  const [first] = servers.each as [ServerProcess];
  const [session] = await openSessions(db, first.url, [{ agencyId: nation.id, role: 'national-desk' }]);
  const alarmed = new Set<string>();
  const stream = await openConsole(first.url, {
    cookie: session?.cookie ?? '',
    onFrame: ({ data }) => void (data.event === 'incident-changed' && alarmed.add(data.incident.id)),
  });
  const senders = servers.each.map(({ url }) => createSender(url));
  const deliver = (number: number, event: object) => senders[number % processes]?.deliver(event);
  const report = async (number: number) => {
    const person = aUserId();
    await deliver(number, typeTap(person, Date.now()));
    // LINE's next webhook comes to any process.
    await deliver(number + 1, locationMessage(person, Date.now() + 1, placeNear(BANGKOK, 11)));
  };
  const work = async (from: number, until: number) => {
    let next = from;
    const one = async () => {
      while (next < until) await report(next++);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
    const ends = performance.now() + GIVE_UP_MS;
    while (alarmed.size < until && performance.now() < ends) await sleep(20);
    if (alarmed.size < until) throw new Error(`${until - alarmed.size} of ${until} reports without an alarm`);
  };

  // The first reports of each process are for the compiler and the plans; nothing of them is counted.
  const warmUp = 200 * processes;
  await work(0, warmUp);
  await untilAtRest(db);
  const readCpu = async () => [await servers.cpuMs(), await stage.databaseCpuMs()] as const;
  const before = await readCpu();
  const started = performance.now();
  await work(warmUp, warmUp + reports);
  const seconds = (performance.now() - started) / 1000;
  const atAlarm = await readCpu();
  await untilAtRest(db);
  const atRest = await readCpu();

  stream.close();
  for (const sender of senders) sender.close();
  await db.destroy();
  await servers.stop();
  await line.stop();
  return {
    processes,
    perSecond: reports / seconds,
    server: (atRest[0] - before[0]) / reports,
    database: (atRest[1] - before[1]) / reports,
    cores: (atAlarm[0] + atAlarm[1] - before[0] - before[1]) / 1000 / seconds,
  };
}

function figuresOf({ processes, perSecond, server, database, cores }: Carried, one: Carried): Metric[] {
  const name = processes === 1 ? '1 process' : `${processes} processes`;
  return [
    { name: `${name}: reports alarmed`, value: perSecond, unit: '/s' },
    { name: `${name}: against one`, value: perSecond / one.perSecond, unit: 'times' },
    { name: `${name}: server CPU`, value: server, unit: 'ms a report' },
    { name: `${name}: PostgreSQL CPU`, value: database, unit: 'ms a report' },
    { name: `${name}: cores in use by both`, value: cores, unit: `of ${cpus().length}` },
  ];
}

/** Until every webhook is processed and every message taken. */
async function untilAtRest(db: Database): Promise<void> {
  const ends = performance.now() + GIVE_UP_MS;
  while ((await countPending(db)) > 0 && performance.now() < ends) await sleep(100);
}
