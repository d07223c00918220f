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
      status, status_since, risk, agency_id, worker_id, opened_at, waiting_since, accepted_at, closed_at, end_reason, updated_at)
    VALUES (${id}, 2569, ${personId}, 'victim', ${special.isMinor ?? false}, ${incidentId ? 'incident' : 'walk-in'},
      ${incidentId}, ${special.reportId ?? null}, ${JSON.stringify(PLACE)}, ${status}, now() - interval '1 day', ${risk},
      ${owner.id}, ${workerId}, now() - interval '2 days', now() - interval '2 days',
      ${workerId ? sql`now() - interval '1 day'` : null}, ${isEnded ? sql`now()` : null},
      ${isEnded ? 'goals-met' : null}, now())`.execute(db);
  return id;
}
