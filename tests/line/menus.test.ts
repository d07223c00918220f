import { expect, test } from 'vitest';
import { createLineStage, SECRETS, type Stage, until } from '#support/line-stage';
import { createTestDatabase } from '#support/test-database';
import { setUpLine } from '../../server/channels/line/index.ts';
import { findRow, sql } from '../../server/platform/database/database.ts';

const database = await createTestDatabase();
const withMenus = async () => {
  const stage = await createLineStage(database);
  const base = stage.simulator.url;
  await setUpLine(
    { ...SECRETS, apiBase: base, dataApiBase: base },
    { publicUrl: 'http://unused.example', check: false },
  );
  return stage;
};
const heightOf = (stage: Stage, name: string) => stage.simulator.phone(name).visibleRichMenu()?.size.height;
const menuRequestOf = (userId: string) =>
  findRow(database.db, sql`SELECT 1 FROM line.menu_requests WHERE chat_id = ${userId}`);

test('after a silent report the phone shows the neutral menu, and when it has ended the full one again', async () => {
  const stage = await withMenus();
  const { userId } = stage.simulator.phone('Nok');
  expect(heightOf(stage, 'Nok')).toBe(1686);
  await stage.requestMenus(userId, 'reporting');
  await until(() => heightOf(stage, 'Nok') === 843);
  await stage.requestMenus(userId, 'default');
  await until(() => heightOf(stage, 'Nok') === 1686);
  await until(async () => (await menuRequestOf(userId)) === undefined);
});

test('the waiting menu has 191 and "nobody came"', async () => {
  const stage = await withMenus();
  const phone = stage.simulator.phone('Nok waits');
  await stage.requestMenus(phone.userId, 'waiting');
  await until(() => phone.visibleRichMenu()?.name.startsWith('ess-waiting') === true);
  await phone.tapRichMenu('ไม่มีใครมา');
  await until(() => stage.received.length === 1);
  expect(stage.received[0]?.input).toEqual({ kind: 'answer', data: 'nobody-came' });
});

test('a tap on a menu is an answer for intake and leaves nothing in the chat', async () => {
  const stage = await withMenus();
  const nok = stage.simulator.phone('Nok taps');
  await nok.tapRichMenu('แจ้งแบบเงียบ');
  await until(() => stage.received.length === 1);
  expect(stage.received[0]?.input).toEqual({ kind: 'answer', data: 'report-silent' });
  expect(nok.messages()).toEqual([]);
});

test('only the newest request counts, and trouble at LINE only delays it', async () => {
  const stage = await withMenus();
  const { userId } = stage.simulator.phone('Nok requests');
  stage.simulator.faults.set({ answer: 'error-500', answerTimes: 2, answerFor: 'everything' });
  await stage.requestMenus(userId, 'default', 'reporting');
  await until(() => heightOf(stage, 'Nok requests') === 843);
  expect(stage.simulator.outbound.filter(({ method }) => method === 'DELETE')).toEqual([]);
  await until(async () => (await menuRequestOf(userId)) === undefined);
});

test('a menu request outlives its process', async () => {
  const stage = await withMenus();
  const { userId } = stage.simulator.phone('Nok restarts');
  await stage.stop();
  await sql`INSERT INTO line.chats (account, chat_id) VALUES ('reporter', ${userId})`.execute(database.db);
  await sql`INSERT INTO line.menu_requests (account, chat_id, menu, created_at) VALUES ('reporter', ${userId}, 'reporting', now())`.execute(
    database.db,
  );
  await stage.startProcess();
  await until(() => heightOf(stage, 'Nok restarts') === 843);
});

test('menus that were never set up: a system alert when one is needed, and messages are not delayed', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok without menus');
  await stage.requestMenus(nok.userId, 'reporting');
  await until(async () => (await stage.systemAlerts.list()).some(({ kind }) => kind === 'line/menu-not-shown'));
  await until(async () => (await menuRequestOf(nok.userId)) === undefined);
});
