import type { Actor } from '#capabilities/access';
import type { Connection } from '#platform/database/database';
import { listAccessFacts } from '../store/access-fact-rows.ts';
import { listIncidentsById } from '../store/incident-rows.ts';
import { type Involvement, listInvolvements } from '../store/involvement-rows.ts';
import { mayFor } from '../visibility.ts';
import type { QueueContext } from './list-incidents.ts';

/** An incident whose lookers a supervisor may ask about. */
export type ReviewableIncident = {
  id: string;
  code: string;
  /** When the work on it was over; null while it lasts. */
  endedAt: Date | null;
  involvements: Pick<Involvement, 'agencyId' | 'role' | 'since'>[];
};

/** Of these, the incidents of the branches in which the person may see who looked; never one that is kept from them. */
export async function listReviewableIncidents(
  { jurisdiction, clock }: Pick<QueueContext, 'jurisdiction' | 'clock'>,
  connection: Connection,
  actor: Actor,
  incidentIds: string[],
): Promise<ReviewableIncident[]> {
  const accessFacts = await listAccessFacts(connection, incidentIds, actor.userId, clock.now());
  const overseen = accessFacts.filter(
    ({ isConflicted, agencyIds }) => !isConflicted && mayFor(jurisdiction, actor, 'audit:view', agencyIds),
  );
  const ids = overseen.map(({ incidentId }) => incidentId);
  const involvements = Map.groupBy(await listInvolvements(connection, ids), ({ incidentId }) => incidentId);
  return (await listIncidentsById(connection, ids)).map(({ id, code, status, closedAt, updatedAt }) => ({
    id,
    code,
    endedAt: closedAt ?? (status === 'cancelled' ? updatedAt : null),
    involvements: involvements.get(id) ?? [],
  }));
}
