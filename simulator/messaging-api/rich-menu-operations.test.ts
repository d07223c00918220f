import { expect, test } from 'vitest';
import { setUpPlatform } from '../test-platform.ts';
import { findImageSize } from './image-size.ts';

const platform = setUpPlatform();
const size = { width: 1200, height: 810 };
const area = (action: object) => ({ bounds: { x: 0, y: 0, width: 400, height: 405 }, action });
const menu = (more: object = {}) => ({
  size,
  selected: true,
  name: 'main',
  chatBarText: 'แจ้งเหตุฉุกเฉิน',
  areas: [area({ type: 'postback', label: 'แจ้งเหตุร้าย', data: 'report' })],
  ...more,
});

/** The header of a PNG has its size in pixels; padding makes the file as large as wanted. */
function png(width: number, height: number, bytes = 64): Buffer {
  const image = Buffer.alloc(bytes);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(image);
  image.writeUInt32BE(width, 16);
  image.writeUInt32BE(height, 20);
  return image;
}
function jpeg(width: number, height: number): Buffer {
  const image = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0001108000000000301', 'hex');
  image.writeUInt16BE(height, 25);
  image.writeUInt16BE(width, 27);
  return Buffer.concat([image, Buffer.alloc(20)]);
}

async function create(more: object = {}): Promise<string> {
  const { body } = await platform.call('POST', '/v2/bot/richmenu', menu(more));
  return String((body as { richMenuId: string }).richMenuId);
}
const upload = (id: string, image: Buffer, type = 'image/png') =>
  platform.call('POST', `/v2/bot/richmenu/${id}/content`, image, { 'content-type': type });
async function createReady(more: object = {}): Promise<string> {
  const id = await create(more);
  expect((await upload(id, png(1200, 810))).status).toBe(200);
  return id;
}
const setDefault = (id: string) => platform.call('POST', `/v2/bot/user/all/richmenu/${id}`);
const link = (userId: string, id: string) => platform.call('POST', `/v2/bot/user/${userId}/richmenu/${id}`);
const message = (text: string, status = 400) => ({ status, body: { message: text } });

test('the size of pictures is read from the pictures themselves', () => {
  expect(findImageSize(png(2500, 1686))).toMatchObject({ width: 2500, height: 1686, contentType: 'image/png' });
  expect(findImageSize(jpeg(800, 540))).toMatchObject({ width: 800, height: 540, contentType: 'image/jpeg' });
  expect(findImageSize(Buffer.from('GIF89a'))).toBeUndefined();
});

test('a menu without a picture can be shown to nobody', async () => {
  const id = await create();
  const refused = message('must upload richmenu image before applying it to user');
  expect(await setDefault(id)).toMatchObject(refused);
  expect(await link(platform.simulator.phone('Nok').userId, id)).toMatchObject(refused);
  expect(await platform.call('POST', '/v2/bot/richmenu/alias', { richMenuAliasId: 'a', richMenuId: id })).toMatchObject(
    refused,
  );
  await upload(id, png(1200, 810));
  expect((await setDefault(id)).status).toBe(200);
});

test('a picture fits exactly, is PNG or JPEG of at most 1 MB, and comes once', async () => {
  const id = await create();
  expect(await upload(id, png(1200, 811))).toMatchObject(message('The image size is not allowed for richmenu'));
  expect((await upload(id, png(1200, 810), 'image/gif')).status).toBe(415);
  expect((await upload(id, png(1200, 810), 'image/jpeg')).status).toBe(400);
  expect((await upload(id, png(1200, 810, 1024 * 1024 + 1))).status).toBe(413);
  expect((await upload(id, png(1200, 810, 1024 * 1024))).status).toBe(200);
  expect(await upload(id, png(1200, 810))).toMatchObject(message('An image has already been uploaded to the richmenu'));
  const image = await fetch(`${platform.simulator.url}/v2/bot/richmenu/${id}/content`, {
    headers: { authorization: 'Bearer simulator-token-public' },
  });
  expect([image.headers.get('content-type'), (await image.arrayBuffer()).byteLength]).toEqual([
    'image/png',
    1024 * 1024,
  ]);
});

test("faults in a menu are answered with LINE's texts", async () => {
  const fault = async (more: object) => (await platform.call('POST', '/v2/bot/richmenu', menu(more))).body;
  expect(await fault({ name: undefined })).toMatchObject({
    details: [{ message: 'must be specified', property: 'name' }],
  });
  const uri = { type: 'uri', label: 'x', uri: 'https://x.example/ไทย' };
  expect(await fault({ areas: [area(uri)] })).toMatchObject({
    details: [{ message: 'invalid uri', property: 'areas[0].action.uri' }],
  });
  expect((await platform.call('POST', '/v2/bot/richmenu/validate', menu())).status).toBe(200);
  expect((await platform.call('POST', '/v2/bot/richmenu/validate', {})).status).toBe(400);
  expect((await platform.call('GET', '/v2/bot/richmenu/list')).body).toEqual({ richmenus: [] });
});

test("one's own menu comes before the default, the default before Account Manager's", async () => {
  const nok = platform.simulator.phone('Nok');
  const channel = platform.simulator.channel();
  channel.managerRichMenu = { richMenuId: 'made-by-hand', ...menu({ chatBarText: 'OAM' }) } as never;
  expect(nok.visibleRichMenu()?.chatBarText).toBe('OAM');
  await setDefault(await createReady({ chatBarText: 'default' }));
  nok.reopen();
  expect(nok.visibleRichMenu()?.chatBarText).toBe('default');
  const own = await createReady({ chatBarText: 'own' });
  await link(nok.userId, own);
  expect(nok.visibleRichMenu()?.chatBarText).toBe('own');
  expect((await platform.call('GET', `/v2/bot/user/${nok.userId}/richmenu`)).body).toEqual({ richMenuId: own });
  await platform.call('DELETE', `/v2/bot/user/${nok.userId}/richmenu`);
  expect(nok.visibleRichMenu()?.chatBarText).toBe('default');
  expect((await platform.call('GET', `/v2/bot/user/${nok.userId}/richmenu`)).status).toBe(404);
});

test('a new default shows when the chat is opened again, or within a minute; an own one at once', async () => {
  const nok = platform.simulator.phone('Nok');
  platform.clock.advance(1000);
  await setDefault(await createReady());
  expect(nok.visibleRichMenu()).toBeUndefined();
  platform.clock.advance(60_000);
  expect(nok.visibleRichMenu()).toBeDefined();
  await setDefault(await createReady({ chatBarText: 'newer' }));
  expect(nok.visibleRichMenu()?.chatBarText).toBe('แจ้งเหตุฉุกเฉิน');
  nok.reopen();
  expect(nok.visibleRichMenu()?.chatBarText).toBe('newer');
});

test('strangers see the default; linking one is 200 without effect; a PC shows none', async () => {
  const stranger = platform.simulator.phone('Stranger', { friend: false });
  const id = await createReady();
  await setDefault(id);
  stranger.reopen();
  expect(stranger.visibleRichMenu()?.richMenuId).toBe(id);
  const own = await createReady({ chatBarText: 'own' });
  expect((await link(stranger.userId, own)).status).toBe(200);
  expect(stranger.visibleRichMenu()?.richMenuId).toBe(id);
  stranger.switchClient('pc');
  expect(stranger.visibleRichMenu()).toBeUndefined();
});

test('a tap performs the action of the area, and a deleted menu is gone for all', async () => {
  const nok = platform.simulator.phone('Nok');
  const id = await createReady();
  await link(nok.userId, id);
  await nok.tapRichMenu('แจ้งเหตุร้าย');
  expect(platform.bot.lastEvent()).toMatchObject({ type: 'postback', postback: { data: 'report' } });
  await nok.tapRichMenu(0);
  expect(platform.bot.events()).toHaveLength(2);
  expect(nok.messages()).toEqual([]);
  expect((await platform.call('DELETE', `/v2/bot/richmenu/${id}`)).status).toBe(200);
  expect(nok.visibleRichMenu()).toBeUndefined();
  expect(await platform.call('GET', `/v2/bot/richmenu/${id}`)).toMatchObject(message('richmenu not found', 404));
  expect(await platform.call('GET', '/v2/bot/user/all/richmenu')).toMatchObject(message('no default richmenu', 404));
});

test('an alias switches menus and the bot gets an event with the outcome', async () => {
  const nok = platform.simulator.phone('Nok');
  const target = await createReady({ chatBarText: 'second' });
  const swap = (alias: string) => area({ type: 'richmenuswitch', richMenuAliasId: alias, data: `to-${alias}` });
  await link(nok.userId, await createReady({ areas: [swap('second'), swap('nowhere')] }));
  const alias = { richMenuAliasId: 'second', richMenuId: target };
  expect((await platform.call('POST', '/v2/bot/richmenu/alias', alias)).status).toBe(200);
  expect(await platform.call('POST', '/v2/bot/richmenu/alias', alias)).toMatchObject(
    message('conflict richmenu alias id'),
  );
  expect(
    (await platform.call('POST', '/v2/bot/richmenu/alias', { ...alias, richMenuAliasId: 'Not Allowed' })).status,
  ).toBe(400);
  expect((await platform.call('GET', '/v2/bot/richmenu/alias/list')).body).toEqual({ aliases: [alias] });
  expect(await platform.call('GET', '/v2/bot/richmenu/alias/none')).toMatchObject(
    message('richmenu alias not found', 404),
  );

  await nok.tapRichMenu(1);
  expect(platform.bot.lastEvent().postback?.params?.status).toBe('RICHMENU_ALIAS_ID_NOTFOUND');
  await nok.tapRichMenu(0);
  expect(platform.bot.lastEvent().postback).toEqual({
    data: 'to-second',
    params: { newRichMenuAliasId: 'second', status: 'SUCCESS' },
  });
  expect(nok.visibleRichMenu()?.chatBarText).toBe('second');
});

test('bulk link and unlink are accepted with 202', async () => {
  const [nok, lek] = [platform.simulator.phone('Nok'), platform.simulator.phone('Lek')];
  const body = { richMenuId: await createReady(), userIds: [nok.userId, lek.userId] };
  expect((await platform.call('POST', '/v2/bot/richmenu/bulk/link', body)).status).toBe(202);
  expect(lek.visibleRichMenu()?.richMenuId).toBe(body.richMenuId);
  await platform.call('POST', '/v2/bot/richmenu/bulk/unlink', { userIds: body.userIds });
  expect(lek.visibleRichMenu()).toBeUndefined();
});
