import { IMPORT_PART_CHARACTERS, type PlacementImport } from '../../contract/outreach.ts';
import { openDatabase } from '../../server/platform/database/database.ts';
import type { Bench } from './bench.ts';
import { startAcceptingLine } from './stage/accepting-line.ts';
import { listAgencies, openSessions } from './stage/console-sessions.ts';
import { startServer } from './stage/server-process.ts';

const PLACES = 400_000;
const FAULTS = 37;
const WITHIN_SECONDS = 60;
const WITHIN_MB = 300;
const PART_CHARACTERS = IMPORT_PART_CHARACTERS * 0.9;

export const placementImport: Bench = {
  name: 'placement-import',
  about: `${PLACES} places from a file with ${FAULTS} faults: read, checked, committed, and the same file again`,
  async run(stage, { quick }) {
    const databaseUrl = await stage.freshDatabase();
    const line = await startAcceptingLine(0);
    const server = await startServer({ databaseUrl, dataDir: stage.folder, lineUrl: line.url });
    const db = openDatabase(databaseUrl, { connections: 1 });
    const [desk] = await listAgencies(db, 'national-desk');
    const [partner] = await listAgencies(db, 'outreach-partner');
    const [session] = await openSessions(db, server.url, [{ agencyId: desk?.id ?? '', role: 'outreach-officer' }]);
    const stations = await listAgencies(db, 'station');
    await db.destroy();
    const ask = async <Body>(method: string, path: string, body?: object): Promise<Body> => {
      const answer = await fetch(`${server.url}/api/v1/${path}`, {
        method,
        headers: { cookie: session?.cookie ?? '', ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as Body;
    };
    const { id: campaignId } = await ask<{ id: string }>('POST', 'campaigns', {
      ...{ agencyId: partner?.id, name: 'ร้านสมมติทั่วประเทศ', aim: '', startsOn: '2026-11-01', endsOn: null },
      ...{ languages: ['th'], budgetBaht: null, status: 'running' },
    });
    const parts = writeParts(quick ? PLACES / 10 : PLACES, stations);
    const resting = await server.peakMegabytes();
    const importOnce = async () => {
      const started = performance.now();
      const cpu = await server.cpuMs();
      const { id } = await ask<{ id: string }>('POST', 'placement-imports', {
        campaignId,
        fileName: 'places.csv',
        kind: 'store',
      });
      for (const [index, text] of parts.entries())
        await ask('POST', `placement-imports/${id}/parts`, { part: index + 1, text });
      const read = performance.now();
      await ask('POST', `placement-imports/${id}/check`, {});
      const checked = performance.now();
      const preview = await ask<PlacementImport>('GET', `placement-imports/${id}`);
      await ask('POST', `placement-imports/${id}/commit`, { leaveOut: preview.wrong });
      const done = performance.now();
      const seconds = { read: read - started, checked: checked - read, committed: done - checked, all: done - started };
      return { preview, seconds, cpu: (await server.cpuMs()) - cpu };
    };
    const first = await importOnce();
    const again = await importOnce();
    const peak = await server.peakMegabytes();
    await server.stop();
    await line.stop();
    const shown = (name: string, ms: number) => ({ name, value: ms / 1000, unit: 's' });
    const { seconds } = first;
    return {
      metrics: [
        { name: 'rows', value: first.preview.rows, unit: '' },
        { name: 'wrong rows named', value: first.preview.wrong, unit: '' },
        ...[shown('read', seconds.read), shown('checked', seconds.checked), shown('committed', seconds.committed)],
        ...[shown('all', seconds.all), shown('the same file again', again.seconds.all)],
        { name: 'changes by the same file again', value: again.preview.new + again.preview.changed, unit: '' },
        { name: 'CPU of the server', value: first.cpu / 1000, unit: 's' },
        { name: 'memory of the server before', value: resting, unit: 'MB at most' },
        { name: 'memory of the server', value: peak, unit: 'MB at most' },
      ],
      targets: [
        {
          what: `${PLACES} places in ${WITHIN_SECONDS} s`,
          reached: `${(seconds.all / 1000).toFixed(1)} s`,
          met: seconds.all <= WITHIN_SECONDS * 1000,
        },
        {
          what: `with at most ${WITHIN_MB} MB more than at rest`,
          reached: `${(peak - resting).toFixed(0)} MB`,
          met: peak - resting <= WITHIN_MB,
          anyLoad: true,
        },
        {
          what: `all ${FAULTS} faults are named`,
          reached: String(first.preview.wrong),
          met: first.preview.wrong === FAULTS,
          anyLoad: true,
        },
        {
          what: 'the same file again changes nothing',
          reached: String(again.preview.new + again.preview.changed),
          met: again.preview.new + again.preview.changed === 0,
          anyLoad: true,
        },
      ],
      notes: [`${parts.length} parts over HTTP, one after the other; the time includes sending them`],
    };
  },
};

/** Invented shops around the stations, some of them wrong. */
function writeParts(places: number, stations: readonly { lat: number; lng: number }[]): string[] {
  const parts: string[] = [];
  let part = 'reference,name,kind,lat,lng\n';
  for (let place = 0; place < places; place++) {
    const station = stations[place % stations.length] ?? { lat: 16.8, lng: 100.2 };
    // A grid of its own for each station, 111 m apart, and always in the country.
    const round = Math.floor(place / stations.length);
    const fault = place % 1000 === 7 && place / 1000 < FAULTS;
    const name = fault ? '' : `ร้านสมมติ สาขา ${place}`;
    part += `S-${place},${name},store,${(station.lat + (round % 15) * 0.0001).toFixed(6)},${(station.lng + Math.floor(round / 15) * 0.0001).toFixed(6)}\n`;
    if (part.length > PART_CHARACTERS) {
      parts.push(part);
      part = '';
    }
  }
  return part === '' ? parts : [...parts, part];
}
