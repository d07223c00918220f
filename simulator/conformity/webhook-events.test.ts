import { describe, expect, test } from 'vitest';
import { push, setUpPlatform, token } from '../test-platform.ts';
import { isPresent, readLineSchemas } from './line-schemas.ts';

if (!isPresent)
  test.skip(
    "LINE's webhook.yml is not beside this checkout (../shared/line-openapi): our webhooks were not checked against it",
  );

describe.runIf(isPresent)("what we send against LINE's webhook.yml", () => {
  const platform = setUpPlatform();
  const line = isPresent ? readLineSchemas('webhook.yml') : undefined;
  const photo = Buffer.from('x');

  test('every kind of event fits', async () => {
    const { simulator, call, bot } = platform;
    const nok = simulator.phone('Nok', { friend: false });
    const lek = simulator.phone('Lek');
    await nok.follow();
    const { messageId = '' } = await nok.sendText('ช่วยด้วย 🆘');
    await nok.sendLocation({ lat: 16.82, lng: 100.26 });
    await nok.sendLocation({ lat: 16.82, lng: 100.26, title: 'บ้าน', address: 'ต.ในเมือง' });
    await nok.sendSticker();
    await nok.sendImages([
      { bytes: photo, contentType: 'image/png' },
      { bytes: photo, contentType: 'image/png' },
    ]);
    await nok.sendExternalImage('https://x.example/a.jpg');
    await nok.sendVideo(photo, 900);
    await nok.sendAudio(photo, 900);
    await nok.sendFile('a.pdf', photo);
    await nok.unsend(messageId);
    const picker = { type: 'datetimepicker', label: 'วัน', data: 'day', mode: 'datetime' };
    const actions = [{ type: 'postback', label: 'ปุ่ม', data: 'x' }, picker];
    const card = { type: 'template', altText: 'x', template: { type: 'buttons', text: 'x', actions } };
    await call('POST', push, { to: nok.userId, messages: [card] });
    await nok.tapFlexButton('ปุ่ม');
    await nok.tapFlexButton('วัน', '2026-11-22T03:00');
    await nok.block();
    await nok.unblock();
    const group = simulator.group('เวร', [nok]);
    await group.inviteAccount('staff');
    await nok.in(group).sendText('รหัส');
    await call('POST', push, { to: group.id, messages: [card] }, token('staff'));
    await nok.in(group).tapFlexButton('ปุ่ม');
    await group.addMember(lek.person);
    await group.removeMember(lek.person);
    await group.removeAccount();
    await simulator.webhooks.verify(simulator.channel());

    const types = new Set(bot.events().map((event) => event.type));
    expect([...types].sort()).toEqual(
      ['follow', 'join', 'leave', 'memberJoined', 'memberLeft', 'message', 'postback', 'unfollow', 'unsend'].sort(),
    );
    for (const post of bot.posts) expect(line?.check('CallbackRequest', post.body), post.text).toEqual([]);
  });

  test('the file is read as closed: an unknown field or type would be found', async () => {
    const { simulator, bot } = platform;
    simulator.faults.set({ addUnknownFields: true });
    await simulator.phone('Nok').sendText('x');
    simulator.faults.set({ addUnknownFields: false, addUnknownEvents: true });
    await simulator.phone('Nok').sendText('x');
    for (const post of bot.posts) expect(line?.check('CallbackRequest', post.body)).not.toEqual([]);
  });
});
