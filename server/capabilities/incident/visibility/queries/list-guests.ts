import { type Actor, nameStaff } from '#capabilities/access';
import { mayFor } from '#capabilities/jurisdiction';
import type { Guests } from '#contract/incident-visibility';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { QueryContext } from '../../context.ts';
import { listGuestRows } from '../store/guest-rows.ts';
import { getVisibleIncident } from './get-visible-incident.ts';

/**
 * Who is or was invited, newest first.
 * @throws AppError `incident/not-found`, `access/not-permitted`
 */
export async function listGuests(
  context: QueryContext,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<Guests> {
  const { accessFacts } = await getVisibleIncident(context, connection, actor, id);
  if (!mayFor(context.jurisdiction, actor, 'incident:invite-guest', [accessFacts.responsibleAgencyId])) {
    throw new AppError('access/not-permitted');
  }
  const now = context.clock.now();
  const found = await listGuestRows(connection, id);
  const ids = found.flatMap((row) => [row.personId, row.byPersonId]);
  const name = await nameStaff(connection, ids, now);
  return {
    guests: found.map(({ personId, byPersonId, until, at, endedAt, ...row }) => ({
      ...row,
      person: name(personId),
      by: name(byPersonId),
      until: until.toISOString(),
      at: at.toISOString(),
      endedAt: (endedAt ?? (until <= now ? until : null))?.toISOString() ?? null,
    })),
  };
}
