import { expect, test } from 'vitest';
import { getDemoPerson, raiseAlert } from '../support/alarm.ts';
import { anIncident } from '../support/an-incident.ts';
import { until } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ staffLine: true, escalation: 'off' });
const head = await system.officer('superintendent');
const { agencyId } = await getDemoPerson(system, 'duty1');
const members = ['Somjai', 'Pracha'].map((name) => system.line.phone(name));
const group = system.line.group('สายตรวจ (สมมติ)', members);
const inGroup = (members[0] ?? system.line.phone('Somjai')).in(group);
const newCode = async () =>
  (await head.post<{ code: string }>(`/api/v1/agencies/${agencyId}/groups/code`, {})).body.code;
const groupsShown = async () =>
  (await head.get<{ groups: { id: string; lastSentAt: string | null }[] }>(`/api/v1/agencies/${agencyId}/channels`))
    .body.groups;

test('a group gets no alarms until a member writes the code, which works once', async () => {
  await group.inviteAccount('staff');
  await inGroup.waitForMessage('ยังไม่ได้รับแจ้งเหตุ');
  const before = await anIncident(system).happens();
  await raiseAlert(system, { incidentId: before.id, people: [], agencyIds: [agencyId] });

  const [old, code] = [await newCode(), await newCode()];
  await inGroup.sendText(old);
  await inGroup.waitForMessage('ไม่ถูกต้อง');
  await inGroup.sendText(code.toLowerCase());
  await inGroup.waitForMessage('จะได้รับแจ้งเหตุของ');
  expect(await groupsShown()).toHaveLength(1);
  expect(inGroup.messages().some(({ text }) => text.includes(before.code))).toBe(false);

  const other = system.line.group('กลุ่มอื่น (สมมติ)', members);
  await other.inviteAccount('staff');
  const inOther = (members[1] ?? system.line.phone('Pracha')).in(other);
  await inOther.sendText(code);
  await inOther.waitForMessage('ไม่ถูกต้อง');
});

test('an enrolled group gets only the code and a link, and ordinary messages there are not answered', async () => {
  const incident = await anIncident(system).silent().happens();
  await raiseAlert(system, { incidentId: incident.id, people: [], agencyIds: [agencyId] });
  const { text } = await inGroup.waitForMessage(incident.code);
  expect(text).toBe(
    `เหตุใหม่ ${incident.code}\nเปิดคอนโซลเพื่อรับเหตุ http://127.0.0.1:3000/console/incidents/${incident.id}`,
  );
  await inGroup.sendText('รับทราบครับ ไปเลย');
  await head.post(`/api/v1/agencies/${agencyId}/groups/${(await groupsShown())[0]?.id}/test`, {});
  await inGroup.waitForMessage('ทดสอบการแจ้งเตือน');
  // A pending alert may arrive after the message; nothing that arrives answers it.
  const all = inGroup.messages();
  const since = all.slice(all.findIndex((message) => message.text === 'รับทราบครับ ไปเลย') + 1);
  for (const message of since.filter(({ from }) => from === 'bot'))
    expect(message.text).toMatch(/ทดสอบการแจ้งเตือน|เปิดคอนโซล/);
});

test('"on duty" written in a group is answered with where to write it instead', async () => {
  await inGroup.sendText('พร้อมครับ');
  await inGroup.sendText('เข้าเวรครับ');
  const { text } = await inGroup.waitForMessage('ในกลุ่มนี้ระบบไม่รับคำสั่ง');
  expect(text).toContain('แชตส่วนตัว');
  expect(inGroup.messages().filter((message) => message.text === text)).toHaveLength(1);
});

test('a code is valid for ten minutes', async () => {
  const code = await newCode();
  system.clock.advance(600_001);
  const third = system.line.group('กลุ่มที่สาม (สมมติ)', members);
  await third.inviteAccount('staff');
  const inThird = (members[0] ?? system.line.phone('Somjai')).in(third);
  await inThird.sendText(code);
  await inThird.waitForMessage('หมดอายุ');
});

test('when the account is removed from a group, a system alert is raised, the head’s console rings, and the group is removed', async () => {
  const live = head.follow((await head.queue()).cursor);
  await group.removeAccount();
  await live.waitFor((event) => event.event === 'alerted' && event.kind === 'group-lost');
  expect(await until(async () => ((await groupsShown()).length === 0 ? true : undefined))).toBe(true);
  const administrator = await system.officer('administrator');
  await until(async () => {
    const { body } = await administrator.get<{ systemAlerts: { kind: string }[] }>('/api/v1/system-alerts');
    return body.systemAlerts.some(({ kind }) => kind === 'line/group-lost') || undefined;
  });
});
