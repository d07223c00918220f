import type { ChildResult, EefListQuery, EefScope } from '#contract/eef-api';
import { type Connection, rows, sql } from '#platform/database/database';

export type ReceivedChoice = EefListQuery & { limit: number };

/** Referrals that the actor's agencies received, in the order of the work. */
export async function listReceivedIds(connection: Connection, choice: ReceivedChoice): Promise<string[]> {
  const { scope, province = null, serviceCode = null, ageBand = null, urgency = null, after = null, limit } = choice;
  const found = await rows(
    connection,
    sql<{
      id: string;
    }>`SELECT referral_id AS id FROM eef.list_received(${scope}, ${province}, ${serviceCode}, ${ageBand},
      ${urgency}, ${after}, ${limit})`,
  );
  return found.map(({ id }) => id);
}

export type ReceivedCount = {
  scope: Exclude<EefScope, 'ended'>;
  province: string | null;
  waiting: number;
  late: number;
};

/** Open referrals of the actor's agencies, by province. */
export function countReceived(connection: Connection, now: Date): Promise<ReceivedCount[]> {
  return rows(connection, sql<ReceivedCount>`SELECT scope, province, waiting, late FROM eef.count_received(${now})`);
}

export type ChildCount = { province: string | null; cameTo: ChildResult; outcome: string | null; children: number };

/** Children sent in a time, each once, by province and what it came to. */
export function countChildren(connection: Connection, { from, to }: { from: Date; to: Date }): Promise<ChildCount[]> {
  return rows(
    connection,
    sql<ChildCount>`SELECT province, came_to AS "cameTo", outcome, count(*)::integer AS children
      FROM eef.list_children(${from}, ${to}) GROUP BY province, came_to, outcome
      ORDER BY province, came_to, outcome`,
  );
}

export type ChildRow = { referralId: string; cameTo: ChildResult };

/** The same children, one by one. */
export function listChildren(connection: Connection, { from, to }: { from: Date; to: Date }): Promise<ChildRow[]> {
  return rows(
    connection,
    sql<ChildRow>`SELECT referral_id AS "referralId", came_to AS "cameTo" FROM eef.list_children(${from}, ${to})
      ORDER BY referral_id`,
  );
}

export type Province = { code: string; th: string; en: string };

export function nameProvinces(connection: Connection): Promise<Province[]> {
  return rows(connection, sql<Province>`SELECT code, th, en FROM eef.name_provinces()`);
}
