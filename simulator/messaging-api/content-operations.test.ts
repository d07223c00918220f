import { expect, test } from 'vitest';
import { setUpPlatform } from '../test-platform.ts';

const platform = setUpPlatform({}, { preparationTime: 5000, contentLifetime: 3_600_000 });
const photo = Buffer.from('ffd8ffe0 not really a photo');
const content = (id: string, what = '', more = {}) =>
  platform.call('GET', `/v2/bot/message/${id}/content${what}`, undefined, more);

test('a photo can be fetched while its webhook is still on the way', async () => {
  const fetched: unknown[] = [];
  platform.bot.on(async (event) => fetched.push((await content(event.message?.id ?? '')).body));
  await platform.simulator.phone('Nok').sendImage(photo);
  expect(platform.bot.lastEvent().message).toMatchObject({ type: 'image', contentProvider: { type: 'line' } });
  await expect.poll(() => fetched).toEqual([photo.toString()]);
});

test('a video is prepared first: 202, then the bytes', async () => {
  const { messageId = '' } = await platform.simulator.phone('Nok').sendVideo(photo, 3200);
  expect(platform.bot.lastEvent().message).toMatchObject({ type: 'video', duration: 3200 });
  expect((await content(messageId)).status).toBe(202);
  expect((await content(messageId, '/transcoding')).body).toEqual({ status: 'processing' });
  platform.clock.advance(5000);
  expect((await content(messageId)).body).toBe(photo.toString());
  expect((await content(messageId, '/transcoding')).body).toEqual({ status: 'succeeded' });
  expect((await content(messageId, '/preview')).status).toBe(200);
});

test('gone after unsending (410), and not found after its time, elsewhere or never (404)', async () => {
  const nok = platform.simulator.phone('Nok');
  const { messageId = '' } = await nok.sendImage(photo);
  const staff = { authorization: 'Bearer simulator-token-staff' };
  expect(await content(messageId, '', staff)).toMatchObject({ status: 404, body: { message: 'not found' } });
  await nok.unsend(messageId);
  expect(await content(messageId)).toMatchObject({ status: 410, body: { message: 'The content is gone' } });
  const old = await nok.sendImage(photo);
  platform.clock.advance(3_600_000);
  expect((await content(old.messageId ?? '')).status).toBe(404);
  expect((await content('1')).status).toBe(404);
});

test('a photo from a LIFF page is on another server and cannot be fetched here', async () => {
  const { messageId = '' } = await platform.simulator.phone('Nok').sendExternalImage('https://x.example/a.jpg');
  expect(platform.bot.lastEvent().message).toMatchObject({
    contentProvider: { type: 'external', originalContentUrl: 'https://x.example/a.jpg' },
  });
  expect((await content(messageId)).status).toBe(404);
});

test('photos of a set come one by one, numbered, in another order', async () => {
  const images = [...Array(4)].map(() => ({ bytes: photo, contentType: 'image/jpeg' }));
  await platform.simulator.phone('Nok').sendImages(images);
  const sets = platform.bot
    .events()
    .map((event) => (event.message as unknown as { imageSet: { id: string; index: number; total: number } }).imageSet);
  expect(new Set(sets.map((set) => set.id)).size).toBe(1);
  expect(sets.map((set) => set.index).sort()).toEqual([1, 2, 3, 4]);
  expect(sets.every((set) => set.total === 4)).toBe(true);
});

test('only what can be quoted carries a quote token', async () => {
  const nok = platform.simulator.phone('Nok');
  const quotable = async (send: Promise<unknown>) => {
    await send;
    return 'quoteToken' in (platform.bot.lastEvent().message ?? {});
  };
  expect(await quotable(nok.sendText('x'))).toBe(true);
  expect(await quotable(nok.sendSticker())).toBe(true);
  expect(await quotable(nok.sendImage(photo))).toBe(true);
  expect(await quotable(nok.sendLocation({ lat: 16.8, lng: 100.2 }))).toBe(false);
  expect(await quotable(nok.sendAudio(photo, 900))).toBe(false);
  expect(await quotable(nok.sendFile('a.pdf', photo))).toBe(false);
});
