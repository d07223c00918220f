import type { Actor } from '#capabilities/access';
import { mayFor, visibilityOf } from '#capabilities/jurisdiction';
import type { InsightMissedTargets, MissedTargetsQuery } from '#contract/insight';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { FigureContext } from '../../context.ts';
import { listMissed } from '../store/missed-rows.ts';

/**
 * Incidents of a station that took longer than a target, for whoever commands it.
 * @throws AppError `insight/not-yours`, `jurisdiction/agency-not-found`
 */
export async function getMissedTargets(
  { jurisdiction }: FigureContext,
  connection: Connection,
  actor: Actor,
  { from, to, agencyId }: MissedTargetsQuery,
): Promise<InsightMissedTargets> {
  const agency = jurisdiction.getAgency(agencyId);
  if (!mayFor(jurisdiction, actor, 'duty:manage', [agencyId])) throw new AppError('insight/not-yours');
  const agencyIds = jurisdiction.listAgencies({ branch: visibilityOf(agency) }).map(({ id }) => id);
  const found = await listMissed(connection, { from, to, agencyIds, personId: actor.userId });
  return { from, to, open: found[0]?.open ?? 0, targets: found.map(({ open: _, ...target }) => target) };
}
