import { type Columns, insertColumns, selectColumns, updateColumns } from '#platform/database/columns';
import { type Connection, findRow, sql } from '#platform/database/database';
import type { Packet } from '../packet.ts';

const BODY = {
  person: 'person',
  safeContact: 'safe_contact',
  why: 'why',
  basis: 'basis',
  extra: 'extra',
  builtAt: 'built_at',
} as const;
const PACKET = { referralId: 'referral_id', ...BODY } as const satisfies Columns<Packet>;
export const PACKET_COLUMNS = selectColumns(PACKET);

export async function insertPacket(tx: Connection, packet: Packet): Promise<void> {
  await sql`INSERT INTO referral.packets ${insertColumns(PACKET, packet)}`.execute(tx);
}

export async function updatePacket(tx: Connection, { referralId, ...body }: Packet): Promise<void> {
  await sql`UPDATE referral.packets SET ${updateColumns(BODY, body)} WHERE referral_id = ${referralId}`.execute(tx);
}

/** Nothing for a receiver who has not accepted it. */
export function findPacket(connection: Connection, referralId: string): Promise<Packet | undefined> {
  return findRow(
    connection,
    sql<Packet>`SELECT ${PACKET_COLUMNS} FROM referral.packets WHERE referral_id = ${referralId}`,
  );
}
