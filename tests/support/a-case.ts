import { randomUUID } from 'node:crypto';
import { type Database, getRow, sql } from '../../server/platform/database/database.ts';

const PLACE = {
  ...{
    subdistrictTh: 'ในเมือง',
    subdistrictEn: 'Nai Mueang',
    districtTh: 'เมืองพิษณุโลก',
    districtEn: 'Mueang Phitsanulok',
  },
  ...{ provinceTh: 'พิษณุโลก', provinceEn: 'Phitsanulok', subdistrictCode: '650101', districtCode: '6501' },
  ...{ provinceCode: '65', precision: 'exact' },
};

/** A case in the database, at any step, for tests of what follows; how one comes about is tested in care-opens.test.ts. */
export async function aCase(
  db: Database,
  special: {
    /** Code of the owner. */
    agency?: string;
    status?: string;
    risk?: 'high' | 'medium' | 'low' | null;
    workerId?: string | null;
    incidentId?: string | null;
    isMinor?: boolean;
    name?: string;
    /** A worker is looked for by the job; without it nobody will be. */
    isToSuggest?: boolean;
    reportId?: string | null;
  } = {},
): Promise<string> {
  const { agency = 'TC-650101', status = 'registered', risk = null, workerId = null, incidentId = null } = special;
  const [id, personId] = [randomUUID(), randomUUID()];
  const owner = await getRow(db, sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = ${agency}`);
  const isEnded = status === 'closed' || status === 'not-opened';
  await sql`INSERT INTO care.people (id, name, created_at, updated_at)
    VALUES (${personId}, ${special.name ?? 'นางสาวสมมติ ในเคส'}, now(), now())`.execute(db);
  await sql`INSERT INTO care.cases (id, buddhist_year, person_id, concern, is_minor, source, incident_id, report_id, place,
      status, status_since, risk, agency_id, worker_id, opened_at, waiting_since, accepted_at, closed_at, end_reason, suggested_at,
      updated_at)
    VALUES (${id}, 2569, ${personId}, 'victim', ${special.isMinor ?? false}, ${incidentId ? 'incident' : 'walk-in'},
      ${incidentId}, ${special.reportId ?? null}, ${JSON.stringify(PLACE)}, ${status}, now() - interval '1 day', ${risk},
      ${owner.id}, ${workerId}, now() - interval '2 days', now() - interval '2 days',
      ${workerId ? sql`now() - interval '1 day'` : null}, ${isEnded ? sql`now()` : null},
      ${isEnded ? 'goals-met' : null}, ${special.isToSuggest ? null : sql`now()`}, now())`.execute(db);
  return id;
}

/** A form of the case as if somebody had saved it a moment ago, signed by them unless it is a draft. @returns its id */
export async function aRecord(
  db: Database,
  caseId: string,
  kind: 'danger' | 'assessment' | 'plan' | 'safety-plan' | 'follow-up' | 'closure',
  body: object,
  { authorId, isDraft = false, at }: { authorId: string; isDraft?: boolean; at: Date },
): Promise<string> {
  const id = randomUUID();
  await sql`INSERT INTO care.case_records (id, case_id, kind, section, series_id, version, body, author_id, saved_at,
      signed_at, signed_by_person_id)
    VALUES (${id}, ${caseId}, ${kind}, ${SECTIONS[kind]}, ${randomUUID()}, 1, ${JSON.stringify(body)}, ${authorId}, ${at},
      ${isDraft ? null : at}, ${isDraft ? null : authorId})`.execute(db);
  return id;
}
const SECTIONS = {
  ...{ danger: 'danger', assessment: 'assessment', plan: 'plan', 'safety-plan': 'plan' },
  ...{ 'follow-up': 'follow-up', closure: 'follow-up' },
};

/** Ten domains without a need, or with one that is serious or critical. */
export function anAssessment(safety: 0 | 2 | 3 = 0): object {
  const rest = ['injury-health', 'mind', 'caregiver', 'housing', 'food-income', 'school-learning', 'legal-documents'];
  const scores = [...rest, 'state-services', 'own-choice'].map((domain) => [domain, { score: 0 }]);
  const codes = safety > 0 ? { codes: ['hit'] } : {};
  return {
    tool: 'ten-domains',
    toolVersion: '1',
    domains: { safety: { score: safety, ...codes }, ...Object.fromEntries(scores) },
  };
}

/** A decision as if a second person had made it, or none yet. @returns its id */
export async function anApproval(
  db: Database,
  caseId: string,
  subject: 'not-opened' | 'high-risk-assessment' | 'plan' | 'closure',
  { by, decidedBy, recordId, reason }: { by: string; decidedBy?: string; recordId?: string; reason?: string },
): Promise<string> {
  const id = randomUUID();
  await sql`INSERT INTO care.approvals (id, case_id, subject, record_id, reason, requested_by_person_id, requested_at, due_at,
      decision, decided_by_person_id, decided_at)
    VALUES (${id}, ${caseId}, ${subject}, ${recordId ?? null}, ${reason ?? null}, ${by}, now(), now() + interval '3 days',
      ${decidedBy ? 'approved' : null}, ${decidedBy ?? null}, ${decidedBy ? sql`now()` : null})`.execute(db);
  return id;
}

/** An offer to an agency that waits for an answer. */
export async function anOffer(db: Database, caseId: string, { to, by }: { to: string; by: string }): Promise<void> {
  await sql`INSERT INTO care.transfers (id, case_id, from_agency_id, to_agency_id, reason, offered_by_person_id, offered_at, due_at)
    SELECT ${randomUUID()}::uuid, id, agency_id, (SELECT id FROM jurisdiction.agencies WHERE code = ${to}), 'workload', ${by}::uuid,
      now(), now() + interval '3 days' FROM care.cases WHERE id = ${caseId}`.execute(db);
}

/** A child is known in an open incident, and the centre of the place was told. @returns its id */
export async function anEarlyNotification(
  db: Database,
  { incidentId, agency = 'TC-650101' }: { incidentId: string; agency?: string },
): Promise<string> {
  const id = randomUUID();
  const told = await getRow(db, sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = ${agency}`);
  await sql`INSERT INTO care.early_notifications (id, incident_id, incident_code, fact, place, silent, agency_id, known_at,
      sent_at, province_at)
    SELECT ${id}, incident.id, incident.code, 'child', ${JSON.stringify(PLACE)}, incident.silent, ${told.id}, now(), now(),
      now() + interval '1 day' FROM incident.incidents AS incident WHERE incident.id = ${incidentId}`.execute(db);
  return id;
}
