import { type Database, findRow, getRow, sql } from '../../server/platform/database/database.ts';
import type { Phone } from '../../simulator/chat/phone.ts';
import { type Stage, until } from './line-stage.ts';

/** Our messages on the person's phone, oldest first. */
export function textsShownTo(phone: Phone): string[] {
  return phone.messages().flatMap(({ from, text }) => (from === 'bot' ? [text] : []));
}

/** Waits until the text is on the phone and LINE's answer has been stored. */
export async function arrived(db: Database, phone: Phone, text: string): Promise<void> {
  const pending = sql`SELECT 1 FROM line.outbound_messages WHERE chat_id = ${phone.userId} AND state = 'pending'`;
  await until(() => textsShownTo(phone).some((shown) => shown.startsWith(text)));
  await until(async () => (await findRow(db, pending)) === undefined);
}

/** A person who wrote so long ago that no reply token is left. */
export async function aPersonWithoutToken(stage: Stage, name: string): Promise<Phone> {
  const person = stage.simulator.phone(name);
  const before = stage.received.length;
  await person.sendText('สวัสดี');
  await until(() => stage.received.length > before);
  stage.clock.advance(61_000);
  return person;
}

/** The newest row of the outbox. */
export function getLastOutbound(db: Database) {
  return getRow(
    db,
    sql<{ state: string; tries: number; requestId: string }>`SELECT state, tries, request_id AS "requestId"
      FROM line.outbound_messages ORDER BY id DESC LIMIT 1`,
  );
}
