import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { type Database, findRow, openDatabase, sql } from '../../server/platform/database/database.ts';
import type { Bench } from './bench.ts';
import { percentile, spread } from './percentiles.ts';
import { startAcceptingLine } from './stage/accepting-line.ts';
import { listAgencies, openSessions, PASSWORD, type Session } from './stage/console-sessions.ts';
import { openConsole } from './stage/console-stream.ts';
import { sendUnits } from './stage/patrol-phones.ts';
import { aUserId, imageMessage, locationMessage, placeNear, typeTap } from './stage/reporters.ts';
import { startServer } from './stage/server-process.ts';
import { atRate, createSender } from './stage/webhook-sender.ts';

const PER_SECOND = 1;
/** Every report stays open, and a board of a thousand would be what is measured. */
const MEASURED_AT_MOST_SECONDS = 60;
const LINE_PICTURES = 8;
const PATROL_PHOTOS = 16;
/** A person's phone sends one after another; this many beside each other is the most that is let in. */
const SIDE_BY_SIDE = 4;
const MOST_DELAY_MS = 500;
const KINDS = ['sign-in', 'board', 'telephone report', 'LINE report'] as const;
type Times = Record<(typeof KINDS)[number], number[]>;

export const pictures: Bench = {
  name: 'pictures',
  about: 'sign-in, board and reports while eight 5 MB pictures from LINE and sixteen of a patrol are opened',
  async run(stage, { quick }) {
    const seconds = quick ? 10 : 25;
    const fromLine = join(stage.folder, 'from-line.webp');
    const webp = await aPicture(4000, 3000).webp({ quality: 92, effort: 0 }).toBuffer();
    await writeFile(fromLine, webp);
    const photo = await aPicture(4000, 3000).jpeg({ quality: 88 }).toBuffer();
    const databaseUrl = await stage.freshDatabase();
    const line = await startAcceptingLine(20, fromLine);
    const server = await startServer({ databaseUrl, dataDir: stage.folder, lineUrl: line.url });
    const db = openDatabase(databaseUrl, { connections: 4 });
    const [station] = await listAgencies(db, 'station');
    const [centre] = await listAgencies(db, 'centre-191');
    if (!station || !centre) throw new Error('no agencies');
    const [duty, clerk, patrol] = (await openSessions(db, server.url, [
      { agencyId: station.id, role: 'duty-officer' },
      { agencyId: centre.id, role: 'centre-191' },
      { agencyId: station.id, role: 'patrol' },
    ])) as [Session, Session, Session];
    await sendUnits(db, [patrol]);

    const sender = createSender(server.url);
    const sentAt = new Map<string, number>();
    const alarms: number[] = [];
    let lastIncident = '';
    const stream = await openConsole(server.url, {
      cookie: duty.cookie,
      onFrame({ data }) {
        if (data.event !== 'incident-changed') return;
        lastIncident = data.incident.id;
        const key = `${data.incident.position.lat} ${data.incident.position.lng}`;
        const sent = sentAt.get(key);
        if (sent === undefined) return;
        sentAt.delete(key);
        alarms.push(performance.now() - sent);
      },
    });
    const ask = async (path: string, { cookie }: Partial<Session>, body?: object): Promise<number> => {
      const started = performance.now();
      const answer = await fetch(server.url + path, {
        method: body ? 'POST' : 'GET',
        headers: { ...(cookie && { cookie }), ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${text}`);
      return performance.now() - started;
    };
    const report = async () => {
      const person = aUserId();
      const place = placeNear(station, 0.4);
      await sender.deliver(typeTap(person, Date.now()));
      sentAt.set(`${place.lat} ${place.lng}`, performance.now());
      await sender.deliver(locationMessage(person, Date.now(), place));
    };
    const measure = async (goOn: () => boolean): Promise<Times> => {
      const times: Times = { 'sign-in': [], board: [], 'telephone report': [], 'LINE report': alarms };
      alarms.length = 0;
      const open = new Set<Promise<unknown>>();
      const time = (kind: keyof Times, asked: Promise<number>) => {
        const one = asked.then((ms) => times[kind].push(ms)).finally(() => open.delete(one));
        open.add(one);
      };
      while (goOn()) {
        await atRate(PER_SECOND, PER_SECOND, () => {
          time('sign-in', ask('/api/auth/sign-in/email', {}, { email: 'officer-0@bench.example', password: PASSWORD }));
          time('board', ask('/api/v1/incidents', duty));
          const call = {
            channel: '191',
            type: 'threat-or-assault',
            place: { ...placeNear(station, 0.4), source: 'console-pin' },
          };
          time('telephone report', ask('/api/v1/phone-reports', clerk, call));
          void report();
        });
        await sleep(1000 / PER_SECOND);
      }
      await Promise.all(open);
      for (let waited = 0; sentAt.size > 0 && waited < 60_000; waited += 100) await sleep(100);
      return { ...times, 'LINE report': [...alarms] };
    };

    // For the compiler and the plans; nothing of it is counted.
    await measure(forSeconds(5));
    const without = await measure(forSeconds(seconds));
    const unit = await findRow(db, sql<{ id: string }>`SELECT id FROM units.units WHERE call_sign = 'สมมติ 0'`);
    await sql`DELETE FROM units.assignments`.execute(db);
    await ask(`/api/v1/incidents/${lastIncident}/acknowledge`, duty, { etaMinutes: 8 });
    await ask(`/api/v1/incidents/${lastIncident}/units`, duty, { unitId: unit?.id });
    const job = await findRow(db, sql<{ id: string }>`SELECT id FROM units.assignments LIMIT 1`);
    const started = performance.now();
    const isOver = { line: false, patrol: false };
    const many = (async () => {
      const person = aUserId();
      await sender.deliver(typeTap(person, Date.now()));
      for (let at = 0; at < LINE_PICTURES; at++) await sender.deliver(imageMessage(person, Date.now()));
      while ((await countOpened(db)) < LINE_PICTURES) await sleep(100);
      isOver.line = true;
      return (performance.now() - started) / 1000;
    })();
    const photos = sendPhotos(`${server.url}/api/v1/assignments/${job?.id}/photos`, patrol, photo).then((statuses) => {
      isOver.patrol = true;
      return { statuses, seconds: (performance.now() - started) / 1000 };
    });
    const goesOn = forSeconds(MEASURED_AT_MOST_SECONDS);
    const beside = await measure(() => goesOn() && !(isOver.line && isOver.patrol));
    const [lineSeconds, sent] = await Promise.all([many, photos]);
    // Before and after: the board has grown meanwhile, and others use this machine too.
    const after = await measure(forSeconds(seconds));
    for (const kind of KINDS) without[kind].push(...after[kind]);
    stream.close();
    sender.close();
    await db.destroy();
    await server.stop();
    await line.stop();

    const delays = KINDS.map((kind) => ({ kind, ...delayOf(without[kind], beside[kind]) }));
    const stored = sent.statuses.filter((status) => status === 200).length;
    return {
      metrics: [
        ...KINDS.flatMap((kind) => [
          ...spread(`${kind} without pictures`, without[kind]),
          ...spread(`${kind} beside pictures`, beside[kind]),
        ]),
        ...delays.flatMap(({ kind, median, worst }) => [
          { name: `${kind}: delay of the median`, value: median, unit: 'ms' },
          { name: `${kind}: delay of the worst`, value: worst, unit: 'ms' },
        ]),
        { name: `${LINE_PICTURES} pictures from LINE opened after`, value: lineSeconds, unit: 's' },
        { name: `${PATROL_PHOTOS} photos of a patrol opened after`, value: sent.seconds, unit: 's' },
      ],
      targets: [
        ...delays.map(({ kind, worst }) => ({
          what: `${kind}: worst beside pictures at most ${MOST_DELAY_MS} ms above worst without`,
          reached: `${worst.toFixed(0)} ms`,
          met: worst <= MOST_DELAY_MS,
        })),
        {
          what: 'every photo stored',
          reached: `${stored} of ${PATROL_PHOTOS}`,
          met: stored === PATROL_PHOTOS,
          anyLoad: true,
        },
      ],
      notes: [
        `a picture from LINE is a WebP of ${webp.length} bytes and 12 megapixels, a photo a JPEG of ${photo.length} bytes and 12 megapixels; ${PER_SECOND} of each kind of request a second`,
        'a LINE report is timed from sending its pin to the alarm on the station’s console; reporters, consoles and LINE are beside the server on the same cores',
      ],
    };
  },
};

/** Noise on a slope: neither so plain nor so wild that a coder makes light of it. */
function aPicture(width: number, height: number) {
  const noise = randomBytes(1 << 20);
  const dots = Buffer.alloc(width * height * 3);
  for (let at = 0; at < dots.length; at++)
    dots[at] = ((at >> 9) & 0x7f) + ((noise[(at * 31) & 0xfffff] as number) >> 3);
  return sharp(dots, { raw: { width, height, channels: 3 } });
}

function forSeconds(seconds: number): () => boolean {
  const ends = performance.now() + seconds * 1000;
  return () => performance.now() < ends;
}

async function countOpened(db: Database): Promise<number> {
  const row = await findRow(
    db,
    sql<{ count: number }>`SELECT count(*)::integer AS count FROM line.media_fetches WHERE state = 'stored'`,
  );
  return row?.count ?? 0;
}

/** As phones do: what is refused for now is sent again. */
async function sendPhotos(url: string, { cookie }: Session, photo: Buffer): Promise<number[]> {
  let left = PATROL_PHOTOS;
  const phone = async (): Promise<number[]> => {
    const statuses: number[] = [];
    while (left > 0) {
      left -= 1;
      const answer = await fetch(`${url}?happenedAt=${new Date().toISOString()}`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'image/jpeg' },
        body: new Uint8Array(photo),
      });
      const text = await answer.text();
      if (answer.status === 200) statuses.push(answer.status);
      else if (answer.status === 429 || answer.status === 503) left += 1;
      else throw new Error(`a photo was answered ${answer.status}: ${text}`);
    }
    return statuses;
  };
  return (await Promise.all(Array.from({ length: SIDE_BY_SIDE }, phone))).flat();
}

function delayOf(without: number[], beside: number[]): { median: number; worst: number } {
  const [before, now] = [without, beside].map((times) => times.toSorted((one, other) => one - other)) as [
    number[],
    number[],
  ];
  return { median: percentile(now, 0.5) - percentile(before, 0.5), worst: percentile(now, 1) - percentile(before, 1) };
}
