import { expect, test } from 'vitest';
import type { Problem } from '../../contract/problem.ts';
import type { CaseNeedHoldings, ReferralDetail } from '../../contract/referral-api.ts';
import type { AnswerLinks, LinkAnswer, LinkView, MadeAnswerLink } from '../../contract/referral-link.ts';
import { thaiDayOf } from '../../contract/thai-day.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { aCase } from '../support/a-case.ts';
import { aReferral } from '../support/a-referral.ts';
import { readPdfText } from '../support/read-pdf-text.ts';
import { openTestSystem } from '../support/test-system.ts';

// A receiver without an account answers by a link and a code that was told on the phone.

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const [worker, receiver] = [await system.officer('caseworker'), await system.officer('shelter')];

const send = async <Body>(path: string, body: object) => {
  const answer = await fetch(`${system.url}/api/v1/answer-link/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Body };
};
type Key = { token: string; code: string };
const open = ({ token, code }: Key) =>
  send<Partial<Omit<LinkView, 'status'>> & Partial<Omit<Problem, 'status'>> & { status: LinkView['status'] | number }>(
    'open',
    { token, code },
  );
const reply = ({ token, code }: Key, answer: Partial<LinkAnswer> & { action: LinkAnswer['action'] }) =>
  send<Partial<Omit<LinkView, 'status'>> & Partial<Omit<Problem, 'status'>> & { status: LinkView['status'] | number }>(
    'answer',
    { token, code, answer: { answeredBy: 'นางสมมติ ผู้รับ', ...answer } },
  );
async function aLink(given: Parameters<typeof aReferral>[2] = {}, body: object = {}) {
  const caseId = await aCase(db);
  const id = await aReferral(db, caseId, given);
  const made = await worker.post<MadeAnswerLink>(`/api/v1/referrals/${id}/answer-links`, {
    ...{ to: 'มูลนิธิสมมติ', letter: false },
    ...body,
  });
  expect(made).toMatchObject({ status: 200 });
  return { ...made.body, id, caseId };
}
const read = async (id: string) => (await worker.get<ReferralDetail>(`/api/v1/referrals/${id}`)).body;
const wrongCode = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

test('the link shows the need and nobody’s name; after acceptance who it is and how to reach them; then the outcome', async () => {
  const link = await aLink();
  const before = await open(link);
  expect(before).toMatchObject({
    status: 200,
    body: { status: 'offered', packet: null, actions: ['accept', 'decline'] },
  });
  expect(JSON.stringify(before.body)).not.toContain(link.caseId);
  const accepted = await reply(link, { action: 'accept' });
  expect(accepted).toMatchObject({ status: 200, body: { status: 'accepted', actions: ['complete', 'not-complete'] } });
  expect(accepted.body.packet).not.toBeNull();
  const on = thaiDayOf(system.clock.now());
  const done = await reply(link, { action: 'complete', outcome: 'received-help', on, note: 'เข้าพักแล้ว' });
  expect(done).toMatchObject({ status: 200, body: { status: 'completed', actions: [] } });
  // Nobody can be asked in LINE: a worker asks them.
  await system.pass(6000);
  const { referral, timeline } = await read(link.id);
  expect(referral).toMatchObject({ status: 'completed', outcome: 'received-help', confirmation: 'to-ask' });
  expect(timeline.map(({ kind, by, details }) => [kind, by, details.answeredBy])).toEqual(
    expect.arrayContaining([
      ['accepted', null, 'นางสมมติ ผู้รับ'],
      ['completed', null, 'นางสมมติ ผู้รับ'],
    ]),
  );
});

test('a decline by link puts the need on the sender’s list again', async () => {
  const link = await aLink();
  expect((await reply(link, { action: 'decline', reason: 'no-capacity', note: '' })).body.status).toBe('declined');
  const { body } = await worker.get<CaseNeedHoldings>(`/api/v1/cases/${link.caseId}/referrals`);
  expect(body.needs.find(({ referrals }) => referrals.some(({ id }) => id === link.id))?.holder).toBeNull();
  expect((await read(link.id)).referral).toMatchObject({ status: 'declined', consequence: 'next-provider' });
});

test('every view and every wrong code is recorded, with the address it came from', async () => {
  const link = await aLink();
  await open(link);
  await open({ ...link, code: wrongCode(link.code) });
  await open(link);
  const recorded = await rows(
    db,
    sql<{
      action: string;
      kind: string;
      actor: string;
      from: string;
    }>`SELECT action, kind, actor_id AS actor, origin AS "from"
      FROM audit.entries WHERE subject_id = ${link.id} AND action LIKE 'referral/%link%' ORDER BY id`,
  );
  expect(recorded.map(({ action }) => action).filter((action) => action !== 'referral/link-made')).toEqual([
    'referral/view-by-link',
    'referral/link-wrong-code',
    'referral/view-by-link',
  ]);
  expect(recorded.at(-1)).toMatchObject({
    kind: 'view',
    actor: expect.stringMatching(/^answer-link:/),
    from: '127.0.0.1',
  });
  const links = await worker.get<AnswerLinks>(`/api/v1/referrals/${link.id}/answer-links`);
  expect(links.body.links[0]).toMatchObject({ to: 'มูลนิธิสมมติ', views: 2, endedAt: null });
  expect(JSON.stringify(links.body)).not.toContain(link.token);
});

test('five wrong codes end the link, also for the right one; each says how many are left', async () => {
  const link = await aLink();
  const wrong = { ...link, code: wrongCode(link.code) };
  for (const left of [4, 3, 2, 1])
    expect(await open(wrong)).toMatchObject({
      status: 401,
      body: { code: 'referral/link-wrong-code', params: { left } },
    });
  expect(await open(wrong)).toMatchObject({ status: 404, body: { code: 'referral/link-not-valid' } });
  expect(await open(link)).toMatchObject({ status: 404, body: { code: 'referral/link-not-valid' } });
});

test('20 tries at once are five tries', async () => {
  const link = await aLink();
  const tries = await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      open({ ...link, code: String((Number(link.code) + 1 + at) % 1_000_000).padStart(6, '0') }),
    ),
  );
  expect(tries.filter(({ status }) => status === 401)).toHaveLength(4);
  expect(await open(link)).toMatchObject({ status: 404 });
});

test('an unknown, a replaced, a revoked and an expired link are answered alike', async () => {
  const unknown = await open({ token: 'ABCD-EFGH-JKMN-PQRS', code: '123456' });
  expect(unknown).toMatchObject({ status: 404, body: { code: 'referral/link-not-valid' } });
  const replaced = await aLink();
  const newer = await worker.post<MadeAnswerLink>(`/api/v1/referrals/${replaced.id}/answer-links`, {
    ...{ to: 'อีกคน', letter: false },
  });
  expect(await open(replaced)).toEqual(unknown);
  expect((await open(newer.body)).status).toBe(200);
  expect((await worker.post(`/api/v1/referrals/${replaced.id}/answer-links/revoke`)).status).toBe(200);
  expect(await open(newer.body)).toEqual(unknown);
  const expired = await aLink();
  await sql`UPDATE referral.answer_links SET expires_at = ${system.clock.now()} WHERE referral_id = ${expired.id}`.execute(
    db,
  );
  expect(await open(expired)).toEqual(unknown);
});

test('only the sender makes links, while there is something to answer', async () => {
  const { id } = await aLink();
  const body = { to: 'ใครก็ได้', letter: false };
  expect((await receiver.post(`/api/v1/referrals/${id}/answer-links`, body)).status).toBe(403);
  const stranger = await system.officer('duty1');
  expect((await stranger.post(`/api/v1/referrals/${id}/answer-links`, body)).status).toBe(403);
  await worker.post(`/api/v1/referrals/${id}/withdraw`, { reason: 'need-gone' });
  expect(await worker.post<Problem>(`/api/v1/referrals/${id}/answer-links`, body)).toMatchObject({
    ...{ status: 409, body: { code: 'referral/link-not-possible' } },
  });
});

test('the letter has the letter code and how to answer, and neither a name nor the code of the phone', async () => {
  const link = await aLink({}, { letter: true });
  const text = (await readPdfText(Buffer.from(link.letter ?? '', 'base64'))).replace(/\s+/g, '');
  expect(text).toContain(link.token);
  expect(text).toContain('RF-');
  expect(text).not.toContain(link.code);
  // As somebody types it from paper.
  expect(
    (await open({ token: ` ${link.token.toLowerCase()} `, code: `${link.code.slice(0, 3)} ${link.code.slice(3)}` }))
      .status,
  ).toBe(200);
});

test('accepting by link while the sender withdraws: one wins, and the other is told', async () => {
  for (let round = 0; round < 3; round++) {
    const link = await aLink();
    const [by, withdrawn] = await Promise.all([
      reply(link, { action: 'accept' }),
      worker.post(`/api/v1/referrals/${link.id}/withdraw`, { reason: 'better-service' }),
    ]);
    const { referral } = await read(link.id);
    // A withdrawal after the acceptance is allowed; an acceptance after the withdrawal is not.
    expect(withdrawn.status).toBe(200);
    expect(referral.status).toBe('withdrawn');
    if (by.status !== 200) expect(by).toMatchObject({ status: 409, body: { code: 'referral/change-not-allowed' } });
  }
});
