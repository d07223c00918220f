import { type Columns, insertColumns, insertRecords, selectColumns, updateColumns } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import { type CarePersonRow, type NewPerson, toNewPerson } from '../person.ts';

const FACTS = {
  name: 'name',
  alias: 'alias',
  idNumber: 'id_number',
  noIdReason: 'no_id_reason',
  birthDate: 'birth_date',
  birthYear: 'birth_year',
  sex: 'sex',
  nationality: 'nationality',
  language: 'language',
  disabilities: 'disabilities',
  pregnant: 'pregnant',
  schoolStatus: 'school_status',
  caregiver: 'caregiver',
  guardian: 'guardian',
  childFlags: 'child_flags',
  safeContact: 'safe_contact',
  basis: 'basis',
  version: 'version',
  updatedAt: 'updated_at',
} as const;
const PERSON = {
  ...FACTS,
  id: 'id',
  createdByPersonId: 'created_by_person_id',
  createdAt: 'created_at',
} as const satisfies Columns<CarePersonRow>;
const READ_PERSON = { ...PERSON, birthDate: 'birth_date::text' } as const;
const PERSON_COLUMNS = selectColumns(READ_PERSON);

/** New people, as a part of the statement that opens their cases. */
export function insertPeople(people: readonly NewPerson[]) {
  return sql`INSERT INTO care.people ${insertRecords('care.people', PERSON, people.map(toNewPerson))}`;
}

export function findPerson(connection: Connection, id: string): Promise<CarePersonRow | undefined> {
  return findRow(connection, sql<CarePersonRow>`SELECT ${PERSON_COLUMNS} FROM care.people WHERE id = ${id}`);
}

export function listPeople(connection: Connection, ids: string[]): Promise<CarePersonRow[]> {
  return rows(connection, sql<CarePersonRow>`SELECT ${PERSON_COLUMNS} FROM care.people WHERE id = ANY(${ids}::uuid[])`);
}

export async function updatePerson(tx: Connection, { id, ...changed }: CarePersonRow): Promise<void> {
  await sql`UPDATE care.people SET ${updateColumns(FACTS, changed)} WHERE id = ${id}`.execute(tx);
}

/** Somebody who is known but has no case. */
export async function insertPerson(tx: Connection, person: CarePersonRow): Promise<void> {
  await sql`INSERT INTO care.people ${insertColumns(PERSON, person)}`.execute(tx);
}
