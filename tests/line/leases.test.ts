import { expect, onTestFinished, test } from 'vitest';
import { arrived } from '#support/line-outbox';
import { anOutgoingMessage, createLineStage, until } from '#support/line-stage';
import { createTestDatabase } from '#support/test-database';
import { getRow, sql } from '../../server/platform/database/database.ts';
import { createLog } from '../../server/platform/log.ts';
import { createServerProcess } from '../../server/platform/process/server-process.ts';

const database = await createTestDatabase();
const { db, url } = database;
const IN_A_YEAR = new Date(Date.now() + 365 * 86_400_000);

test('the leases of a dead process are released at once and its work is done; those of a living one stay', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok');
  await nok.sendText('.');
  await until(() => stage.received.length === 1);
  // Two earlier processes: one is dead, the other is alive (it holds its lock below).
  const aRow = sql<{
    id: number;
  }>`INSERT INTO platform.processes (seen_at) VALUES (now() - interval '1 day') RETURNING id`;
  const [dead, living] = [(await getRow(db, aRow)).id, (await getRow(db, aRow)).id];
  const held = db.connection().execute(async (own) => {
    await sql`SELECT pg_advisory_lock(20230315, ${living})`.execute(own);
    await done;
  });
  let release = () => {};
  const done = new Promise<void>((resolve) => {
    release = resolve;
  });
  onTestFinished(async () => {
    release();
    await held;
  });
  const hold = (chatId: string, id: number) =>
    sql`INSERT INTO line.chats (account, chat_id, sender_until, sender_process)
      VALUES ('reporter', ${chatId}, ${IN_A_YEAR}, ${id}) ON CONFLICT (account, chat_id)
      DO UPDATE SET sender_until = excluded.sender_until, sender_process = excluded.sender_process`.execute(db);
  const malee = stage.simulator.phone('Malee');
  await hold(nok.userId, dead);
  await hold(malee.userId, living);
  await sql`INSERT INTO line.media_fetches (message_id, account, chat_id, created_at, fetching_until, fetching_process)
    VALUES ('of-the-dead', 'reporter', ${nok.userId}, now(), ${IN_A_YEAR}, ${dead}),
      ('of-the-living', 'reporter', ${malee.userId}, now(), ${IN_A_YEAR}, ${living})`.execute(db);
  await stage.enqueue(anOutgoingMessage(nok.userId, 'สายตรวจกำลังไป'), anOutgoingMessage(malee.userId, 'สายตรวจกำลังไป'));

  const next = createServerProcess({
    ...{ url, db, log: createLog('silent'), countFault: () => {} },
    raiseSystemAlert: async () => {},
  });
  next.onEnded(stage.channel.freeLeases);
  await next.start();
  onTestFinished(() => next.stop());
  await arrived(db, nok, 'สายตรวจกำลังไป');
  // LINE knows neither file, so the one that is fetched becomes "gone".
  const stateOf = (messageId: string) =>
    getRow(db, sql<{ state: string }>`SELECT state FROM line.media_fetches WHERE message_id = ${messageId}`);
  await until(async () => (await stateOf('of-the-dead')).state === 'gone');
  expect(await stateOf('of-the-living')).toEqual({ state: 'pending' });
  expect(malee.messages().filter(({ from }) => from === 'bot')).toEqual([]);
});
