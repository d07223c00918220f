import { randomUUID } from 'node:crypto';
import { type Database, sql } from '../../server/platform/database/database.ts';

/** A need of one unit in each shift that a station's planner has not decided on. @returns its id */
export async function aRosterProposal(db: Database, agencyId: string): Promise<string> {
  const id = randomUUID();
  await sql`UPDATE duty.roster_proposals SET state = 'replaced', decided_at = now()
    WHERE agency_id = ${agencyId} AND state = 'open'`.execute(db);
  await sql`INSERT INTO duty.roster_proposals (id, agency_id, units, target_minutes, target_percent, simulation_id,
      proposed_by_person_id, proposed_at)
    VALUES (${id}, ${agencyId}, ${new Array(21).fill(1)}::smallint[], 15, 90, ${randomUUID()}, ${randomUUID()}, now())`.execute(
    db,
  );
  return id;
}
