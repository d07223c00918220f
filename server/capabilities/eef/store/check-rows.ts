import type { SchoolCheckKind, SchoolCheckResult, SchoolCheckState } from '#contract/eef-checks';
import type { ThaiDay } from '#contract/thai-day';
import { type Columns, insertRecords, selectColumns } from '#platform/database/columns';
import { type Connection, findRow, getRow, type RawBuilder, rows, sql } from '#platform/database/database';
import { createLastWrite, type Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { NewSchoolCheck, SchoolCheck } from '../school-check.ts';

const NEW_CHECK = {
  id: 'id',
  referralId: 'referral_id',
  caseId: 'case_id',
  toAgencyId: 'to_agency_id',
  kind: 'kind',
  returnedOn: 'returned_on',
  dueOn: 'due_on',
} as const satisfies Columns<NewSchoolCheck>;
const CHECK_COLUMNS = selectColumns({
  ...NEW_CHECK,
  returnedOn: 'returned_on::text',
  dueOn: 'due_on::text',
  result: 'result',
  attendance: 'attendance',
  seenOn: 'seen_on::text',
  isVoid: 'is_void',
} as const satisfies Columns<SchoolCheck>);

/** Adds what is not planned yet: a referral has each kind once. */
export async function insertChecks(tx: Connection, checks: readonly NewSchoolCheck[]): Promise<void> {
  if (checks.length === 0) return;
  await sql`INSERT INTO eef.checks ${insertRecords('eef.checks', NEW_CHECK, checks)}
    ON CONFLICT (referral_id, kind) DO NOTHING`.execute(tx);
}

/** Reads a check and locks it until the transaction ends; nothing for whoever may not answer it. */
export function findCheckForChange(tx: Connection, id: string): Promise<SchoolCheck | undefined> {
  return findRow(tx, sql<SchoolCheck>`SELECT ${CHECK_COLUMNS} FROM eef.checks WHERE id = ${id} FOR UPDATE`);
}

export function listChecksById(connection: Connection, ids: string[]): Promise<SchoolCheck[]> {
  return rows(
    connection,
    sql<SchoolCheck>`SELECT ${CHECK_COLUMNS} FROM eef.checks WHERE id = ANY(${ids}::uuid[]) ORDER BY due_on, id`,
  );
}

export function listChecksOfReferrals(connection: Connection, referralIds: string[]): Promise<SchoolCheck[]> {
  return rows(
    connection,
    sql<SchoolCheck>`SELECT ${CHECK_COLUMNS} FROM eef.checks WHERE referral_id = ANY(${referralIds}::uuid[])
      ORDER BY due_on, kind`,
  );
}

type Answered = SchoolCheck & { result: SchoolCheckResult; seenOn: ThaiDay };

/** Stores an answer. Of a child that left nothing more is asked, and its need waits to be opened again. */
export async function saveAnswer(
  tx: Connection,
  { id, referralId, result, attendance, seenOn }: Answered,
  { at, byPersonId }: { at: Date; byPersonId: string },
): Promise<void> {
  await sql`WITH voided AS (UPDATE eef.checks SET is_void = true
      WHERE referral_id = ${referralId} AND id <> ${id} AND result IS NULL AND ${result} = 'left')
    UPDATE eef.checks SET result = ${result}, attendance = ${attendance}, seen_on = ${seenOn}, answered_at = ${at},
      answered_by_person_id = ${byPersonId}, to_reopen = ${result === 'left'} WHERE id = ${id}`.execute(tx);
}

/** A check that nobody answered yet. */
export type CheckToCall = {
  id: string;
  referralId: string;
  caseId: string;
  kind: SchoolCheckKind;
  dueOn: ThaiDay;
  remindedAt: Date | null;
  lateToldAt: Date | null;
  provinceToldAt: Date | null;
};

/** Checks for which somebody is to be called, locked; others are with another process. For the service. */
export function takeToCall(
  tx: Connection,
  until: { remindUntil: ThaiDay; lateUntil: ThaiDay; provinceUntil: ThaiDay; limit: number },
): Promise<CheckToCall[]> {
  return rows(
    tx,
    sql<CheckToCall>`SELECT id, referral_id AS "referralId", case_id AS "caseId", kind, due_on::text AS "dueOn",
        reminded_at AS "remindedAt", late_told_at AS "lateToldAt", province_told_at AS "provinceToldAt"
      FROM eef.checks WHERE result IS NULL AND NOT is_void AND province_told_at IS NULL
        AND (reminded_at IS NULL AND due_on <= ${until.remindUntil}::date
          OR late_told_at IS NULL AND due_on <= ${until.lateUntil}::date OR due_on <= ${until.provinceUntil}::date)
      ORDER BY id LIMIT ${until.limit} FOR UPDATE SKIP LOCKED`,
  );
}

/** Who was called for these checks, each once. */
export async function setCalled(
  tx: Connection,
  called: readonly { id: string; reminded: boolean; late: boolean; province: boolean }[],
  at: Date,
): Promise<void> {
  await sql`UPDATE eef.checks AS mine SET
      reminded_at = CASE WHEN said.reminded THEN ${at} ELSE mine.reminded_at END,
      late_told_at = CASE WHEN said.late THEN ${at} ELSE mine.late_told_at END,
      province_told_at = CASE WHEN said.province THEN ${at} ELSE mine.province_told_at END
    FROM unnest(${called.map(({ id }) => id)}::uuid[], ${called.map(({ reminded }) => reminded)}::boolean[],
      ${called.map(({ late }) => late)}::boolean[], ${called.map(({ province }) => province)}::boolean[])
      AS said (id, reminded, late, province)
    WHERE mine.id = said.id`.execute(tx);
}

/** The person says that they did not get it: nothing is left to last. */
export async function voidChecks(tx: Connection, referralIds: string[]): Promise<void> {
  await sql`UPDATE eef.checks SET is_void = true
    WHERE referral_id = ANY(${referralIds}::uuid[]) AND result IS NULL`.execute(tx);
}

/** Finds a child who left. */
export const findLeft = (): RawBuilder<unknown> => sql`SELECT 1 FROM eef.checks WHERE to_reopen ORDER BY id LIMIT 1`;

/** Finds a referral to look at. */
export const findReferralToFollow = (): RawBuilder<unknown> =>
  sql`SELECT 1 FROM eef.referrals_to_follow ORDER BY id LIMIT 1`;

/** Takes children who left; each is taken once, by one process. */
export function takeLeft(tx: Connection, limit: number): Promise<{ id: string; referralId: string }[]> {
  return rows(
    tx,
    sql<{ id: string; referralId: string }>`UPDATE eef.checks SET to_reopen = false
      WHERE id IN (SELECT id FROM eef.checks WHERE to_reopen ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING id, referral_id AS "referralId"`,
  );
}

/** @returns how many went with their case */
export async function forgetChecks(tx: Connection, most: number): Promise<number> {
  return (await getRow(tx, sql<{ gone: number }>`SELECT eef.forget_checks(${most}) AS gone`)).gone;
}

const TO_FOLLOW = { id: 'id', referralId: 'referral_id' } as const;
const follow = createLastWrite<{ id: string; referralId: string }>(
  'eef_referrals_to_follow',
  (added) => sql`INSERT INTO eef.referrals_to_follow
    ${insertRecords('eef.referrals_to_follow', TO_FOLLOW, added)}`,
);

/** Remembers that a referral has an outcome, or what the person says of it, with the last rows of that transaction. */
export function rememberReferral(work: Work, referralId: string): void {
  follow(work, { id: newId(), referralId });
}

/** Takes referrals to look at; each is taken once, by one process. */
export async function takeReferrals(tx: Connection, limit: number): Promise<string[]> {
  const taken = await rows(
    tx,
    sql<{ referralId: string }>`DELETE FROM eef.referrals_to_follow WHERE id IN (SELECT id
        FROM eef.referrals_to_follow ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING referral_id AS "referralId"`,
  );
  return [...new Set(taken.map(({ referralId }) => referralId))];
}

/** Open checks that are due until a day, the most overdue first; those that the actor may answer. */
export async function listOpenCheckIds(connection: Connection, until: ThaiDay, limit: number): Promise<string[]> {
  const found = await rows(
    connection,
    sql<{ id: string }>`SELECT check_id AS id FROM eef.list_open_checks(${until}, ${limit})`,
  );
  return found.map(({ id }) => id);
}

export function countChecks(
  connection: Connection,
  { from, to, today, answerDays }: { from: Date; to: Date; today: ThaiDay; answerDays: number },
): Promise<{ kind: SchoolCheckKind; state: SchoolCheckState; checks: number }[]> {
  return rows(
    connection,
    sql<{ kind: SchoolCheckKind; state: SchoolCheckState; checks: number }>`SELECT kind, state, checks
      FROM eef.count_checks(${from}, ${to}, ${today}, ${answerDays}) ORDER BY kind, state`,
  );
}
