import { expect, test } from 'vitest';
import { anIncident, type Happened } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const officer = await system.officer('duty1');
const post = (id: string, name: string, body: object = {}) => officer.post(`/api/v1/incidents/${id}/${name}`, body);
const textsOn = ({ phone }: Happened) =>
  phone
    .messages()
    .filter(({ from }) => from === 'bot')
    .map(({ text }) => text)
    .join('\n');

test('two reports of one danger are suggested as duplicates, with reasons, and marked on the board', async () => {
  const first = await anIncident(system).happens();
  const second = await anIncident(system).ofType('violent-frenzy').happens();
  await officer.sees((incident) => incident.id === first.id && incident.hasDuplicateSuggestions);
  const { duplicates } = await officer.detail(second.id);
  expect(duplicates.find(({ incident }) => incident.id === first.id)).toMatchObject({
    reasons: ['near-in-place-and-time', 'compatible-type'],
    metresApart: 0,
  });
  await Promise.all([
    post(first.id, 'resolve', { disposition: 'handled' }),
    post(second.id, 'resolve', { disposition: 'handled' }),
  ]);
});

test('after a merge each reporter is notified of every step under their own number, and learns nothing of the other', async () => {
  const victim = await anIncident(system).silent().happens();
  const witness = await anIncident(system).happens();
  expect(await post(witness.id, 'merge', { intoIncidentId: victim.id })).toMatchObject({
    status: 200,
    body: {
      incident: { status: 'merged' },
      mergedInto: { id: victim.id, code: victim.code },
      actions: ['unmerge', 'safety-notes', 'messages'],
    },
  });
  expect(await post(witness.id, 'type', { type: 'confinement' })).toMatchObject({
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

  await post(victim.id, 'acknowledge', { etaMinutes: 9 });
  for (const { phone } of [victim, witness]) await phone.waitForMessage('9 นาที');
  await witness.phone.sendText('ฉันเห็นจากหน้าต่าง');
  await victim.phone.sendText('อย่าโทรมา');
  await officer.sees((incident) => incident.id === victim.id && incident.lastReporterMessageAt !== null);
  await expect.poll(async () => (await officer.detail(victim.id)).messages.length).toBe(2);
  const { messages, reports } = await officer.detail(victim.id);
  const witnessReport = reports.find(({ incidentId }) => incidentId === witness.id);
  expect(messages.find(({ text }) => text === 'ฉันเห็นจากหน้าต่าง')?.reportId).toBe(witnessReport?.reportId);

  await post(victim.id, 'messages', { text: 'อยู่ห่าง ๆ ไว้', reportId: witnessReport?.reportId });
  await witness.phone.waitForMessage('อยู่ห่าง ๆ ไว้');
  await post(victim.id, 'resolve', { disposition: 'arrest' });
  await post(victim.id, 'close');
  await witness.phone.waitForMessage(`ปิดเรื่อง ${witness.code} แล้ว`);
  await victim.phone.waitForMessage('จบเรื่องแล้ว');

  for (const [own, other] of [
    [victim, witness],
    [witness, victim],
  ] as const) {
    expect(textsOn(own)).not.toContain(other.code);
    expect(textsOn(own)).not.toContain(other.phone.person.name);
    expect(textsOn(own)).not.toMatch(/ผู้แจ้งอีก|อีกคน|รวม/);
  }
  expect(textsOn(victim)).not.toContain('อยู่ห่าง');
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

test('somebody who reported twice is notified of both reports after their merge', async () => {
  const first = await anIncident(system).acknowledgedBy(officer).resolvedBy(officer).closedBy(officer).happens();
  const second = await anIncident(system).onPhone(first.phone).happens();
  await post(first.id, 'reopen', { reason: 'ยังไม่จบ' });
  expect(await post(second.id, 'merge', { intoIncidentId: first.id })).toMatchObject({ status: 200 });
  await post(first.id, 'acknowledge', { etaMinutes: 9 });
  await post(first.id, 'resolve', { disposition: 'handled' });
  await post(first.id, 'close');
  await first.phone.waitForMessage(`ปิดเรื่อง ${second.code} แล้ว`);
  expect(textsOn(first).split(`ปิดเรื่อง ${first.code} แล้ว`)).toHaveLength(3);
});

test('merged into an acknowledged incident, the reporter is notified of its progress at once', async () => {
  const first = await anIncident(system).acknowledgedBy(officer, { etaMinutes: 20 }).happens();
  const second = await anIncident(system).happens();
  await second.phone.waitForMessage('รอเจ้าหน้าที่รับเหตุ');
  await post(second.id, 'merge', { intoIncidentId: first.id });
  await second.phone.waitForMessage('20 นาที');
  await second.phone.sendText('สถานะ');
  await second.phone.waitForMessage('เจ้าหน้าที่รับเหตุแล้ว');
  expect(textsOn(second)).not.toContain(first.code);
});

test('after undoing a merge both are what they were, and a reporter who waits again is notified', async () => {
  const first = await anIncident(system).happens();
  const second = await anIncident(system).happens();
  const before = (await officer.detail(second.id)).incident;
  await post(second.id, 'merge', { intoIncidentId: first.id });
  const target = (await post(first.id, 'acknowledge', { etaMinutes: 6 })).body.incident;
  await second.phone.waitForMessage('6 นาที');
  const undone = await post(second.id, 'unmerge');
  const { version: _, updatedAt: __, ...alone } = undone.body.incident;
  expect(before).toMatchObject(alone);
  await second.phone.waitForMessage('กำลังรอเจ้าหน้าที่รับเหตุ');
  // A console keeps the newest version of a row, so the count of reporters needs a new version.
  const now = (await officer.detail(first.id)).incident;
  expect(now).toMatchObject({ reporterCount: 1, status: 'acknowledged' });
  expect(now.version).toBeGreaterThan(target.version);
  expect(await post(second.id, 'unmerge')).toMatchObject({ status: 409, body: { code: 'incident/not-merged' } });
  await post(second.id, 'acknowledge', { etaMinutes: 3 });
  await second.phone.waitForMessage('3 นาที');
  expect(textsOn(first)).not.toContain('3 นาที');
});

test('a merge of merges hides nobody', async () => {
  const [one, two, three] = [
    await anIncident(system).happens(),
    await anIncident(system).happens(),
    await anIncident(system).happens(),
  ];
  await post(one.id, 'merge', { intoIncidentId: two.id });
  await post(two.id, 'merge', { intoIncidentId: three.id });
  await post(three.id, 'acknowledge', { etaMinutes: 17 });
  for (const { phone } of [one, two, three]) await phone.waitForMessage('17 นาที');
  await one.phone.sendText('จากคนแรก');
  await expect
    .poll(async () => (await officer.detail(three.id)).messages.map(({ text }) => text))
    .toEqual(['จากคนแรก']);
  expect((await officer.detail(three.id)).incident.reporterCount).toBe(3);
  expect(await post(three.id, 'merge', { intoIncidentId: one.id })).toMatchObject({ status: 409 });
});

test('two officers merge the same two incidents into each other at once: one merge, no circle', async () => {
  const colleague = await system.officer('duty2');
  for (let round = 0; round < 10; round++) {
    const [one, two] = await Promise.all([anIncident(system).happens(), anIncident(system).happens()]);
    const answers = await Promise.all([
      post(one.id, 'merge', { intoIncidentId: two.id }),
      colleague.post(`/api/v1/incidents/${two.id}/merge`, { intoIncidentId: one.id }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  }
});
