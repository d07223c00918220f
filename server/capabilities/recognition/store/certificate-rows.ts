import type { CertificateList, CertificateStatus } from '#contract/recognition';
import { type Columns, insertRecords, readRecords, selectColumns, updateFromRecords } from '#platform/database/columns';
import { type Connection, findRow, getRow, rows, sql } from '#platform/database/database';
import type { Certificate } from '../certificate.ts';

const KEPT = {
  id: 'id',
  kind: 'kind',
  agencyId: 'agency_id',
  name: 'name',
  position: 'position',
  role: 'role',
  citation: 'citation',
  givenOn: 'given_on',
  signers: 'signers',
  personId: 'person_id',
  incidentId: 'incident_id',
  proposedByPersonId: 'proposed_by_person_id',
  proposedAt: 'proposed_at',
} as const;
const CHANGING = {
  status: 'status',
  shown: 'shown',
  consent: 'consent',
  decidedByPersonId: 'decided_by_person_id',
  decidedAt: 'decided_at',
  declineReason: 'decline_reason',
  issuedByPersonId: 'issued_by_person_id',
  issuedAt: 'issued_at',
  number: 'number',
  buddhistYear: 'buddhist_year',
  serial: 'serial',
  secret: 'secret',
  document: 'document',
  signature: 'signature',
  keyId: 'key_id',
  revokedByPersonId: 'revoked_by_person_id',
  revokedAt: 'revoked_at',
  revokeReason: 'revoke_reason',
  revokeNote: 'revoke_note',
} as const satisfies Columns<Omit<Certificate, keyof typeof KEPT | 'checkedTimes'>>;
const WRITTEN = { ...KEPT, ...CHANGING } as const;
/** A day would come as a moment of this machine's zone. */
const READ = { ...WRITTEN, checkedTimes: 'checked_times', givenOn: 'given_on::text' } as const;
const COLUMNS = selectColumns(READ);
const TABLE = 'recognition.certificates';

/** @returns how many were added: fewer than given where an officer has one for this incident already */
export async function insertCertificates(tx: Connection, added: readonly Certificate[]): Promise<number> {
  const done = await rows(
    tx,
    sql<{ id: string }>`INSERT INTO recognition.certificates ${insertRecords(TABLE, WRITTEN, added)}
      ON CONFLICT DO NOTHING RETURNING id`,
  );
  return done.length;
}

/** Locked in the order of their ids until the transaction ends: of two who decide at once, one waits here. */
export function lockCertificates(tx: Connection, ids: readonly string[]): Promise<Certificate[]> {
  return rows(
    tx,
    sql<Certificate>`SELECT ${COLUMNS} FROM recognition.certificates WHERE id = ANY(${ids}::uuid[])
      ORDER BY id FOR UPDATE`,
  );
}

export async function updateCertificates(tx: Connection, changed: readonly Certificate[]): Promise<void> {
  await sql`UPDATE recognition.certificates AS known SET ${updateFromRecords(CHANGING)}
    FROM ${readRecords(TABLE, { id: 'id', ...CHANGING }, changed)} AS written WHERE known.id = written.id`.execute(tx);
}

export function listCertificatesById(connection: Connection, ids: readonly string[]): Promise<Certificate[]> {
  return rows(
    connection,
    sql<Certificate>`SELECT ${COLUMNS} FROM recognition.certificates WHERE id = ANY(${ids}::uuid[])
      ORDER BY agency_id, buddhist_year, number, proposed_at, id`,
  );
}

const STATUSES = {
  waiting: ['proposed', 'approved'],
  issued: ['issued'],
  ended: ['revoked', 'declined', 'withdrawn'],
} as const satisfies Record<CertificateList, readonly CertificateStatus[]>;

/** The newest first, at most so many. */
export function listCertificates(connection: Connection, list: CertificateList, most: number): Promise<Certificate[]> {
  return rows(
    connection,
    sql<Certificate>`SELECT ${COLUMNS} FROM recognition.certificates
      WHERE status = ANY(${STATUSES[list]}::text[]) ORDER BY proposed_at DESC, id DESC LIMIT ${most}`,
  );
}

/** Officers who have a certificate for this incident, or for whom one waits. */
export async function listHonoured(connection: Connection, incidentId: string): Promise<string[]> {
  const found = await rows(
    connection,
    sql<{ personId: string }>`SELECT person_id AS "personId" FROM recognition.certificates
      WHERE incident_id = ${incidentId} AND person_id IS NOT NULL AND status IN ('proposed', 'approved', 'issued')`,
  );
  return found.map(({ personId }) => personId);
}

/** Takes so many numbers of an agency's year. @returns the first of them */
export async function takeNumbers(tx: Connection, agencyId: string, year: number, many: number): Promise<number> {
  const { last } = await getRow(
    tx,
    sql<{ last: number }>`INSERT INTO recognition.numbers AS known (agency_id, buddhist_year, last)
      VALUES (${agencyId}, ${year}, ${many})
      ON CONFLICT (agency_id, buddhist_year) DO UPDATE SET last = known.last + excluded.last RETURNING last`,
  );
  return last - many + 1;
}

/** What the public page may say of a certificate, with the key that it was signed with. */
export type CheckedRow = Pick<
  Certificate,
  'status' | 'name' | 'position' | 'shown' | 'secret' | 'document' | 'signature' | 'keyId' | 'revokedAt'
> & { publicKey: string };

/** Counts that it was asked for. Needs the service role. */
export function checkCertificate(connection: Connection, serial: string): Promise<CheckedRow | undefined> {
  return findRow(
    connection,
    sql<CheckedRow>`UPDATE recognition.certificates AS one SET checked_times = checked_times + 1
      FROM recognition.signing_keys AS signed WHERE one.serial = ${serial} AND signed.key_id = one.key_id
      RETURNING one.status, one.name, one.position, one.shown, one.secret, one.document, one.signature,
        one.key_id AS "keyId", one.revoked_at AS "revokedAt", signed.public_key AS "publicKey"`,
  );
}
