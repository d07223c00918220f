import { expect, test } from 'vitest';
import { HELP_STATUSES } from '../../contract/help.ts';
import type { FiledHelpList, HelpCheckList, HelpDetail, HelpList } from '../../contract/help-api.ts';
import { readHelpForm } from '../../contract/help-form.ts';
import { findHelpGaps } from '../../contract/help-form-gaps.ts';
import { readDemoRequests } from '../../server/capabilities/help/store/demo-requests.ts';
import { getRow, sql } from '../../server/platform/database/database.ts';
import type { Officer } from '../support/officer.ts';
import { openSecondServer } from '../support/second-server.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ escalation: 'off' });
const worker = await system.officer('caseworker');
const listed = async (officer: Officer, scope: string) =>
  (await officer.get<HelpList>(`/api/v1/help-requests?scope=${scope}`)).body.requests;

test('a newcomer signed in as a caseworker sees a living queue: a request at every step, the clock in all four colours', async () => {
  const [open, ended] = [await listed(worker, 'open'), await listed(worker, 'ended')];
  // A draft is seen by whoever writes it; an incident would alert a station.
  const seen = HELP_STATUSES.filter((status) => !['draft', 'became-incident'].includes(status));
  expect(new Set([...open, ...ended].map(({ status }) => status))).toEqual(new Set(seen));
  const running = open.flatMap(({ clock }) => (clock?.isRunning ? clock.colour : []));
  expect(new Set(running)).toEqual(new Set(['green', 'yellow', 'orange', 'red']));
  expect((await listed(worker, 'to-ask')).length).toBeGreaterThan(0);
  for (const { id } of [...open, ...ended]) {
    const { status, body } = await worker.get<HelpDetail>(`/api/v1/help-requests/${id}`);
    expect([id, status, body.timeline?.length > 1]).toEqual([id, 200, true]);
    expect(body.form.person?.name).toContain('(สาธิต)');
  }
});

test('the supervisor has something to decide, both leaders something to check, the volunteer a draft, a correction and the status of others', async () => {
  const supervisor = await system.officer('care-supervisor');
  const waiting = (await listed(supervisor, 'to-decide')).map(({ status }) => status);
  expect(waiting.sort()).toEqual(['appeal', 'committee', 'proposed']);
  const approved = (await listed(supervisor, 'to-decide')).find(({ status }) => status === 'proposed');
  const decided = await supervisor.post(`/api/v1/help-requests/${approved?.id}/decide`, { decision: 'approved' });
  expect(decided.status).toBe(200);
  for (const [name, level] of [
    ['volunteer-leader', 'tambon'],
    ['amphoe-leader', 'amphoe'],
  ] as const) {
    const { checks } = (await (await system.officer(name)).get<HelpCheckList>('/api/v1/help-checks')).body;
    expect(checks.map((check) => check.level)).toEqual([level]);
  }
  const volunteer = await system.officer('volunteer');
  const { requests } = (await volunteer.get<FiledHelpList>('/api/v1/help-filed')).body;
  const statuses = requests.map(({ status }) => status);
  expect(statuses).toEqual(expect.arrayContaining(['writing', 'being-checked', 'please-correct', 'granted']));
  expect(requests.find(({ status }) => status === 'please-correct')?.toCorrect).toBe(1);
});

test('every form that was sent could be sent', async () => {
  for (const { number, status, form } of await readDemoRequests()) {
    const { form: read, unreadable } = readHelpForm(form);
    const gaps = findHelpGaps(read, unreadable).map(({ field }) => field);
    expect([number, gaps]).toEqual([number, status === 'draft' ? ['certification.agreed'] : []]);
  }
});

test('each story ends where its file says', async () => {
  for (const { number, status } of await readDemoRequests()) {
    // The one that was approved above went on.
    if (status === 'proposed') continue;
    const id = `0199e660-00${String(number).padStart(2, '0')}-7000-8000-000000000001`;
    const stored = await getRow(
      system.owner,
      sql<{ status: string }>`SELECT status FROM help.requests WHERE id = ${id}`,
    );
    expect([number, stored.status]).toEqual([number, status]);
  }
});

test('a later start adds nothing and tells nobody', async () => {
  // What clocks write goes on meanwhile, and is nobody's.
  const count = () =>
    getRow(
      system.owner,
      sql<{ requests: number; entries: number; news: number }>`SELECT (SELECT count(*) FROM help.requests) AS requests,
        (SELECT count(*) FROM help.timeline WHERE by IS NOT NULL) AS entries, (SELECT count(*) FROM help.waiting_news) AS news`,
    );
  const before = await count();
  await openSecondServer(system);
  expect(await count()).toEqual(before);
});
