import { type Connection, fillUp, type RawBuilder, rows, sql } from '#platform/database/database';
import { createLastWrite } from '#platform/database/transaction';
import { newId } from '#platform/ids';

/** Somebody who is barred from a case, by their account. */
export type BarredAccount = { caseId: string; accountId: string };

type ToFollow = { caseId: string | null; accountId: string | null };

const addToFollow = createLastWrite<ToFollow>(
  'care_barring_to_follow',
  (added) => sql`INSERT INTO care.barring_to_follow (id, case_id, account_id)
    SELECT * FROM unnest(${added.map(newId)}::uuid[], ${added.map(({ caseId }) => caseId)}::uuid[],
      ${added.map(({ accountId }) => accountId)}::uuid[])`,
);

/** From which cases this person is barred is looked at after the commit. */
export const followAccount = (work: Parameters<typeof addToFollow>[0], accountId: string): void =>
  addToFollow(work, { caseId: null, accountId });

/** Who is barred from this case is looked at once more after the commit: somebody may become known by a number meanwhile. */
export const followCase = (work: Parameters<typeof addToFollow>[0], caseId: string): void =>
  addToFollow(work, { caseId, accountId: null });

/**
 * Cases from which whoever is known by this telephone number is barred; hardly ever one. Numbers as `VALUES`: of a list PostgreSQL
 * expects ten, each with a thousand cases, and would plan all that is written with it anew each time.
 */
export const followNumber = createLastWrite<string>(
  'care_barring_to_follow_number',
  (numbers) => sql`INSERT INTO care.barring_to_follow (id, case_id)
    SELECT gen_random_uuid(), case_id FROM (SELECT DISTINCT barring.case_id
      FROM (VALUES ${sql.join(fillUp(numbers).map((number) => sql`(${number}::text)`))}) AS known (number),
        LATERAL care.cases_barring_number(known.number) AS barring) AS barred`,
);

/** Finds what is to be looked at. */
export const findToFollow = (): RawBuilder<unknown> => sql`SELECT 1 FROM care.barring_to_follow ORDER BY id LIMIT 1`;

/** Takes what is to be looked at; each is taken once, by one process. For the service. */
export function takeToFollow(tx: Connection, limit: number): Promise<ToFollow[]> {
  return rows(
    tx,
    sql<ToFollow>`DELETE FROM care.barring_to_follow WHERE id IN (SELECT id FROM care.barring_to_follow
        ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING case_id AS "caseId", account_id AS "accountId"`,
  );
}

/** Cases from which these people are barred by something that they are known by. For the service. */
export async function listCasesBarring(connection: Connection, accountIds: string[]): Promise<string[]> {
  const found = await rows(
    connection,
    sql<{ caseId: string }>`SELECT DISTINCT barred.case_id AS "caseId"
      FROM unnest(${accountIds}::uuid[]) AS account (id), LATERAL care.identities_of(account.id) AS known
        JOIN care.case_exclusions AS barred ON barred.kind = known.kind AND barred.compared = known.compared
      WHERE barred.lifted_at IS NULL AND barred.value IS NOT NULL`,
  );
  return found.map(({ caseId }) => caseId);
}

export type Spread = { id: string; caseId: string; kind: string; reason: string; accountId: string | null };

/**
 * Bars whoever is barred from these cases from the other open cases of the same households too, wherever those are
 * owned; what a person has lifted there stays lifted. For the service. @returns what was added
 */
export function spreadInHouseholds(tx: Connection, caseIds: string[], at: Date): Promise<Spread[]> {
  return rows(
    tx,
    sql<Spread>`INSERT INTO care.case_exclusions (id, case_id, kind, account_id, value, reason, by_person_id, at)
      SELECT gen_random_uuid(), other.id, barred.kind, barred.account_id, barred.value, barred.reason, barred.by_person_id, ${at}
      FROM care.case_exclusions AS barred JOIN care.cases AS mine ON mine.id = barred.case_id
        JOIN care.cases AS other ON other.household_id = mine.household_id AND other.id <> mine.id AND other.closed_at IS NULL
      WHERE barred.case_id = ANY(${caseIds}::uuid[]) AND barred.lifted_at IS NULL
        AND NOT EXISTS (SELECT FROM care.case_exclusions AS known WHERE known.case_id = other.id AND known.kind = barred.kind
          AND known.account_id IS NOT DISTINCT FROM barred.account_id AND known.value IS NOT DISTINCT FROM barred.value)
      ON CONFLICT DO NOTHING
      RETURNING id, case_id AS "caseId", kind, reason, account_id AS "accountId"`,
  );
}

const pairs = (barred: readonly BarredAccount[]) => sql`unnest(${barred.map(({ caseId }) => caseId)}::uuid[],
  ${barred.map(({ accountId }) => accountId)}::uuid[]) AS barred (case_id, account_id)`;

type Ending = { personId: string | null; at: Date };

/** Ends the invitations of people who are barred from the case. */
export async function endInvitations(tx: Connection, barred: readonly BarredAccount[], by: Ending): Promise<void> {
  await sql`UPDATE care.team_members AS member SET ended_at = ${by.at}, ended_by_person_id = ${by.personId}
    FROM ${pairs(barred)} WHERE member.case_id = barred.case_id AND member.account_id = barred.account_id
      AND member.ended_at IS NULL`.execute(tx);
}

/** Withdraws offers that wait for the answer of somebody who is barred. @returns them */
export function withdrawOffersTo(
  tx: Connection,
  barred: readonly BarredAccount[],
  by: Ending,
): Promise<{ id: string; caseId: string }[]> {
  return rows(
    tx,
    sql<{ id: string; caseId: string }>`UPDATE care.transfers AS offer SET answer = 'withdrawn',
        answered_by_person_id = ${by.personId}, answered_at = ${by.at}
      FROM ${pairs(barred)} WHERE offer.case_id = barred.case_id AND offer.to_worker_id = barred.account_id
        AND offer.answer IS NULL
      RETURNING offer.id, offer.case_id AS "caseId"`,
  );
}
