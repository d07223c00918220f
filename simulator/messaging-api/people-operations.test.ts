import { expect, test } from 'vitest';
import { push, setUpPlatform, text, token } from '../test-platform.ts';

const platform = setUpPlatform();
const profile = (userId: string) => platform.call('GET', `/v2/bot/profile/${userId}`);

test('a profile is there for friends, and 404 for strangers, the unknown and those who blocked', async () => {
  const nok = platform.simulator.phone('Nok');
  expect((await profile(nok.userId)).body).toEqual({ displayName: 'Nok', userId: nok.userId, language: 'th' });
  const stranger = platform.simulator.phone('Stranger', { friend: false });
  await stranger.sendText('x');
  const none = { status: 404, body: { message: 'Not found' } };
  expect(await profile(stranger.userId)).toMatchObject(none);
  expect(await profile(`U${'1'.repeat(32)}`)).toMatchObject(none);
  await nok.block();
  expect(await profile(nok.userId)).toMatchObject(none);
  await nok.unblock();
  expect((await profile(nok.userId)).status).toBe(200);
  expect((await platform.call('GET', '/v2/bot/followers/ids')).body).toEqual({ userIds: [nok.userId] });
});

test('a group: join by invitation where allowed, one account only, its name and its people', async () => {
  const { simulator, bot, call } = platform;
  const [nok, lek] = [simulator.phone('Nok'), simulator.phone('Lek')];
  const group = simulator.group('เวรสถานี', [nok, lek]);
  expect(() => group.inviteAccount('public')).toThrow('groups-not-allowed');
  await group.inviteAccount('staff');
  expect(bot.lastEvent()).toMatchObject({ type: 'join', source: { type: 'group', groupId: group.id } });
  expect(bot.lastEvent().replyToken).toBeTruthy();
  simulator.channel('public').canJoinGroups = true;
  expect(() => group.inviteAccount('public')).toThrow('one-account-per-group');

  const path = `/v2/bot/group/${group.id}`;
  const get = (end: string) => call('GET', path + end, undefined, token('staff'));
  expect((await get('/summary')).body).toEqual({ groupId: group.id, groupName: 'เวรสถานี' });
  expect((await get('/members/count')).body).toEqual({ count: 2 });
  expect((await get(`/member/${lek.userId}`)).body).toEqual({ displayName: 'Lek', userId: lek.userId });
  expect((await call('GET', `${path}/summary`)).status).toBe(404);
});

test('in a group only messages name their sender', async () => {
  const { simulator, bot, call } = platform;
  const nok = simulator.phone('Nok');
  const group = simulator.group('เวร', [nok]);
  await group.inviteAccount('staff');
  await nok.in(group).sendText('รหัส 1234');
  expect(bot.lastEvent().source).toEqual({ type: 'group', groupId: group.id, userId: nok.userId });
  const action = { type: 'postback', label: 'รับ', data: 'take' };
  const card = { type: 'template', altText: 'x', template: { type: 'buttons', text: 'x', actions: [action] } };
  await call('POST', push, { to: group.id, messages: [card] }, token('staff'));
  await nok.in(group).tapFlexButton('รับ');
  expect(bot.lastEvent()).toMatchObject({ type: 'postback', source: { type: 'group', groupId: group.id } });
  expect(bot.lastEvent().source.userId).toBeUndefined();
});

test('people and accounts come and go; afterwards pushes are refused', async () => {
  const { simulator, bot, call } = platform;
  const [nok, lek] = [simulator.phone('Nok'), simulator.phone('Lek')];
  const group = simulator.group('เวร', [nok]);
  await group.inviteAccount('staff');
  await group.addMember(lek.person);
  expect(bot.lastEvent()).toMatchObject({
    type: 'memberJoined',
    joined: { members: [{ type: 'user', userId: lek.userId }] },
  });
  await group.removeMember(lek.person);
  expect(bot.lastEvent()).toMatchObject({ type: 'memberLeft', left: { members: [{ userId: lek.userId }] } });
  expect(bot.lastEvent().replyToken).toBeUndefined();
  const send = () => call('POST', push, { to: group.id, messages: [text('x')] }, token('staff'));
  expect((await send()).status).toBe(200);
  await group.removeAccount();
  expect(bot.lastEvent().type).toBe('leave');
  expect(bot.lastEvent().replyToken).toBeUndefined();
  expect(await send()).toMatchObject({ status: 400, body: { message: 'Failed to send messages' } });

  await group.inviteAccount('staff');
  expect((await call('POST', `/v2/bot/group/${group.id}/leave`, undefined, token('staff'))).status).toBe(200);
  expect((await send()).status).toBe(400);
});
