import { expect, test } from 'vitest';
import { anIncident, type Happened } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const officer = await system.officer('duty1');
const act = (id: string, name: string, body: object = {}) => officer.post(`/api/v1/incidents/${id}/${name}`, body);
const wordsOn = ({ phone }: Happened) =>
  phone
    .messages()
    .filter(({ from }) => from === 'bot')
    .map(({ text }) => text)
    .join('\n');

test('two reports of one danger are suggested, with reasons, and marked on the board', async () => {
  const first = await anIncident(system).happens();
  const second = await anIncident(system).ofType('violent-frenzy').happens();
  await officer.sees((incident) => incident.id === first.id && incident.hasDuplicateSuggestions);
  const { duplicates } = await officer.detail(second.id);
  expect(duplicates.find(({ incident }) => incident.id === first.id)).toMatchObject({
    reasons: ['near-in-place-and-time', 'compatible-type'],
    metresApart: 0,
  });
  await Promise.all([
    act(first.id, 'resolve', { disposition: 'handled' }),
    act(second.id, 'resolve', { disposition: 'handled' }),
  ]);
});

test('merged: each reporter hears every step under their own number, and nothing of the other', async () => {
  const victim = await anIncident(system).silent().happens();
  const witness = await anIncident(system).happens();
  expect(await act(witness.id, 'merge', { intoIncidentId: victim.id })).toMatchObject({
    status: 200,
    body: {
      incident: { status: 'merged' },
      mergedInto: { id: victim.id, code: victim.code },
      actions: ['unmerge', 'safety-notes', 'messages'],
    },
  });
  expect(await act(witness.id, 'type', { type: 'confinement' })).toMatchObject({
    status: 409,
    body: { code: 'incident/change-not-allowed' },
  });
  expect(await officer.detail(victim.id)).toMatchObject({
    incident: { reporterCount: 2, silent: true, priority: 'critical' },
    merged: [{ id: witness.id }],
    reports: expect.arrayContaining([
      expect.objectContaining({ silent: true }),
      expect.objectContaining({ silent: false }),
    ]),
  });
  expect((await officer.queue()).incidents.map(({ id }) => id)).not.toContain(witness.id);

  await act(victim.id, 'acknowledge', { etaMinutes: 9 });
  for (const { phone } of [victim, witness]) await phone.waitForMessage('9 นาที');
  await witness.phone.sendText('ฉันเห็นจากหน้าต่าง');
  await victim.phone.sendText('อย่าโทรมา');
  await officer.sees((incident) => incident.id === victim.id && incident.lastReporterMessageAt !== null);
  await expect.poll(async () => (await officer.detail(victim.id)).messages.length).toBe(2);
  const { messages, reports } = await officer.detail(victim.id);
  const witnessReport = reports.find(({ incidentId }) => incidentId === witness.id);
  expect(messages.find(({ text }) => text === 'ฉันเห็นจากหน้าต่าง')?.reportId).toBe(witnessReport?.reportId);

  await act(victim.id, 'messages', { text: 'อยู่ห่าง ๆ ไว้', reportId: witnessReport?.reportId });
  await witness.phone.waitForMessage('อยู่ห่าง ๆ ไว้');
  await act(victim.id, 'resolve', { disposition: 'arrest' });
  await act(victim.id, 'close');
  await witness.phone.waitForMessage(`ปิดเรื่อง ${witness.code} แล้ว`);
  await victim.phone.waitForMessage('จบเรื่องแล้ว');

  for (const [own, other] of [
    [victim, witness],
    [witness, victim],
  ] as const) {
    expect(wordsOn(own)).not.toContain(other.code);
    expect(wordsOn(own)).not.toContain(other.phone.person.name);
    expect(wordsOn(own)).not.toMatch(/ผู้แจ้งอีก|อีกคน|รวม/);
  }
  expect(wordsOn(victim)).not.toContain('อยู่ห่าง');
  // Silence belongs to the report: the victim's phone stays dark, the witness's does not.
  expect(
    victim.phone
      .messages()
      .filter(({ from }) => from === 'bot')
      .every(({ silent }) => silent),
  ).toBe(true);
  expect(victim.phone.lockScreen()).toEqual([]);
  expect(witness.phone.messages().some(({ from, silent }) => from === 'bot' && !silent)).toBe(true);
});

test('merged into work that is on its way: the reporter is told where help stands, at once', async () => {
  const first = await anIncident(system).acknowledgedBy(officer, { etaMinutes: 20 }).happens();
  const second = await anIncident(system).happens();
  await second.phone.waitForMessage('รอเจ้าหน้าที่รับเหตุ');
  await act(second.id, 'merge', { intoIncidentId: first.id });
  await second.phone.waitForMessage('20 นาที');
  await second.phone.sendText('สถานะ');
  await second.phone.waitForMessage('เจ้าหน้าที่รับเหตุแล้ว');
  expect(wordsOn(second)).not.toContain(first.code);
});

test('un-merged: both are what they were, and who waits again is told so', async () => {
  const first = await anIncident(system).happens();
  const second = await anIncident(system).happens();
  const before = (await officer.detail(second.id)).incident;
  await act(second.id, 'merge', { intoIncidentId: first.id });
  const target = (await act(first.id, 'acknowledge', { etaMinutes: 6 })).body.incident;
  await second.phone.waitForMessage('6 นาที');
  const undone = await act(second.id, 'unmerge');
  const { version: _, updatedAt: __, ...alone } = undone.body.incident;
  expect(before).toMatchObject(alone);
  await second.phone.waitForMessage('กำลังรอเจ้าหน้าที่รับเหตุ');
  // A console keeps the newest version of a row: without a new one it would go on counting two reporters.
  const now = (await officer.detail(first.id)).incident;
  expect(now).toMatchObject({ reporterCount: 1, status: 'acknowledged' });
  expect(now.version).toBeGreaterThan(target.version);
  expect(await act(second.id, 'unmerge')).toMatchObject({ status: 409, body: { code: 'incident/not-merged' } });
  await act(second.id, 'acknowledge', { etaMinutes: 3 });
  await second.phone.waitForMessage('3 นาที');
  expect(wordsOn(first)).not.toContain('3 นาที');
});

test('a merge of merges hides nobody', async () => {
  const [one, two, three] = [
    await anIncident(system).happens(),
    await anIncident(system).happens(),
    await anIncident(system).happens(),
  ];
  await act(one.id, 'merge', { intoIncidentId: two.id });
  await act(two.id, 'merge', { intoIncidentId: three.id });
  await act(three.id, 'acknowledge', { etaMinutes: 17 });
  for (const { phone } of [one, two, three]) await phone.waitForMessage('17 นาที');
  await one.phone.sendText('จากคนแรก');
  await expect
    .poll(async () => (await officer.detail(three.id)).messages.map(({ text }) => text))
    .toEqual(['จากคนแรก']);
  expect((await officer.detail(three.id)).incident.reporterCount).toBe(3);
  expect(await act(three.id, 'merge', { intoIncidentId: one.id })).toMatchObject({ status: 409 });
});

test('two officers merge the same two crosswise at once: one merge, no circle', async () => {
  const colleague = await system.officer('duty2');
  for (let round = 0; round < 10; round++) {
    const [one, two] = await Promise.all([anIncident(system).happens(), anIncident(system).happens()]);
    const answers = await Promise.all([
      act(one.id, 'merge', { intoIncidentId: two.id }),
      colleague.post(`/api/v1/incidents/${two.id}/merge`, { intoIncidentId: one.id }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  }
});
