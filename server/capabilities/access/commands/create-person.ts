import { type AuditActor, recordAction } from '#capabilities/audit';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { hashPassword } from '../password.ts';
import { mustBeFit } from '../password-fitness.ts';
import { insertPerson } from '../store.ts';
import { setStaffNumber } from '../store-people.ts';

/** Who makes the change and when, for the audit. */
export type Author = AuditActor & { at: Date };

/**
 * Creates an account and returns its id. It has no permissions before `addMembership`.
 * @throws AppError `access/email-taken`, `access/staff-number-taken`, `access/password-unfit`, `access/password-guessable`
 */
export async function createPerson(
  work: Work,
  person: { name: string; email: string; password: string; staffNumber?: string | null },
  author: Author,
): Promise<string> {
  mustBeFit(person.password, [person.name, person.email, person.staffNumber]);
  const passwordHash = await hashPassword(person.password);
  const email = person.email.trim().toLowerCase();
  const id = await insertPerson(
    work.tx,
    { name: person.name.trim(), email, passwordHash, isDemonstration: false },
    author.at,
  );
  if (!id) throw new AppError('access/email-taken');
  const { staffNumber } = person;
  if (staffNumber && !(await setStaffNumber(work.tx, id, staffNumber))) throw new AppError('access/staff-number-taken');
  recordAction(work, { ...author, action: 'access/create-person', subjectKind: 'person', subjectId: id });
  return id;
}
