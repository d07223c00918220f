import type { MaterialBatchList } from '../../contract/materials.ts';
import { makePlacementCode } from '../../contract/placement-code.ts';
import { materialJob } from '../../server/capabilities/outreach/materials/queries/get-material.ts';
import { openDatabase, sql } from '../../server/platform/database/database.ts';
import { setTemplate } from '../../server/platform/print/set-template.ts';
import type { Bench } from './bench.ts';
import { percentile } from './percentiles.ts';
import { startAcceptingLine } from './stage/accepting-line.ts';
import { listAgencies, openSessions } from './stage/console-sessions.ts';
import { startServer } from './stage/server-process.ts';

const [POSTER_MS, POSTER_KB, PICTURE_MS, ARCHIVE_SECONDS, SHEETS] = [50, 300, 300, 40, 1000];
const TIMES = 40;
const ASK_MS = 500;

/** How long each of some sheets takes, sorted; the first ones, which load fonts, are left out. */
function timeSheets(material: 'poster-a4' | 'slide', format: 'pdf' | 'png'): { ms: number[]; bytes: number } {
  const ms: number[] = [];
  let bytes = 0;
  for (let at = -3; at < TIMES; at++) {
    const place = { code: '7K3F9TQ2', name: `ร้านน้ำผึ้ง สาขา ${at}` };
    const job = materialJob('https://ess.example', [place], { material, format, language: 'th' });
    const started = performance.now();
    bytes = setTemplate(job).length;
    if (at >= 0) ms.push(performance.now() - started);
  }
  return { ms: ms.sort((one, other) => one - other), bytes };
}

export const poster: Bench = {
  name: 'poster',
  about: `a poster, a picture of 1920 × 1080, and ${SHEETS} posters as one archive`,
  async run(stage, { quick }) {
    const [paper, picture] = [timeSheets('poster-a4', 'pdf'), timeSheets('slide', 'png')];
    const many = quick ? SHEETS / 10 : SHEETS;
    const databaseUrl = await stage.freshDatabase();
    const line = await startAcceptingLine(0);
    const server = await startServer({ databaseUrl, dataDir: stage.folder, lineUrl: line.url });
    const db = openDatabase(databaseUrl, { connections: 1 });
    const [desk] = await listAgencies(db, 'national-desk');
    const [partner] = await listAgencies(db, 'outreach-partner');
    const [session] = await openSessions(db, server.url, [{ agencyId: desk?.id ?? '', role: 'outreach-officer' }]);
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
      ...{ agencyId: partner?.id, name: 'ร้านสมมติ', aim: '', startsOn: '2026-11-01', endsOn: null },
      ...{ languages: ['th'], budgetBaht: null, status: 'running' },
    });
    const codes = Array.from({ length: many }, () =>
      makePlacementCode((n) => crypto.getRandomValues(new Uint8Array(n))),
    );
    await sql`INSERT INTO outreach.placements (code, campaign_id, agency_id, kind, name, lat, lng, subdistrict_code, status)
      SELECT code, ${campaignId}, ${partner?.id}, 'store', 'ใจดีมาร์ท สาขา ' || at, 16.82 + at * 0.0001, 100.26, '650101', 'shown'
      FROM unnest(${codes}::text[]) WITH ORDINALITY AS made (code, at)`.execute(db);
    await db.destroy();
    const started = performance.now();
    const { id } = await ask<{ id: string }>('POST', 'material-batches', {
      ...{ material: 'poster-a4', format: 'pdf', language: 'th', campaignId },
    });
    const isReady = async () => {
      const { batches } = await ask<MaterialBatchList>('GET', 'material-batches');
      return batches.find((batch) => batch.id === id)?.state === 'ready';
    };
    while (!(await isReady())) await new Promise((done) => setTimeout(done, ASK_MS));
    const made = (performance.now() - started) / 1000;
    const archive = await fetch(`${server.url}/api/v1/material-batches/${id}/archive`, {
      headers: { cookie: session?.cookie ?? '' },
    });
    const megabytes = (await archive.arrayBuffer()).byteLength / 1_000_000;
    const whole = (performance.now() - started) / 1000;
    const peak = await server.peakMegabytes();
    await server.stop();
    await line.stop();
    const [paperMs, pictureMs] = [percentile(paper.ms, 0.5), percentile(picture.ms, 0.5)];
    const target = (what: string, reached: string, met: boolean) => ({ what, reached, met });
    return {
      metrics: [
        { name: 'poster, p50', value: paperMs, unit: 'ms' },
        { name: 'poster, p95', value: percentile(paper.ms, 0.95), unit: 'ms' },
        { name: 'poster', value: paper.bytes / 1000, unit: 'KB' },
        { name: 'picture of 1920 × 1080, p50', value: pictureMs, unit: 'ms' },
        { name: 'picture of 1920 × 1080, p95', value: percentile(picture.ms, 0.95), unit: 'ms' },
        { name: `archive of ${many} made`, value: made, unit: 's' },
        { name: `archive of ${many} fetched`, value: whole - made, unit: 's' },
        { name: 'archive', value: megabytes, unit: 'MB' },
        { name: 'memory of the server', value: peak, unit: 'MB at most' },
      ],
      targets: [
        target(`a poster in ${POSTER_MS} ms`, `${paperMs.toFixed(0)} ms`, paperMs <= POSTER_MS),
        target(`a picture in ${PICTURE_MS} ms`, `${pictureMs.toFixed(0)} ms`, pictureMs <= PICTURE_MS),
        {
          ...target(`≤ ${POSTER_KB} KB`, `${(paper.bytes / 1000).toFixed(0)} KB`, paper.bytes <= POSTER_KB * 1000),
          anyLoad: true,
        },
        target(
          `${many} posters in ${(ARCHIVE_SECONDS * many) / SHEETS} s`,
          `${whole.toFixed(1)} s`,
          whole <= (ARCHIVE_SECONDS * many) / SHEETS,
        ),
      ],
      notes: [
        'poster and picture in this process, after the fonts were read; the archive by a server, made and fetched',
      ],
    };
  },
};
