import { type Connection, rows, sql } from '#platform/database/database';
import type { Packet } from '../packet.ts';
import type { Referral } from '../referral.ts';
import { PACKET_COLUMNS } from './packet-rows.ts';
import { REFERRAL_COLUMNS } from './referral-rows.ts';

/** Those of these that the actor may see, in no order. */
export function listReferralsById(connection: Connection, ids: string[]): Promise<Referral[]> {
  return rows(
    connection,
    sql<Referral>`SELECT ${REFERRAL_COLUMNS} FROM referral.referrals WHERE id = ANY(${ids}::uuid[])`,
  );
}

export function listReferralsByCode(connection: Connection, codes: string[]): Promise<Referral[]> {
  return rows(
    connection,
    sql<Referral>`SELECT ${REFERRAL_COLUMNS} FROM referral.referrals WHERE code = ANY(${codes}::text[])`,
  );
}

export function listReferralsOfBundles(connection: Connection, bundleIds: string[]): Promise<Referral[]> {
  return rows(
    connection,
    sql<Referral>`SELECT ${REFERRAL_COLUMNS} FROM referral.referrals WHERE bundle_id = ANY(${bundleIds}::uuid[])
      ORDER BY created_at, id`,
  );
}

/** Who they are about; nothing for a receiver who has not accepted. */
export function listPackets(connection: Connection, referralIds: string[]): Promise<Packet[]> {
  return rows(
    connection,
    sql<Packet>`SELECT ${PACKET_COLUMNS} FROM referral.packets WHERE referral_id = ANY(${referralIds}::uuid[])`,
  );
}

export function listReferralsOfCases(connection: Connection, caseIds: string[]): Promise<Referral[]> {
  return rows(
    connection,
    sql<Referral>`SELECT ${REFERRAL_COLUMNS} FROM referral.referrals WHERE case_id = ANY(${caseIds}::uuid[])`,
  );
}
