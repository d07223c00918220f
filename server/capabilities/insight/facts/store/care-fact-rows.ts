import { type Connection, rows, sql } from '#platform/database/database';

/** Records of care whose facts are to be made anew: with a case go its needs and referrals. */
export type CareRecords = { cases: readonly string[]; referrals: readonly string[] };

/** Makes the facts of these cases and referrals anew: replaced, never added to. */
export async function replaceCareFacts(tx: Connection, { cases, referrals }: CareRecords): Promise<void> {
  if (cases.length > 0) {
    await sql`DELETE FROM insight.case_facts WHERE case_id = ANY(${cases}::uuid[])`.execute(tx);
    await sql`INSERT INTO insight.case_facts SELECT * FROM insight.computed_case_facts
      WHERE case_id = ANY(${cases}::uuid[])`.execute(tx);
    await sql`DELETE FROM insight.need_facts WHERE case_id = ANY(${cases}::uuid[])`.execute(tx);
    await sql`INSERT INTO insight.need_facts SELECT * FROM insight.computed_need_facts
      WHERE case_id = ANY(${cases}::uuid[])`.execute(tx);
  }
  if (cases.length + referrals.length === 0) return;
  await sql`DELETE FROM insight.referral_facts
    WHERE case_id = ANY(${cases}::uuid[]) OR referral_id = ANY(${referrals}::uuid[])`.execute(tx);
  await sql`INSERT INTO insight.referral_facts SELECT * FROM insight.computed_referral_facts
    WHERE case_id = ANY(${cases}::uuid[]) OR referral_id = ANY(${referrals}::uuid[])`.execute(tx);
}

export type WrongCareFact = { kind: 'case' | 'need' | 'referral'; id: string };

/** Facts since a day that are not what they ought to be; null: of all times. */
export function listWrongCareFacts(connection: Connection, since: string | null): Promise<WrongCareFact[]> {
  return rows(
    connection,
    sql<WrongCareFact>`SELECT 'case' AS kind, coalesce(computed.case_id, stored.case_id) AS id
        FROM (SELECT * FROM insight.computed_case_facts WHERE ${since}::date IS NULL OR day >= ${since}::date) AS computed
        FULL JOIN (SELECT * FROM insight.case_facts WHERE ${since}::date IS NULL OR day >= ${since}::date) AS stored
          ON stored.case_id = computed.case_id
        WHERE computed.* IS DISTINCT FROM stored.*
      UNION ALL SELECT 'need', coalesce(computed.need_id, stored.need_id)
        FROM (SELECT * FROM insight.computed_need_facts WHERE ${since}::date IS NULL OR day >= ${since}::date) AS computed
        FULL JOIN (SELECT * FROM insight.need_facts WHERE ${since}::date IS NULL OR day >= ${since}::date) AS stored
          ON stored.need_id = computed.need_id
        WHERE computed.* IS DISTINCT FROM stored.*
      UNION ALL SELECT 'referral', coalesce(computed.referral_id, stored.referral_id)
        FROM (SELECT * FROM insight.computed_referral_facts WHERE ${since}::date IS NULL OR day >= ${since}::date) AS computed
        FULL JOIN (SELECT * FROM insight.referral_facts WHERE ${since}::date IS NULL OR day >= ${since}::date) AS stored
          ON stored.referral_id = computed.referral_id
        WHERE computed.* IS DISTINCT FROM stored.*`,
  );
}

/** Those of them that are still wrong, made anew. @returns how many there were */
export async function putCareFactsRight(tx: Connection, wrong: readonly WrongCareFact[]): Promise<number> {
  const idsOf = (wanted: WrongCareFact['kind']) => wrong.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  const [cases, needs, referrals] = [idsOf('case'), idsOf('need'), idsOf('referral')];
  const still = await rows(
    tx,
    sql<WrongCareFact>`SELECT 'case' AS kind, coalesce(computed.case_id, stored.case_id) AS id
        FROM (SELECT * FROM insight.computed_case_facts WHERE case_id = ANY(${cases}::uuid[])) AS computed
        FULL JOIN (SELECT * FROM insight.case_facts WHERE case_id = ANY(${cases}::uuid[])) AS stored
          ON stored.case_id = computed.case_id
        WHERE computed.* IS DISTINCT FROM stored.*
      UNION ALL SELECT 'need', coalesce(computed.need_id, stored.need_id)
        FROM (SELECT * FROM insight.computed_need_facts WHERE need_id = ANY(${needs}::uuid[])) AS computed
        FULL JOIN (SELECT * FROM insight.need_facts WHERE need_id = ANY(${needs}::uuid[])) AS stored
          ON stored.need_id = computed.need_id
        WHERE computed.* IS DISTINCT FROM stored.*
      UNION ALL SELECT 'referral', coalesce(computed.referral_id, stored.referral_id)
        FROM (SELECT * FROM insight.computed_referral_facts WHERE referral_id = ANY(${referrals}::uuid[])) AS computed
        FULL JOIN (SELECT * FROM insight.referral_facts WHERE referral_id = ANY(${referrals}::uuid[])) AS stored
          ON stored.referral_id = computed.referral_id
        WHERE computed.* IS DISTINCT FROM stored.*`,
  );
  await sql`DELETE FROM insight.case_facts WHERE case_id = ANY(${cases}::uuid[])`.execute(tx);
  await sql`INSERT INTO insight.case_facts SELECT * FROM insight.computed_case_facts
    WHERE case_id = ANY(${cases}::uuid[])`.execute(tx);
  await sql`DELETE FROM insight.need_facts WHERE need_id = ANY(${needs}::uuid[])`.execute(tx);
  await sql`INSERT INTO insight.need_facts SELECT * FROM insight.computed_need_facts
    WHERE need_id = ANY(${needs}::uuid[])`.execute(tx);
  await sql`DELETE FROM insight.referral_facts WHERE referral_id = ANY(${referrals}::uuid[])`.execute(tx);
  await sql`INSERT INTO insight.referral_facts SELECT * FROM insight.computed_referral_facts
    WHERE referral_id = ANY(${referrals}::uuid[])`.execute(tx);
  return still.length;
}
