import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Placement } from '../../contract/outreach.ts';
import type { Problem } from '../../contract/problem.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import type { Officer } from '../support/officer.ts';
import { aPhoto } from '../support/reporter-files.ts';
import { openTestSystem } from '../support/test-system.ts';

// Whoever put up a sign shows it where it hangs.

const system = await openTestSystem({ escalation: 'off' });
const [officer, partner, other, duty] = [
  await system.officer('outreach'),
  await system.officer('partner'),
  await system.officer('partner2'),
  await system.officer('duty1'),
];
const { id: agencyId } = await getRow(
  system.owner,
  sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = 'OP-JAIDEE'`,
);
const campaign = await officer.post<{ id: string }>('/api/v1/campaigns', {
  ...{ agencyId, name: 'ถ่ายรูปป้าย', aim: '', startsOn: '2026-11-01', endsOn: null },
  ...{ languages: ['th'], budgetBaht: null, status: 'running' },
});
const aSign = async () => {
  const { body } = await officer.post<{ code: string }>('/api/v1/placements', {
    ...{ campaignId: campaign.body.id, kind: 'store', name: 'ร้านถ่ายรูป', reference: null, status: 'shown' },
    position: { lat: 16.82, lng: 100.26 },
  });
  return body.code;
};
const add = async (by: Officer, code: string, bytes: Buffer) => {
  const answer = await fetch(`${system.url}/api/v1/placements/${code}/photos`, {
    method: 'POST',
    headers: { cookie: by.cookie, 'content-type': 'image/jpeg', 'idempotency-key': randomUUID() },
    body: new Uint8Array(bytes),
  });
  return { status: answer.status, body: (await answer.json()) as { id: string } & Pick<Problem, 'code'> };
};
const photoOf = async (by: Officer, code: string) => (await by.get<Placement>(`/api/v1/placements/${code}`)).body.photo;
const open = async (by: Officer, code: string, id: string) => {
  const headers = { cookie: by.cookie };
  const answer = await fetch(`${system.url}/api/v1/placements/${code}/photo?of=${id}`, { headers });
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
};

test('a partner photographs its sign; partner and ministry see it without place and camera, each look recorded; nobody else does', async () => {
  const code = await aSign();
  expect(await photoOf(partner, code)).toBeNull();
  const sent = await aPhoto();
  expect((await sharp(sent).metadata()).exif).toBeDefined();
  const { status, body } = await add(partner, code, sent);
  expect(status).toBe(200);
  for (const by of [partner, officer]) {
    expect(await photoOf(by, code)).toEqual({ id: body.id, addedAt: expect.any(String) });
    const seen = await open(by, code, body.id);
    expect(seen.status).toBe(200);
    expect((await sharp(seen.bytes).metadata()).exif).toBeUndefined();
  }
  const looks = await rows(
    system.owner,
    sql`SELECT 1 FROM audit.entries WHERE subject_id = ${code} AND action = 'outreach/view-photo'`,
  );
  expect(looks).toHaveLength(2);

  const refused = await add(other, code, sent);
  expect([refused.status, refused.body.code]).toEqual([404, 'outreach/placement-not-found']);
  expect((await open(other, code, body.id)).status).toBe(404);
  expect((await add(duty, code, sent)).status).toBe(403);
  const unreadable = await add(partner, code, Buffer.from('no picture'));
  expect([unreadable.status, unreadable.body.code]).toEqual([422, 'file/picture-unreadable']);
});

test('only the newest photo is kept, for two years, and none of a sign that was taken down', async () => {
  const [replaced, old, gone] = [await aSign(), await aSign(), await aSign()];
  const first = (await add(partner, replaced, await aPhoto())).body.id;
  const second = (await add(partner, replaced, await aPhoto({ colour: 'navy' }))).body.id;
  expect(await photoOf(partner, replaced)).toMatchObject({ id: second });
  expect((await open(partner, replaced, first)).status).toBe(404);
  for (const code of [old, gone]) await add(partner, code, await aPhoto());
  await sql`UPDATE outreach.placement_photos SET added_at = added_at - interval '731 days' WHERE code = ${old}`.execute(
    system.owner,
  );
  await partner.post(`/api/v1/placements/${gone}/checked`, { status: 'removed' });
  const kept = () =>
    rows(
      system.owner,
      sql<{ id: string; file: string }>`SELECT id, attachment_id AS file FROM outreach.placement_photos
        WHERE code = ANY(${[replaced, old, gone]}::text[])`,
    );
  const files = (await kept()).map(({ file }) => file);
  expect(files).toHaveLength(4);
  await system.app.runJobsWithin(3_600_000);
  const [photo, ...others] = await kept();
  expect([photo?.id, others]).toEqual([second, []]);
  expect(await rows(system.owner, sql`SELECT id FROM platform.attachments WHERE id = ANY(${files}::uuid[])`)).toEqual([
    { id: photo?.file },
  ]);
});
