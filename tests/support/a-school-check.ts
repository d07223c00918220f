import { randomUUID } from 'node:crypto';
import { type Database, sql } from '../../server/platform/database/database.ts';

/** A check of a referral that is due today, of a child that came back ninety days ago. @returns its id */
export async function aSchoolCheck(db: Database, referralId: string, kind = 'day-90'): Promise<string> {
  const id = randomUUID();
  await sql`INSERT INTO eef.checks (id, referral_id, case_id, to_agency_id, kind, returned_on, due_on)
    SELECT ${id}, one.id, one.case_id, one.to_agency_id, ${kind}, current_date - 90, current_date
    FROM referral.referrals AS one WHERE one.id = ${referralId}`.execute(db);
  return id;
}
