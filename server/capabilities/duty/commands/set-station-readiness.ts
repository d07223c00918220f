import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { READINESS_TOPIC, setReadiness } from '#capabilities/jurisdiction';
import type { Work } from '#platform/database/transaction';
import type { DutyContext } from '../context.ts';
import { mustBeInScope } from '../scope.ts';
import { hasStation, saveDeclaredReadiness } from '../store/station-rows.ts';
import { updateReadiness } from './update-readiness.ts';

/**
 * Sets the readiness that a station declares; alerts pass over a station that declares nobody on duty. With a roster it
 * is valid until duty changes hands; without one it is the only source.
 * @throws AppError `jurisdiction/agency-not-found`, also for an agency outside the actor's branches
 */
export async function setStationReadiness(
  context: DutyContext,
  work: Work,
  actor: Actor,
  agencyId: string,
  readiness: 'ready' | 'nobody-on-duty',
): Promise<void> {
  const { clock, jurisdiction, notifier } = context;
  mustBeInScope(jurisdiction, actor, 'agency:set-readiness', agencyId);
  const at = clock.now();
  const auditEvent = {
    action: 'duty/set-readiness',
    subjectKind: 'agency',
    subjectId: agencyId,
    details: { readiness },
    at,
  };
  recordAction(work, { ...byPerson(actor), ...auditEvent });
  if (await hasStation(work.tx, agencyId)) {
    await saveDeclaredReadiness(work.tx, { agencyId, readiness, at });
    await updateReadiness(context, work, [agencyId], byPerson(actor));
  } else {
    await setReadiness(work.tx, { agencyId, readiness, now: at });
  }
  work.afterCommit(() => notifier.send(READINESS_TOPIC));
}
