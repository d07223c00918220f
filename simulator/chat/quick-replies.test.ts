import { expect, test } from 'vitest';
import { push, setUpPlatform, text } from '../test-platform.ts';

const platform = setUpPlatform();
const nok = () => platform.simulator.phone('Nok');
const item = (action: object) => ({ type: 'action', action });
const postback = { type: 'postback', label: 'ไม่', data: 'no' };
const withReplies = (...actions: object[]) => ({ ...text('ถาม'), quickReply: { items: actions.map(item) } });
const send = async (...messages: object[]) => {
  expect((await platform.call('POST', push, { to: nok().userId, messages })).status).toBe(200);
};
const labels = () =>
  nok()
    .visibleQuickReplies()
    .map((action) => action.label);

test('only the last message shows its quick replies', async () => {
  await send(withReplies({ type: 'message', label: 'first', text: 'x' }), withReplies(postback));
  expect(labels()).toEqual(['ไม่']);
  await send(withReplies(postback), text('later'));
  expect(labels()).toEqual([]);
});

test('a tap takes them away, also one that leaves no bubble', async () => {
  await send(withReplies(postback));
  await nok().tapQuickReply('ไม่');
  expect(labels()).toEqual([]);
  expect(nok().messages()).toHaveLength(1);
  expect(platform.bot.lastEvent()).toMatchObject({ type: 'postback', postback: { data: 'no' } });
  await expect(nok().tapQuickReply('ไม่')).rejects.toThrow('nothing-to-tap');
});

test('any new message takes them away, from either side: a late status push deletes the location button', async () => {
  const location = { type: 'location', label: 'ส่งตำแหน่ง' };
  await send(withReplies(location));
  await send(text('เจ้าหน้าที่รับเหตุแล้ว'));
  expect(labels()).toEqual([]);
  await send(withReplies(location));
  await nok().sendText('อยู่ข้างตลาด');
  expect(labels()).toEqual([]);
});

test('location and camera buttons stay after a tap until something is sent', async () => {
  await send(withReplies({ type: 'location', label: 'ส่งตำแหน่ง' }, { type: 'camera', label: 'กล้อง' }, postback));
  expect(await nok().tapQuickReply('ส่งตำแหน่ง')).toEqual({ opens: 'location-picker' });
  expect(await nok().tapQuickReply('กล้อง')).toEqual({ opens: 'camera' });
  expect(labels()).toEqual(['ส่งตำแหน่ง', 'กล้อง', 'ไม่']);
  await nok().sendLocation({ lat: 16.8211, lng: 100.2659 });
  expect(labels()).toEqual([]);
});

test('a date picker stays open until a date is picked', async () => {
  await send(withReplies({ type: 'datetimepicker', label: 'วัน', data: 'day', mode: 'date' }));
  expect(await nok().tapQuickReply('วัน')).toEqual({ opens: 'date-picker' });
  expect(labels()).toEqual(['วัน']);
  await nok().tapQuickReply('วัน', '2026-11-22');
  expect(platform.bot.lastEvent().postback).toEqual({ data: 'day', params: { date: '2026-11-22' } });
  expect(labels()).toEqual([]);
});

test('a postback button of a card with displayText is a new message, one without is not', async () => {
  const action = (more: object) => ({ type: 'postback', label: 'ปุ่ม', data: 'x', ...more });
  const card = (more: object) => ({
    type: 'template',
    altText: 'x',
    template: { type: 'buttons', text: 'x', actions: [action(more)] },
  });
  await send(card({}), withReplies(postback));
  await nok().tapFlexButton('ปุ่ม');
  expect(labels()).toEqual(['ไม่']);
  await send(card({ displayText: 'แตะแล้ว' }), withReplies(postback));
  await nok().tapFlexButton('ปุ่ม');
  expect(labels()).toEqual([]);
  expect(nok().messages().at(-1)).toMatchObject({ from: 'me', text: 'แตะแล้ว' });
});

test('LINE on a PC shows none, and no rich menu', async () => {
  await send(withReplies(postback));
  nok().switchClient('pc');
  expect(labels()).toEqual([]);
});
