import { listStaff } from '#capabilities/access';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { readDemoUnits } from '../store/demo-units.ts';
import { addMembers, insertUnit } from '../store/unit-rows.ts';

/** Creates the invented demonstration units once; changes made in a demonstration stay. */
export async function seedDemoUnits(
  db: Database,
  { findAgencyByCode }: Pick<Jurisdiction, 'findAgencyByCode'>,
  now: Date,
): Promise<void> {
  const units = await readDemoUnits();
  await inTransaction(db, async ({ tx }) => {
    for (const { agency: code, callSign, kind, members } of units) {
      const agency = findAgencyByCode(code);
      const id = newId();
      if (!agency || !(await insertUnit(tx, { id, agencyId: agency.id, callSign, kind }, now))) continue;
      const people = await listStaff(tx, { agencyIds: [agency.id] }, now);
      const ids = people.filter(({ name }) => members.includes(name)).map((person) => person.id);
      // Nobody ordered this: each member is stored as added by themselves.
      for (const personId of ids) await addMembers(tx, id, [personId], { personId, at: now });
    }
  });
}
