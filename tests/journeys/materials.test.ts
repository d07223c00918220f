import { expect, test } from 'vitest';
import type { Placement, PlacementFunnel } from '../../contract/outreach.ts';
import type { Problem } from '../../contract/problem.ts';
import { getRow, sql } from '../../server/platform/database/database.ts';
import { conversationOn, detailOf } from '../support/phone-conversation.ts';
import { readPdfText } from '../support/read-pdf-text.ts';
import { readQr } from '../support/read-qr.ts';
import { openTestSystem } from '../support/test-system.ts';

// A placement's material over HTTP: whoever sees the placement makes it, and its code opens the page of the placement.

const system = await openTestSystem({ escalation: 'off', config: { lineAccount: '@ess-test' } });
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

test('from the poster to the officer: scanned, opened, LINE pressed, sent, reported, each once, and a preview counts as none', async () => {
  const poster = await fetchFile(`/api/v1/placements/${code}/material?material=poster-a4&format=png`);
  const { pathname } = new URL((await readQr(poster.bytes))?.text ?? '');
  await system.pass(5000);
  const before = (await outreach.get<Placement>(`/api/v1/placements/${code}`)).body.counts;
  const open = (method: string, path: string, agent: string) =>
    fetch(`${system.url}${path}`, { method, redirect: 'manual', headers: { 'user-agent': agent } });
  const phone = 'Mozilla/5.0 (Linux; Android 10; SM-A107F) AppleWebKit/537.36 Chrome/120.0.0.0 Mobile Safari/537.36';
  await open('GET', pathname, 'facebookexternalhit/1.1;line-poker/1.0');
  const page = await (await open('GET', pathname, phone)).text();
  const [, typed = ''] = /oaMessage\/%40ess-test\/\?([^"&]+)/.exec(page) ?? [];
  const [, counting = ''] = /data-count="([^"]+)"/.exec(page) ?? [];
  for (const step of ['opened', 'to-line']) await open('POST', `${counting}${step}`, phone);
  const conversation = conversationOn(system.line.phone('อ่านโปสเตอร์'));
  await conversation.say(decodeURIComponent(typed), 'คุณอยู่ที่ ร้านน้ำผึ้ง ปากซอยที่ 5 ใช่ไหม');
  await conversation.tap('ใช่ อยู่ที่นี่', 'เกิดเหตุแบบไหน');
  const duty = await system.officer('duty1');
  const { incident, positions } = await detailOf(duty, conversation);
  expect(positions).toMatchObject([{ source: 'qr-place', label: 'ร้านน้ำผึ้ง ปากซอยที่ 5' }]);
  const answered = await duty.post(`/api/v1/incidents/${incident.id}/acknowledge`, { etaMinutes: 8 });
  expect(answered.status).toBe(200);
  await system.pass(1000);
  const { body: funnel } = await outreach.get<PlacementFunnel>(`/api/v1/placements/${code}/funnel`);
  expect(funnel).toMatchObject({ started: 1, alerted: 1, acknowledged: 1 });
  expect([funnel.opened - before.opened, funnel.toLine - before.toLine]).toEqual([1, 1]);
  const { counts } = (await outreach.get<Placement>(`/api/v1/placements/${code}`)).body;
  expect(counts.preview - before.preview).toBe(1);
});
