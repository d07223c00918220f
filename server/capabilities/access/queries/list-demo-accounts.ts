import type { DemoAccounts } from '#contract/access';
import type { Connection } from '#platform/database/database';
import type { FindAgency } from '../agencies.ts';
import { selectDemoPeople } from '../store.ts';
import { readDemoPeople } from '../store-demo-people.ts';

/** The demonstration accounts in this database and their password, for the sign-in page and the start page. */
export async function listDemoAccounts(connection: Connection, findAgencyByCode: FindAgency): Promise<DemoAccounts> {
  const { password, people } = await readDemoPeople();
  const present = new Set((await selectDemoPeople(connection)).map(({ email }) => email));
  const accounts = people
    .filter(({ email }) => present.has(email))
    .map(({ name, email, memberships }) => {
      const agencies = memberships.flatMap(({ agency: code }) => {
        const agency = findAgencyByCode(code);
        return agency ? [{ id: agency.id, nameTh: agency.nameTh, nameEn: agency.nameEn }] : [];
      });
      return { name, email, roles: memberships.map(({ role }) => role), agencies };
    });
  return { password, accounts };
}
