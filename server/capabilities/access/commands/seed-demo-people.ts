import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { hashPassword } from '../password.ts';
import { insertMembership, insertPerson, selectDemoPeople, upsertPassword } from '../store.ts';
import { readDemoPeople } from '../store-demo-people.ts';

/** Long past, so that the memberships are in force whatever the clock says. */
const FROM = '2020-01-01';

/**
 * Creates or updates the demonstration accounts. @returns their ids by e-mail address
 * @throws AppError `access/demo-agency-missing`, `access/email-taken` when a real person has such an address
 */
export async function seedDemoPeople(
  work: Work,
  findAgencyIdByCode: (code: string) => string | undefined,
  now: Date,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const { password, people } = await readDemoPeople();
  // One hash for all: the password is public, so separate salts would protect nothing.
  const passwordHash = await hashPassword(password);
  const known = new Map((await selectDemoPeople(work.tx)).map(({ email, id }) => [email, id]));
  for (const { email, name, memberships } of people) {
    const earlier = known.get(email);
    const userId = earlier ?? (await insertPerson(work.tx, { email, name, passwordHash, isDemonstration: true }, now));
    if (!userId) throw new AppError('access/email-taken', { message: `${email} is not a demonstration account.` });
    ids.set(email, userId);
    if (earlier) await upsertPassword(work.tx, earlier, passwordHash, now);
    for (const { agency, role } of memberships) {
      const agencyId = findAgencyIdByCode(agency);
      if (!agencyId) throw new AppError('access/demo-agency-missing', { message: `There is no agency ${agency}.` });
      await insertMembership(work.tx, userId, { agencyId, role, fromDate: FROM, untilDate: null });
    }
  }
  return ids;
}
