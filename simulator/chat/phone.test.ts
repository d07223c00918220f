import { expect, test } from 'vitest';
import { push, setUpPlatform, text } from '../test-platform.ts';

const platform = setUpPlatform();
const nok = () => platform.simulator.phone('Nok');
const send = async (messages: object[], more = {}) => {
  expect((await platform.call('POST', push, { to: nok().userId, messages, ...more })).status).toBe(200);
};
const button = (action: object) => ({ type: 'button', action });
const card = (...actions: object[]) => ({
  type: 'flex',
  altText: 'มีข้อความใหม่',
  contents: { type: 'bubble', body: { type: 'box', layout: 'vertical', contents: actions.map(button) } },
});

test('the lock screen shows text or altText, and nothing of a silent message', async () => {
  await send([text('ได้รับแล้ว'), card({ type: 'message', label: 'x', text: 'x' })]);
  await send([text('ตำรวจกำลังไป')], { notificationDisabled: true });
  expect(
    nok()
      .lockScreen()
      .map((one) => one.text),
  ).toEqual(['ได้รับแล้ว', 'มีข้อความใหม่']);
  expect(
    nok()
      .messages()
      .map((one) => one.silent),
  ).toEqual([false, false, true]);
});

test("another sender's name never hides the account", async () => {
  await send([{ ...text('x'), sender: { name: 'สภ.เมือง' } }]);
  expect(nok().lockScreen()[0]?.title).toBe('สภ.เมือง จาก ESS Help Me');
});

test('a follow event says whether it was an unblocking; nothing happens twice', async () => {
  const stranger = platform.simulator.phone('Stranger', { friend: false });
  await stranger.follow();
  await stranger.follow();
  expect(platform.bot.events()).toHaveLength(1);
  expect(platform.bot.lastEvent()).toMatchObject({ type: 'follow', follow: { isUnblocked: false } });
  await stranger.block();
  await expect(stranger.sendText('x')).rejects.toThrow('simulator/blocked');
  await expect(stranger.tap('x')).rejects.toThrow('nothing-to-tap');
});

test('taps: postback, message, call, LINE links, clipboard, keyboard', async () => {
  await send([
    card(
      {
        type: 'postback',
        label: 'เปิด',
        data: 'open',
        displayText: 'เปิดดู',
        inputOption: 'openKeyboard',
        fillInText: 'ที่อยู่: ',
      },
      { type: 'message', label: 'พูด', text: 'สวัสดี' },
      { type: 'uri', label: 'โทร', uri: 'tel:191' },
      { type: 'uri', label: 'แผนที่', uri: 'https://line.me/R/nv/location/' },
      { type: 'uri', label: 'เว็บ', uri: 'https://ess.example/' },
      { type: 'clipboard', label: 'คัดลอก', clipboardText: 'ES-1' },
    ),
  ]);
  expect(await nok().tapFlexButton('เปิด')).toMatchObject({ opens: 'keyboard', value: 'ที่อยู่: ' });
  expect(platform.bot.lastEvent().postback).toEqual({ data: 'open' });
  await nok().tap('พูด');
  expect(platform.bot.lastEvent().message).toMatchObject({ type: 'text', text: 'สวัสดี' });
  expect(await nok().tap('โทร')).toEqual({ opens: 'call', value: '191' });
  expect(await nok().tap('แผนที่')).toEqual({ opens: 'location-picker' });
  expect(await nok().tap('เว็บ')).toEqual({ opens: 'link', value: 'https://ess.example/' });
  expect(await nok().tap('คัดลอก')).toEqual({ value: 'ES-1' });
  nok().switchClient('pc');
  expect(await nok().tap('แผนที่')).toMatchObject({ opens: 'link' });
});

test('buttons with the same name: the newest is meant, an older one is tapped by its message', async () => {
  await send([card({ type: 'postback', label: 'สถานะ', data: 'old' })]);
  await send([card({ type: 'postback', label: 'สถานะ', data: 'new' })]);
  await nok().tapFlexButton('สถานะ');
  expect(platform.bot.lastEvent().postback?.data).toBe('new');
  await nok().tapMessageAction(nok().messages()[0]?.id ?? '', 0);
  expect(platform.bot.lastEvent().postback?.data).toBe('old');
});

test('a location carries what the picker knows and no more: no accuracy, no quote token', async () => {
  await nok().sendLocation({ lat: 16.8211, lng: 100.2659 });
  const { id, markAsReadToken, ...rest } = platform.bot.lastEvent().message ?? { id: '' };
  expect([typeof id, typeof markAsReadToken]).toEqual(['string', 'string']);
  expect(rest).toEqual({ type: 'location', latitude: 16.8211, longitude: 100.2659 });
  await nok().sendLocation({ lat: 16.8, lng: 100.2, title: 'บ้าน', address: 'ต.ในเมือง' });
  expect(platform.bot.lastEvent().message).toMatchObject({ title: 'บ้าน', address: 'ต.ในเมือง' });
});

test('only an own message can be unsent, once', async () => {
  const { messageId = '' } = await nok().sendText('ลบนะ');
  await nok().unsend(messageId);
  await nok().unsend(messageId);
  expect(platform.bot.events().map((event) => event.type)).toEqual(['message', 'unsend']);
  expect(nok().messages()[0]).toMatchObject({ unsent: true, text: '' });
  await send([text('x')]);
  await expect(nok().unsend(nok().messages()[1]?.id ?? '')).rejects.toThrow('not-own-message');
});

test('waiting for a message: one already there, one to come, one that never comes', async () => {
  await send([text('มาแล้ว')]);
  const first = await nok().waitForMessage('มาแล้ว');
  const later = nok().waitForMessage(/^มาอีก/, { after: first.id });
  await send([text('มาอีกครั้ง')]);
  expect((await later).text).toBe('มาอีกครั้ง');
  await expect(nok().waitForMessage('ไม่มี', { timeoutMilliseconds: 20 })).rejects.toThrow('bot: มาแล้ว');
});
