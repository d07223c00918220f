import { expect, test } from 'vitest';
import { createLineStage, type Stage, until } from '#support/line-stage';
import { createTestDatabase } from '#support/test-database';
import { AppError } from '../../server/platform/app-error.ts';
import { findRow, sql } from '../../server/platform/database/database.ts';

const database = await createTestDatabase();
const photo = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');
const fetches = (stage: Stage) => stage.simulator.outbound.filter(({ path }) => path.endsWith('/content'));
const stateOf = async (messageId: string) =>
  (
    await findRow(
      database.db,
      sql<{ state: string }>`SELECT state FROM line.media_fetches WHERE message_id = ${messageId}`,
    )
  )?.state;

test('a photo is fetched at once, stored, and published with its message', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok');
  const { messageId = '' } = await nok.sendImage(photo);
  await until(() => stage.stored.length === 1);
  expect(stage.stored[0]).toMatchObject({
    address: nok.userId,
    messageId,
    bytes: photo.length,
    refusal: null,
  });
  expect(stage.received[0]?.input).toEqual({ kind: 'image', messageId, fetchable: true });
});

test('a video that LINE is still preparing is requested again', async () => {
  const stage = await createLineStage(database, { simulator: { preparationTime: 300 } });
  const { messageId = '' } = await stage.simulator.phone('Nok films').sendVideo(Buffer.alloc(5000), 3000);
  await until(() => stage.stored.length === 1);
  expect(stage.stored[0]).toMatchObject({ messageId, bytes: 5000 });
  expect(fetches(stage).map(({ status }) => status)).toContain(202);
});

test('LINE in trouble: tried again until the photo is there', async () => {
  const stage = await createLineStage(database);
  stage.simulator.faults.set({ answer: 'error-500', answerTimes: 2, answerFor: 'everything' });
  await stage.simulator.phone('Nok tries').sendImage(photo);
  await until(() => stage.stored.length === 1);
});

test('unsent before it was fetched: never stored', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok takes the photo back');
  stage.simulator.faults.set({ answer: 'error-500', answerTimes: null, answerFor: 'everything' });
  const { messageId = '' } = await nok.sendImage(photo);
  await until(() => fetches(stage).length > 0);
  await nok.unsend(messageId);
  await until(() => stage.received.some(({ input }) => input.kind === 'unsend'));
  expect(await stateOf(messageId)).toBeUndefined();
  stage.simulator.faults.set({ answer: 'normal' });
  // A later picture is fetched, the unsent one is not.
  const later = await nok.sendImage(photo);
  await until(() => stage.stored.length > 0);
  expect(stage.stored.map(({ messageId: id }) => id)).toEqual([later.messageId]);
});

test('unsent during the download: not stored either', async () => {
  const stage = await createLineStage(database);
  let arrived = false;
  let goOn = () => {};
  const held = new Promise<void>((resume) => {
    goOn = resume;
  });
  stage.beforeStoring(() => {
    arrived = true;
    return held;
  });
  const nok = stage.simulator.phone('Nok is quick');
  const { messageId = '' } = await nok.sendImage(photo);
  await until(() => arrived);
  await nok.unsend(messageId);
  await until(() => stage.received.some(({ input }) => input.kind === 'unsend'));
  goOn();
  await stage.stop();
  expect(stage.stored).toEqual([]);
  expect(await stateOf(messageId)).toBeUndefined();
});

test('gone at LINE: no system alert, and the message shows that the file is gone', async () => {
  const stage = await createLineStage(database, { simulator: { contentLifetime: 0, preparationTime: 0 } });
  stage.clock.advance(1000);
  const { messageId = '' } = await stage.simulator.phone('Nok too late').sendImage(photo);
  stage.simulator.world.state.contents.delete(messageId);
  await until(async () => (await stateOf(messageId)) === 'gone');
  expect(stage.stored).toMatchObject([{ messageId, refusal: 'gone' }]);
});

test('more than 20 MB is refused without being read to its end, and a system alert is raised', async () => {
  const stage = await createLineStage(database);
  const { messageId = '' } = await stage.simulator
    .phone('Nok sends much')
    .sendFile('big.bin', Buffer.alloc(21 * 1024 * 1024));
  await until(async () => (await stateOf(messageId)) === 'failed');
  const alarm = (await stage.systemAlerts.list()).find(({ kind }) => kind === 'line/media-failed');
  expect(alarm?.details).toEqual({ messageId, cause: 'too-large', tries: 1 });
  expect(stage.stored).toMatchObject([{ messageId, refusal: 'too-large' }]);
});

test('a picture on another server is not fetched', async () => {
  const stage = await createLineStage(database);
  await stage.simulator.phone('Nok links').sendExternalImage('https://example.org/a.jpg');
  await until(() => stage.received.length === 1);
  expect(stage.received[0]?.input).toMatchObject({ kind: 'image', fetchable: false });
  expect(fetches(stage)).toEqual([]);
});

test('the fetch of a process that died is done by the next one', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok restarts');
  stage.simulator.faults.set({ answer: 'error-500', answerTimes: 1, answerFor: 'everything' });
  const { messageId = '' } = await nok.sendImage(photo);
  await until(() => fetches(stage).length === 1);
  await stage.stop();
  await sql`UPDATE line.media_fetches SET fetching_until = ${new Date(stage.clock.now().getTime() + 90_000)}, next_try_at = NULL
    WHERE message_id = ${messageId}`.execute(database.db);
  await stage.startProcess();
  stage.clock.advance(91_000);
  await until(() => stage.stored.length === 1);
});

test('a process that stops does not wait for a large file: the next one fetches it', async () => {
  const stage = await createLineStage(database);
  stage.simulator.faults.set({ answer: 'timeout-before-accepting', answerTimes: null, answerFor: 'everything' });
  const { messageId = '' } = await stage.simulator.phone('Nok sends a large file').sendVideo(Buffer.alloc(5000), 3000);
  await until(async () => {
    const taken = await findRow(
      database.db,
      sql`SELECT 1 FROM line.media_fetches
      WHERE message_id = ${messageId} AND fetching_until IS NOT NULL`,
    );
    return taken !== undefined;
  });
  // LINE does not answer for a minute.
  await stage.stop();
  expect(await stateOf(messageId)).toBe('pending');
});

test('a file that finds no capacity is fetched again; one that is too heavy three times is refused', async () => {
  const stage = await createLineStage(database);
  const refusals = ['server/overloaded', 'file/too-heavy', 'file/too-heavy', 'file/too-heavy'];
  let tries = 0;
  stage.beforeStoring(async () => {
    throw new AppError(refusals[tries++] ?? 'no more');
  });
  const { messageId = '' } = await stage.simulator.phone('Nok waits').sendImage(photo);
  for (const tried of [1, 2, 3, 4]) {
    await until(() => tries === tried);
    await until(async () => (await stateOf(messageId)) !== 'pending' || (await isPostponed(messageId)));
    stage.clock.advance(4000);
  }
  await until(() => stage.stored.length === 1);
  expect(stage.stored).toMatchObject([{ messageId, refusal: 'unreadable' }]);
  expect(tries).toBe(4);
});

async function isPostponed(messageId: string): Promise<boolean> {
  const row = await findRow(
    database.db,
    sql`SELECT 1 FROM line.media_fetches WHERE message_id = ${messageId} AND fetching_until IS NULL`,
  );
  return row !== undefined;
}
