import { type Doer, recordAct } from '#capabilities/audit';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { hashPassword } from '../password.ts';
import { insertPerson } from '../store.ts';

/** NIST SP 800-63B asks for length rather than for signs; better-auth refuses more than 128. */
const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 128;

/** Who makes the change, for the audit. */
export type Author = Doer & { at: Date };

/**
 * Makes someone who can sign in, and returns their id. They may do nothing before `addMembership`.
 * @throws AppError `access/email-taken`, `access/password-unfit`
 */
export async function createPerson(
  work: Work,
  person: { name: string; email: string; password: string },
  author: Author,
): Promise<string> {
  const { length } = person.password;
  if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
    throw new AppError('access/password-unfit', { params: { shortest: SHORTEST_PASSWORD, longest: LONGEST_PASSWORD } });
  }
  const passwordHash = await hashPassword(person.password);
  const email = person.email.trim().toLowerCase();
  const id = await insertPerson(
    work.tx,
    { name: person.name.trim(), email, passwordHash, isDemonstration: false },
    author.at,
  );
  if (!id) throw new AppError('access/email-taken');
  await recordAct(work, { ...author, act: 'access/create-person', subjectKind: 'person', subjectId: id });
  return id;
}
