import { randomUUID } from 'node:crypto';
import { type Database, getRow, sql } from '../../server/platform/database/database.ts';

const PLACE = {
  ...{ subdistrictTh: 'ในเมือง', subdistrictEn: 'Nai Mueang', districtTh: 'เมืองพิษณุโลก' },
  ...{ districtEn: 'Mueang Phitsanulok', provinceTh: 'พิษณุโลก', provinceEn: 'Phitsanulok' },
  ...{ subdistrictCode: '650101', districtCode: '6501', provinceCode: '65', precision: 'exact' },
};

/** A form that can be sent: an elderly neighbour without income. Another value for a section replaces it. */
export function aHelpForm(special: Record<string, unknown> = {}) {
  return {
    person: {
      ...{ name: 'นางสมมติ ทองคำ', idNumber: '1101700230708', birth: { kind: 'exact', date: '1950-02-01' } },
      ...{ sex: 'female', phone: '0812345000', condition: 'normal', filledBy: 'volunteer' },
    },
    place: { lat: 16.8139, lng: 100.26, source: 'gps', accuracyMetres: 12, address: '99/7 ซอยสมมติ', tenure: 'own' },
    household: { members: [] },
    income: { perYear: 18000, sources: ['allowance'] },
    hardship: { codes: ['no-income', 'cannot-care-for-self'] },
    wanted: { kind: 'money', benefit: 'elderly-in-difficulty' },
    certification: { agreed: true },
    ...special,
  };
}

/** A request in the database, at any step, for tests of what follows; how one comes about is in help-requests.test.ts. */
export async function aHelpRequest(
  db: Database,
  special: {
    /** Code of the owner. */
    agency?: string;
    status?: string;
    workerId?: string | null;
    filedBy?: string | null;
    form?: object;
    idNumber?: string;
    familyIds?: string[];
    benefit?: string;
    granted?: { at: Date; benefit: string; amount: number };
    receivedDaysAgo?: number;
  } = {},
): Promise<string> {
  const { agency = 'TC-650101', status = 'received', form = aHelpForm(), receivedDaysAgo = 0 } = special;
  const { workerId = null, filedBy = null, granted, benefit = 'elderly-in-difficulty', idNumber = null } = special;
  const id = randomUUID();
  const owner = await getRow(db, sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = ${agency}`);
  const isReceived = !['draft', 'submitted', 'checked'].includes(status);
  const at = sql`now() - make_interval(days => ${receivedDaysAgo}) - interval '1 minute'`;
  await sql`INSERT INTO help.requests (id, buddhist_year, status, status_since, returned_from, channel, agency_id, place,
      worker_id, filed_by_person_id, label, benefit, id_number, family_ids, danger, is_known_client, opened_at, submitted_at,
      received_at, clock_from, clock_days, granted_at, granted_benefit, granted_amount, updated_at)
    VALUES (${id}, 2569, ${status}, ${at}, ${status === 'returned-for-correction' ? 'received' : null}, 'volunteer',
      ${owner.id}, ${JSON.stringify(PLACE)}, ${workerId}, ${filedBy}, 'สมมติ ท.', ${benefit}, ${idNumber},
      ${special.familyIds ?? (idNumber ? [idNumber] : [])}::text[], 'no', ${isReceived ? false : null}, ${at},
      ${status === 'draft' ? null : at}, ${isReceived ? at : null}, ${isReceived ? at : null}, ${isReceived ? 15 : null},
      ${granted?.at ?? null}, ${granted?.benefit ?? null}, ${granted?.amount ?? null}, now())`.execute(db);
  await sql`INSERT INTO help.forms (request_id, version, form, saved_at)
    VALUES (${id}, 1, ${JSON.stringify(form)}, now())`.execute(db);
  return id;
}
