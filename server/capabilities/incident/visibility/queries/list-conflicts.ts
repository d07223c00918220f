import { type Actor, nameStaff } from '#capabilities/access';
import { mayFor } from '#capabilities/jurisdiction';
import type { Conflicts } from '#contract/incident-visibility';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { QueryContext } from '../../context.ts';
import { listConflictRows } from '../store/conflict-rows.ts';
import { getVisibleIncident } from './get-visible-incident.ts';

/**
 * From whom the incident is or was withheld, newest first.
 * @throws AppError `incident/not-found`, `access/not-permitted`
 */
export async function listConflicts(
  context: QueryContext,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<Conflicts> {
  const { accessFacts } = await getVisibleIncident(context, connection, actor, id);
  if (!mayFor(context.jurisdiction, actor, 'incident:mark-conflict', [accessFacts.responsibleAgencyId])) {
    throw new AppError('access/not-permitted');
  }
  const found = await listConflictRows(connection, id);
  const ids = found.flatMap((row) => [row.personId, row.byPersonId, row.liftedByPersonId]);
  const name = await nameStaff(connection, ids, context.clock.now());
  return {
    conflicts: found.map(({ personId, byPersonId, liftedByPersonId, at, liftedAt, ...row }) => ({
      ...row,
      person: name(personId),
      by: name(byPersonId),
      at: at.toISOString(),
      liftedAt: liftedAt?.toISOString() ?? null,
      liftedBy: liftedByPersonId ? name(liftedByPersonId) : null,
    })),
  };
}
