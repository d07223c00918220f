import { expect, test } from 'vitest';
import type { Problem } from '../../contract/problem.ts';
import { getRow, sql } from '../../server/platform/database/database.ts';
import { readPdfText } from '../support/read-pdf-text.ts';
import { readQr } from '../support/read-qr.ts';
import { openTestSystem } from '../support/test-system.ts';

// A placement's material over HTTP: whoever sees the placement makes it, and its code opens the page of the placement.

const system = await openTestSystem({ escalation: 'off' });
const outreach = await system.officer('outreach');
const { id: agencyId } = await getRow(
  system.owner,
  sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = 'OP-JAIDEE'`,
);
const campaign = await outreach.post<{ id: string }>('/api/v1/campaigns', {
  ...{ agencyId, name: 'ร้านใกล้บ้าน', aim: '', startsOn: '2026-11-01', endsOn: null },
  ...{ languages: ['th', 'my'], budgetBaht: null, status: 'running' },
});
const made = await outreach.post<{ code: string }>('/api/v1/placements', {
  ...{ campaignId: campaign.body.id, kind: 'store', name: 'ร้านน้ำผึ้ง ปากซอยที่ 5', reference: null, status: 'shown' },
  position: { lat: 16.82, lng: 100.26 },
});
const { code } = made.body;
const fetchFile = async (path: string) => {
  const answer = await fetch(`${system.url}${path}`, { headers: { cookie: outreach.cookie } });
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
};

test('a poster as PDF names the placement; as a picture its code opens the page behind it', async () => {
  expect(made.status).toBe(200);
  const at = `/api/v1/placements/${code}/material?material=poster-a4`;
  const pdf = await fetchFile(at);
  expect(pdf.answer.headers.get('content-type')).toBe('application/pdf');
  expect(readPdfText(pdf.bytes).replace(/\s/g, '')).toContain('ร้านน้ำผึ้งปากซอยที่5');
  const png = await fetchFile(`${at}&format=png&language=my`);
  expect(png.answer.headers.get('content-type')).toBe('image/png');
  const { pathname } = new URL((await readQr(png.bytes))?.text ?? '');
  expect(pathname).toBe(`/Q/${code}`);
  const page = await fetch(`${system.url}${pathname}`);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('ร้านน้ำผึ้ง')]);
});

test('the message for a LINE group has the link of the placement', async () => {
  const { body } = await outreach.get<{ text: string; link: string }>(`/api/v1/placements/${code}/group-message`);
  expect(body.text).toContain(body.link);
  expect(body.link).toMatch(new RegExp(`/q/${code}$`));
});

test('nobody makes material of a placement that they do not see, or of what is none', async () => {
  const duty = await system.officer('duty1');
  expect((await duty.get(`/api/v1/placements/${code}/material?material=poster-a4`)).status).toBe(403);
  const partner2 = await system.officer('partner2');
  expect((await partner2.get(`/api/v1/placements/${code}/material?material=poster-a4`)).status).toBe(404);
  const unknown = await outreach.get<Problem>('/api/v1/placements/00000000/material?material=poster-a4');
  expect([unknown.status, unknown.body.code]).toEqual([404, 'outreach/placement-not-found']);
  expect((await outreach.get(`/api/v1/placements/${code}/material?material=flag`)).status).toBe(400);
});
