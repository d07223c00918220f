import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { setReadiness } from '#capabilities/jurisdiction';
import type { Work } from '#platform/database/transaction';
import type { DutyContext } from '../context.ts';
import { mustBeInScope } from '../scope.ts';
import { hasStation, saveDeclaredReadiness } from '../store/station-rows.ts';
import { READINESS_TOPIC, updateReadiness } from './update-readiness.ts';

/**
 * A station says whether somebody is on duty; alerts pass over it while nobody is, and that is said. Where duty is kept
 * here its word stands until duty changes hands; elsewhere it is all that is known.
 * @throws AppError `jurisdiction/agency-not-found` for an agency outside of the person's branches too
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
  await recordAction(work, { ...byPerson(actor), ...auditEvent });
  if (await hasStation(work.tx, agencyId)) {
    await saveDeclaredReadiness(work.tx, { agencyId, readiness, at });
    await updateReadiness(context, work, [agencyId], byPerson(actor));
  } else {
    await setReadiness(work.tx, { agencyId, readiness, now: at });
  }
  work.afterCommit(() => notifier.send(READINESS_TOPIC));
}
