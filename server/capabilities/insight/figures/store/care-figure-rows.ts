import type { CaseRisk } from '#contract/case-forms';
import { SCHOOL_SERVICES } from '#contract/eef';
import type { ThaiDay } from '#contract/thai-day';
import { type Connection, getRow, type RawBuilder, rows, sql } from '#platform/database/database';
import type { Scope } from '../scope.ts';

/** The days, both included, and whose. */
export type CareAsked = { from: ThaiDay; to: ThaiDay; scope: Scope };

// From facts at any scope: we assume some ten thousand cases a year in the whole country (decision 0097).

/** Of the days that were asked for, and of whoever's they are. */
function isAsked({ from, to, scope }: CareAsked): RawBuilder<unknown> {
  const days = sql`day BETWEEN ${from}::date AND ${to}::date`;
  if ('agencyIds' in scope) return sql`agency_id = ANY(${scope.agencyIds}::uuid[]) AND ${days}`;
  return scope.province === null ? days : sql`province_code = ${scope.province} AND ${days}`;
}

/** How many values there are, and half and nine of ten of them. */
function measured(value: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`count(${value})::int AS n, percentile_disc(0.5) WITHIN GROUP (ORDER BY ${value}) AS p50,
        percentile_disc(0.9) WITHIN GROUP (ORDER BY ${value}) AS p90`;
}

/** Percentiles are exact: every value is there. */
export type Measured = { n: number; p50: number | null; p90: number | null };

export type CaseCount = {
  source: string;
  state: string;
  endReason: string | null;
  isDuplicate: boolean;
  isMinor: boolean;
  isReopened: boolean;
  n: number;
};

export function countCases(connection: Connection, asked: CareAsked): Promise<CaseCount[]> {
  return rows(
    connection,
    sql<CaseCount>`SELECT source, state, end_reason AS "endReason", is_duplicate AS "isDuplicate", is_minor AS "isMinor",
        is_reopened AS "isReopened", count(*)::int AS n
      FROM insight.case_facts WHERE ${isAsked(asked)} GROUP BY 1, 2, 3, 4, 5, 6`,
  );
}

export type ContactRow = Measured & {
  /** Null: of every risk together. */
  risk: CaseRisk | 'unknown' | null;
  within: number;
  waiting: number;
  late: number;
  notRecorded: number;
};

/** Until the person was met for the first time: for each risk, and for all of them. */
export function countContacts(
  connection: Connection,
  asked: CareAsked,
  { limits, now }: { limits: Record<CaseRisk, number>; now: Date },
): Promise<ContactRow[]> {
  return rows(
    connection,
    sql<ContactRow>`SELECT CASE WHEN grouping(risk) = 0 THEN coalesce(risk, 'unknown') END AS risk, ${measured(sql`to_contact`)},
        (count(*) FILTER (WHERE to_contact <= limit_seconds))::int AS within,
        (count(*) FILTER (WHERE is_waiting))::int AS waiting,
        (count(*) FILTER (WHERE is_waiting AND opened_at + limit_seconds * interval '1 second' < ${now}))::int AS late,
        (count(*) FILTER (WHERE to_contact IS NULL AND state = 'closed'))::int AS "notRecorded"
      FROM (SELECT risk, state, opened_at, to_contact, to_contact IS NULL AND state <> 'closed' AS is_waiting,
          CASE risk WHEN 'low' THEN ${limits.low}::int WHEN 'medium' THEN ${limits.medium}::int ELSE ${limits.high}::int END
            AS limit_seconds
        FROM insight.case_facts WHERE ${isAsked(asked)} AND NOT is_duplicate AND state <> 'not-opened') AS met
      GROUP BY GROUPING SETS ((), (risk))`,
  );
}

export type NeedCount = { code: string; outcome: string | null; n: number };

export function countNeeds(connection: Connection, asked: CareAsked): Promise<NeedCount[]> {
  return rows(
    connection,
    sql<NeedCount>`SELECT code, outcome, count(*)::int AS n FROM insight.need_facts
      WHERE ${isAsked(asked)} AND NOT is_duplicate GROUP BY code, outcome`,
  );
}

export function measureMet(connection: Connection, asked: CareAsked): Promise<Measured> {
  return getRow(
    connection,
    sql<Measured>`SELECT ${measured(sql`to_met`)} FROM insight.need_facts WHERE ${isAsked(asked)} AND NOT is_duplicate`,
  );
}

export type ReferralCount = {
  service: string;
  state: string;
  endReason: string | null;
  outcome: string | null;
  confirmation: string;
  isAnswered: boolean;
  n: number;
};

export function countReferrals(connection: Connection, asked: CareAsked): Promise<ReferralCount[]> {
  return rows(
    connection,
    sql<ReferralCount>`SELECT service_code AS service, state, end_reason AS "endReason", outcome, confirmation,
        to_answer IS NOT NULL AS "isAnswered", count(*)::int AS n
      FROM insight.referral_facts WHERE ${isAsked(asked)} GROUP BY 1, 2, 3, 4, 5, 6`,
  );
}

export type AnswerRow = Measured & { within: number; late: number };

/** Until the receiver accepted or declined; `late`: nobody has, and it was due. */
export function measureAnswers(connection: Connection, asked: CareAsked, now: Date): Promise<AnswerRow> {
  return getRow(
    connection,
    sql<AnswerRow>`SELECT ${measured(sql`to_answer`)}, (count(*) FILTER (WHERE to_answer <= to_due))::int AS within,
        (count(*) FILTER (WHERE state = 'to-answer' AND offered_at + to_due * interval '1 second' < ${now}))::int AS late
      FROM insight.referral_facts WHERE ${isAsked(asked)}`,
  );
}

export type ChildrenRow = { result: string; n: number };

/** Each child once, by the rule of the fund's page: whoever is back counts as back, otherwise the last referral says where it is. */
export function countChildren(connection: Connection, asked: CareAsked): Promise<ChildrenRow[]> {
  return rows(
    connection,
    sql<ChildrenRow>`SELECT came_to AS result, count(*)::int AS n
      FROM (SELECT DISTINCT ON (case_id) came_to FROM insight.referral_facts
        WHERE ${isAsked(asked)} AND service_code = ANY(${[...SCHOOL_SERVICES]}::text[])
        ORDER BY case_id, came_to = 'back' DESC, offered_at DESC, referral_id DESC) AS child
      GROUP BY came_to`,
  );
}
