import { expect, test } from 'vitest';
import type { CallBack, PhoneReport } from '../../contract/control-room.ts';
import { PLACES } from '../support/an-incident.ts';
import { type Officer, until } from '../support/officer.ts';
import { conversationOn } from '../support/phone-conversation.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const clerk = await system.officer('centre191');
const national = await system.officer('desk1300');
const duty = await system.officer('duty1');

const place = { ...PLACES.muang, source: 'console-pin' };
const call = (by: Officer, input: object) =>
  by.post<PhoneReport>('/api/v1/phone-reports', { channel: '191', ...input });
const add = (by: Officer, id: string, input: object) => by.post<PhoneReport>(`/api/v1/phone-reports/${id}`, input);
const callBacks = async (by: Officer, reportId: string) =>
  (await by.get<{ callBacks: CallBack[] }>('/api/v1/call-backs')).body.callBacks.filter(
    (entry) => entry.reportId === reportId,
  );

test('a call with type and place raises the alert, like a report from LINE', async () => {
  const { status, body } = await call(clerk, {
    type: 'threat-or-assault',
    place,
    callerPhone: '081-234 5678',
    note: 'ได้ยินเสียงร้องจากบ้านข้าง ๆ',
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({ state: 'submitted', channel: '191', lastNotified: { status: 'waiting', etaAt: null } });
  const incident = await duty.sees(({ code }) => code === body.lastNotified?.code);
  const detail = await duty.detail(incident.id);
  expect(detail.reports).toMatchObject([{ channel: 'phone', phone: '+66812345678', canTakeCalls: true }]);
  expect(detail.positions).toMatchObject([{ source: 'console-pin', accuracyMetres: null }]);
  expect(detail.messages).toMatchObject([{ from: 'reporter', text: '☎ 191: ได้ยินเสียงร้องจากบ้านข้าง ๆ' }]);
  expect(detail.timeline.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['opened', 'alerted', 'phone-added', 'message-from-reporter']),
  );
});

test('later input of the clerk reaches the incident, and its status reaches the clerk', async () => {
  const { body } = await call(clerk, { type: 'confinement', place });
  const { reportId } = body;
  const { id } = await duty.sees(({ code }) => code === body.lastNotified?.code);
  await add(clerk, reportId, { type: 'violent-frenzy', silent: true, note: 'มีมีด' });
  const detail = await duty.detail(id);
  expect(detail.incident).toMatchObject({ type: 'violent-frenzy', silent: true, priority: 'critical' });
  expect(detail.messages.map(({ text }) => text)).toContain('☎ 191: มีมีด');
  await duty.post(`/api/v1/incidents/${id}/acknowledge`, { etaMinutes: 7 });
  const { body: after } = await clerk.get<PhoneReport>(`/api/v1/phone-reports/${reportId}`);
  expect(after.lastNotified).toMatchObject({ status: 'acknowledged' });
  expect(after.incidentId).toBe(id);
  const { body: own } = await clerk.get<{ reports: PhoneReport[] }>('/api/v1/phone-reports');
  expect(own.reports[0]).toMatchObject({ reportId, lastNotified: { status: 'acknowledged' } });
  // A caller who cannot speak is not called back.
  expect(await callBacks(clerk, reportId)).toEqual([]);
});

test('street number and landmark typed before, with and after the alert appear with the place and on the timeline', async () => {
  // A landmark sent after the place must not be dropped as unchanged.
  const { body: begun } = await call(clerk, { type: 'threat-or-assault', place, isDraft: true });
  const { reportId } = begun;
  await add(clerk, reportId, { place, placeDetail: '99/7', isDraft: true });
  const { body } = await add(clerk, reportId, { place, placeDetail: '99/7 ซอย 3\nหลังวัด' });
  expect(body).toMatchObject({ state: 'submitted', placeDetail: '99/7 ซอย 3 หลังวัด' });
  const { id, placeDetail } = await duty.sees(({ code }) => code === body.lastNotified?.code);
  expect(placeDetail).toBe('99/7 ซอย 3 หลังวัด');
  // An officer adds what they see there; the next input of the clerk does not remove it.
  const was = placeDetail;
  await duty.post(`/api/v1/incidents/${id}/place-detail`, { detail: `${was} · รั้วสังกะสี`, was });
  await add(clerk, reportId, { placeDetail: '99/7 ซอย 3 หลังวัด ประตูเขียว' });
  const detail = await duty.detail(id);
  expect(detail.incident.placeDetail).toBe('99/7 ซอย 3 หลังวัด ประตูเขียว · รั้วสังกะสี');
  const kinds = detail.timeline.filter(({ kind }) => kind === 'opened' || kind === 'place-detail-changed');
  expect(kinds.map(({ details, by }) => [details.placeDetail, by?.name !== undefined])).toEqual([
    ['99/7 ซอย 3 หลังวัด', false],
    ['99/7 ซอย 3 หลังวัด · รั้วสังกะสี', true],
    ['99/7 ซอย 3 หลังวัด ประตูเขียว · รั้วสังกะสี', false],
  ]);
  // The clerk's text is removed; the officer's stays.
  await add(clerk, reportId, { placeDetail: '' });
  expect((await duty.detail(id)).incident.placeDetail).toBe('รั้วสังกะสี');
});

test('a new name for the same point is stored; an unknown field is an error, not ignored', async () => {
  const { body } = await call(clerk, { type: 'confinement', place, isDraft: true });
  const named = { ...place, label: 'ตลาดสมมติ' };
  const { body: after } = await add(clerk, body.reportId, { place: named, isDraft: true });
  expect(after.position).toMatchObject({ label: 'ตลาดสมมติ' });
  const odd = await add(clerk, body.reportId, { place: { ...place, landmark: 'หลังวัด' }, isDraft: true });
  expect(odd).toMatchObject({ status: 400 });
  expect(JSON.stringify(odd.body)).toContain('landmark');
  await clerk.post(`/api/v1/phone-reports/${body.reportId}/drop`, { reason: 'mistake' });
});

test('everything from the first letter on is stored; without a place it is an unfinished report that another clerk completes', async () => {
  const { body } = await call(clerk, { note: 'ผู้หญิงร้องไห้ บอกว่าถูกขัง', isDraft: true, callerPhone: '0812345679' });
  const { reportId } = body;
  expect(body).toMatchObject({ state: 'draft', lastNotified: null, note: '☎ 191: ผู้หญิงร้องไห้ บอกว่าถูกขัง' });
  await add(clerk, reportId, { note: 'ผู้หญิงร้องไห้ บอกว่าถูกขังในห้อง', isDraft: true });
  // Other clerks see it only once it is unfinished for a while.
  expect((await national.get(`/api/v1/phone-reports/${reportId}`)).status).toBe(404);
  system.clock.advance(21_000);
  const shown = await until(async () => (await national.queue()).unfinished.find((one) => one.reportId === reportId));
  expect(shown).toMatchObject({
    channel: 'phone',
    lastText: '☎ 191: ผู้หญิงร้องไห้ บอกว่าถูกขังในห้อง',
    takenBy: { line: '191' },
    area: { provinceCode: '65', from: 'call' },
  });
  // The phone number is known, so a call-back is listed.
  expect(await callBacks(national, reportId)).toMatchObject([
    { reason: 'unfinished', isDue: true, phone: '+66812345679' },
  ]);
  const { body: done } = await add(national, reportId, { type: 'confinement', place, channel: '1300' });
  expect(done).toMatchObject({ state: 'submitted' });
  const { id } = await duty.sees(({ code }) => code === done.lastNotified?.code);
  const detail = await duty.detail(id);
  expect(detail.messages.map(({ text }) => text)).toEqual(['☎ 191: ผู้หญิงร้องไห้ บอกว่าถูกขังในห้อง']);
  expect(detail.reports).toMatchObject([{ phone: '+66812345679', canTakeCalls: true }]);
  expect((await national.queue()).unfinished.some((one) => one.reportId === reportId)).toBe(false);
  expect(await callBacks(national, reportId)).toEqual([]);
});

test('a wrong number that is removed is gone everywhere, also after the alert', async () => {
  const { body } = await call(clerk, { type: 'threat-or-assault', place, callerPhone: '0812345677' });
  const { reportId, lastNotified } = body;
  const { id } = await duty.sees(({ code }) => code === lastNotified?.code);
  expect((await duty.detail(id)).reports).toMatchObject([{ phone: '+66812345677' }]);
  await add(clerk, reportId, { callerPhone: '' });
  const detail = await duty.detail(id);
  expect(detail.reports).toMatchObject([{ phone: null }]);
  expect(detail.timeline.map(({ kind }) => kind)).toContain('phone-removed');
  expect(await callBacks(clerk, reportId)).toEqual([]);
});

test('news that a reporter in LINE would read becomes one call-back for a caller, and ends when help has arrived', async () => {
  const { body } = await call(clerk, { type: 'threat-or-assault', place, callerPhone: '0812345670' });
  const { reportId } = body;
  const { id } = await duty.sees(({ code }) => code === body.lastNotified?.code);
  expect(await callBacks(clerk, reportId)).toEqual([]);
  await duty.post(`/api/v1/incidents/${id}/acknowledge`, { etaMinutes: 7 });
  await duty.post(`/api/v1/incidents/${id}/en-route`, {});
  expect(await callBacks(clerk, reportId)).toMatchObject([
    { reason: 'news', code: body.lastNotified?.code, incidentId: id },
  ]);
  // A caller has no chat: the officer's message is shown as not sent, and a call-back asks a clerk to pass it on.
  await duty.post(`/api/v1/incidents/${id}/messages`, { text: 'เปิดไฟหน้าบ้านได้ไหม' });
  expect((await callBacks(clerk, reportId)).map(({ reason }) => reason).sort()).toEqual(['message', 'news']);
  expect((await duty.detail(id)).messages.at(-1)).toMatchObject({ from: 'officer', delivery: 'failed' });
  await duty.post(`/api/v1/incidents/${id}/on-scene`, {});
  expect((await callBacks(clerk, reportId)).map(({ reason }) => reason)).toEqual(['message']);
  await duty.post(`/api/v1/incidents/${id}/resolve`, { disposition: 'handled' });
  await duty.post(`/api/v1/incidents/${id}/close`, {});
  expect(await callBacks(clerk, reportId)).toEqual([]);
});

test('a call that is cut off becomes a call-back; "do not call me back" and silent reports never do', async () => {
  const { body: broken } = await call(clerk, { callerPhone: '0812345671', cutOff: true, isDraft: true });
  expect(await callBacks(clerk, broken.reportId)).toMatchObject([{ reason: 'cut-off', isDue: true }]);
  const { body: afraid } = await call(clerk, {
    callerPhone: '0812345672',
    callBack: false,
    cutOff: true,
    isDraft: true,
  });
  expect(await callBacks(clerk, afraid.reportId)).toEqual([]);
  const { body: silent } = await call(clerk, { callerPhone: '0812345673', silent: true, cutOff: true, isDraft: true });
  expect(await callBacks(clerk, silent.reportId)).toEqual([]);
  const { body: alerted } = await call(clerk, {
    type: 'confinement',
    place,
    callerPhone: '0812345674',
    callBack: false,
  });
  const { id } = await duty.sees(({ code }) => code === alerted.lastNotified?.code);
  expect((await duty.detail(id)).reports).toMatchObject([{ canTakeCalls: false }]);
  const asked = await duty.post(`/api/v1/incidents/${id}/call-backs`, { inMinutes: 15 });
  expect(asked).toMatchObject({ status: 409, body: { code: 'control-room/must-not-call' } });
});

test('possible duplicates are shown while the clerk types', async () => {
  const { body: first } = await call(clerk, {
    type: 'riotous-gathering',
    place: { ...place, lat: 16.86, lng: 100.21 },
  });
  const { body: second } = await call(national, {
    type: 'riotous-gathering',
    place: { ...place, lat: 16.8601, lng: 100.21 },
    isDraft: true,
  });
  const { body } = await national.get<{ duplicates: { incident: { code: string }; reasons: string[] }[] }>(
    `/api/v1/phone-reports/${second.reportId}/duplicates`,
  );
  expect(body.duplicates).toMatchObject([
    { incident: { code: first.lastNotified?.code }, reasons: ['near-in-place-and-time', 'compatible-type'] },
  ]);
});

test('a dropped call disappears from the boards; an alert cannot be dropped', async () => {
  const { body } = await call(clerk, { note: 'สายผิด', isDraft: true });
  expect((await clerk.post(`/api/v1/phone-reports/${body.reportId}/drop`, { reason: 'mistake' })).status).toBe(200);
  expect((await add(clerk, body.reportId, { note: 'อีก' })).body).toMatchObject({ code: 'intake/report-ended' });
  const { body: alert } = await call(clerk, { type: 'confinement', place });
  const refused = await clerk.post(`/api/v1/phone-reports/${alert.reportId}/drop`, { reason: 'prank' });
  expect(refused).toMatchObject({ status: 409, body: { code: 'intake/report-ended' } });
});

test('an odd phone number never blocks an alert: the officers get it as text', async () => {
  const { body } = await call(clerk, { type: 'confinement', place, callerPhone: 'ต่อ 4411' });
  const { id } = await duty.sees(({ code }) => code === body.lastNotified?.code);
  expect((await duty.detail(id)).messages.map(({ text }) => text)).toEqual(['☎ 191: ☎ ต่อ 4411']);
});

test('a clerk completes the report of somebody in LINE who could not give a place, and the reporter is notified', async () => {
  const phone = system.line.phone('ผู้แจ้งที่ไม่มีพิกัด');
  const conversation = conversationOn(phone);
  await conversation.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  await conversation.say('1', 'ส่งตำแหน่ง');
  system.clock.advance(21_000);
  const { reportId } = await until(async () =>
    (await clerk.queue()).unfinished.find(({ channel }) => channel === 'line'),
  );
  const { body } = await add(clerk, reportId, { place, note: 'โทรกลับแล้ว อยู่หลังวัด' });
  expect(body.state).toBe('submitted');
  await phone.waitForMessage(/เลขที่ ES-/, {});
  const { id } = await duty.sees(({ code }) => code === body.lastNotified?.code);
  expect((await duty.detail(id)).reports).toMatchObject([{ channel: 'line' }]);
});
