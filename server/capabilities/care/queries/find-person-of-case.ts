import type { CarePerson } from '#contract/case-api';
import type { Connection } from '#platform/database/database';
import { toCarePerson } from '../people/person.ts';
import { findPerson } from '../people/store/person-rows.ts';
import { findCase } from '../record/store/case-rows.ts';

/** Whom a case is about, as far as the actor may see them. */
export async function findPersonOfCase(connection: Connection, caseId: string): Promise<CarePerson | undefined> {
  const one = await findCase(connection, caseId);
  const person = one && (await findPerson(connection, one.personId));
  return person && toCarePerson(person);
}
