import type { Actor } from '#capabilities/access';
import { mayFor } from '#capabilities/jurisdiction';
import type { Connection } from '#platform/database/database';
import type { QueryContext } from '../../context.ts';
import { listIncidentsById } from '../../record/store/incident-rows.ts';
import { type Involvement, listInvolvements } from '../../record/store/involvement-rows.ts';
import { listAccessFacts } from '../store/access-fact-rows.ts';

/** An incident whose views a supervisor may review. */
export type ReviewableIncident = {
  id: string;
  code: string;
  /** When it ended; null while it is open. */
  endedAt: Date | null;
  involvements: Pick<Involvement, 'agencyId' | 'role' | 'since'>[];
};

/** Those of these incidents whose views the person may review; never one that is withheld from them. */
export async function listReviewableIncidents(
  { jurisdiction, clock }: QueryContext,
  connection: Connection,
  actor: Actor,
  incidentIds: string[],
): Promise<ReviewableIncident[]> {
  const accessFacts = await listAccessFacts(connection, incidentIds, actor.userId, clock.now());
  const reviewable = accessFacts.filter(
    ({ isConflicted, agencyIds }) => !isConflicted && mayFor(jurisdiction, actor, 'audit:view', agencyIds),
  );
  const ids = reviewable.map(({ incidentId }) => incidentId);
  const involvements = Map.groupBy(await listInvolvements(connection, ids), ({ incidentId }) => incidentId);
  return (await listIncidentsById(connection, ids)).map(({ id, code, status, closedAt, updatedAt }) => ({
    id,
    code,
    endedAt: closedAt ?? (status === 'cancelled' ? updatedAt : null),
    involvements: involvements.get(id) ?? [],
  }));
}
