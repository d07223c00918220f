import { randomUUID } from 'node:crypto';
import { type Database, getRow, sql } from '../../server/platform/database/database.ts';

/** An open need of a case. @returns its id */
export async function aNeed(
  db: Database,
  caseId: string,
  code = 'housing',
  by: string = randomUUID(),
): Promise<string> {
  const id = randomUUID();
  await sql`INSERT INTO care.needs (id, case_id, code, opened_at, opened_by_person_id)
    VALUES (${id}, ${caseId}, ${code}, now() - interval '1 hour', ${by})`.execute(db);
  return id;
}

type Special = {
  needId?: string;
  /** Code of the receiver. */
  to?: string;
  status?: string;
  serviceCode?: string;
  statutory?: boolean;
  urgency?: 'emergency' | 'urgent' | 'normal';
  outcome?: string;
  confirmation?: string;
  declineBy?: string;
  bundleId?: string;
  by?: string;
};

/**
 * A referral in the database, at any step, for tests of what follows; how one comes about is tested in
 * referral-life.test.ts. @returns its id
 */
export async function aReferral(db: Database, caseId: string, special: Special = {}): Promise<string> {
  const { status = 'offered', to = 'SV-65-SHELTER', serviceCode = 'shelter', urgency = 'normal' } = special;
  const id = randomUUID();
  const needId = special.needId ?? (await aNeed(db, caseId, 'safety'));
  const receiver = await getRow(db, sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = ${to}`);
  const isAccepted = ['accepted', 'in-progress', 'on-hold', 'completed', 'not-completed'].includes(status);
  const isEnded = ['completed', 'not-completed', 'declined', 'expired', 'withdrawn'].includes(status);
  const outcome = status === 'completed' ? (special.outcome ?? 'received-help') : null;
  const confirmation = special.confirmation ?? (outcome === 'received-help' ? 'to-ask' : 'none');
  const isDraft = status === 'draft';
  const at = (isThere: boolean, moment: string) => (isThere ? sql.raw(moment) : null);
  await sql`INSERT INTO referral.referrals (id, buddhist_year, case_id, case_code, incident_id, need_id, need_code, from_agency_id,
      to_agency_id, service_code, statutory, urgency, age_band, is_minor, silent, place, papers, bundle_id, status, status_since,
      created_by_person_id, created_at, offered_at, half_at, due_at, province_at, accepted_at, update_due_at, outcome_due_at,
      hold_reason, hold_until, ended_at, end_reason, decline_by_person_id, outcome, outcome_on, confirmation, updated_at)
    SELECT ${id}, 2569, mine.id, mine.code, mine.incident_id, ${needId}, need.code, mine.agency_id, ${receiver.id}, ${serviceCode},
      ${special.statutory ?? false}, ${urgency}, 'unknown', mine.is_minor, mine.silent, mine.place, '{}', ${special.bundleId ?? null},
      ${status}, now(), ${special.by ?? randomUUID()}, now(), ${at(!isDraft, 'now()')}, ${at(!isDraft, "now() + interval '1 day'")},
      ${at(!isDraft, "now() + interval '2 days'")}, ${at(!isDraft, "now() + interval '3 days'")}, ${at(isAccepted, 'now()')},
      ${at(isAccepted, "now() + interval '30 days'")}, ${at(isAccepted, "now() + interval '14 days'")},
      ${status === 'on-hold' ? 'waiting-list' : null}, ${at(status === 'on-hold', "now() + interval '5 days'")},
      ${at(isEnded, 'now()')}, ${status === 'declined' || status === 'declined-proposed' ? 'no-capacity' : null},
      ${status === 'declined-proposed' ? (special.declineBy ?? randomUUID()) : null}, ${outcome}, ${at(outcome !== null, 'current_date')},
      ${confirmation}, now()
    FROM care.cases AS mine JOIN care.needs AS need ON need.id = ${needId} WHERE mine.id = ${caseId}`.execute(db);
  await sql`INSERT INTO referral.packets (referral_id, person, why, basis, extra, built_at)
    SELECT ${id}, jsonb_build_object('name', person.name), 'ต้องการที่พักปลอดภัย', 'consent', '{}', now()
    FROM care.cases AS mine JOIN care.people AS person ON person.id = mine.person_id WHERE mine.id = ${caseId}`.execute(
    db,
  );
  const isHolding = !isDraft && (!isEnded || confirmation === 'to-ask' || confirmation === 'waiting');
  if (isHolding) {
    await sql`INSERT INTO care.need_holders (need_id, kind, holder_id, since) VALUES (${needId}, 'referral', ${id}, now())`.execute(
      db,
    );
  }
  return id;
}
