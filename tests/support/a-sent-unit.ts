import { randomUUID } from 'node:crypto';
import type { Me } from '../../contract/access.ts';
import { getRow, sql } from '../../server/platform/database/database.ts';
import type { Officer } from './officer.ts';
import type { TestSystem } from './test-system.ts';

/** A unit in the table with these people in it, and how it is sent somewhere and comes back; ids only, by hand. */
export async function aUnitOf(system: TestSystem, agencyCode: string, officers: Officer[], callSign: string) {
  const { id: agencyId } = await getRow(
    system.owner,
    sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = ${agencyCode}`,
  );
  const unitId = randomUUID();
  await sql`INSERT INTO units.units (id, agency_id, call_sign, kind, created_at, updated_at)
    VALUES (${unitId}, ${agencyId}, ${callSign}, 'motorcycle', now(), now())`.execute(system.owner);
  for (const officer of officers) {
    const { id } = (await officer.get<Me>('/api/v1/me')).body;
    await sql`DELETE FROM units.members WHERE person_id = ${id}`.execute(system.owner);
    await sql`INSERT INTO units.members (unit_id, person_id, by_person_id, at)
      VALUES (${unitId}, ${id}, ${id}, now())`.execute(system.owner);
  }
  return {
    unitId,
    async sentTo(incidentId: string): Promise<void> {
      await sql`INSERT INTO units.assignments
          (id, unit_id, incident_id, call_sign, kind, status, by_person_id, assigned_at, updated_at)
        VALUES (${randomUUID()}, ${unitId}, ${incidentId}, ${callSign}, 'motorcycle', 'assigned', ${randomUUID()}, now(), now())`.execute(
        system.owner,
      );
    },
    async isDone(): Promise<void> {
      await sql`UPDATE units.assignments SET status = 'done', ended_at = now()
        WHERE unit_id = ${unitId} AND ended_at IS NULL`.execute(system.owner);
    },
  };
}
