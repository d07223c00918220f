import { type Actor, agenciesWith } from '#capabilities/access';
import { byPerson, recordAct } from '#capabilities/audit';
import { sightsFrom } from '#capabilities/incident';
import { isInSight, type Jurisdiction, setReadiness } from '#capabilities/jurisdiction';
import { AppError } from '#platform/app-error';
import type { Clock } from '#platform/clock';
import type { Work } from '#platform/database/transaction';
import type { EventLog } from '#platform/events/event-log';
import type { Wake } from '#platform/events/wake';

type Context = { clock: Clock; eventLog: EventLog; jurisdiction: Jurisdiction; wake: Wake };

/** Other processes reload who can take alerts when they hear this. */
export const READINESS_TOPIC = 'station-readiness';

/** A station says whether somebody is on duty; alerts pass over it while nobody is, and that is said. */
export async function setStationReadiness(
  { clock, jurisdiction, wake }: Context,
  work: Work,
  actor: Actor,
  agencyId: string,
  readiness: 'ready' | 'nobody-on-duty',
): Promise<void> {
  const agency = jurisdiction.findAgency(agencyId);
  const sights = sightsFrom(jurisdiction, agenciesWith(actor, 'agency:set-readiness'));
  if (!agency || !sights.some((sight) => isInSight(sight, agency.path)))
    throw new AppError('jurisdiction/agency-not-found');
  const at = clock.now();
  await setReadiness(work.tx, { agencyId, readiness, now: at });
  const deed = {
    act: `dispatch/set-readiness`,
    subjectKind: 'agency',
    subjectId: agencyId,
    details: { readiness },
    at,
  };
  await recordAct(work, { ...byPerson(actor), ...deed });
  work.afterCommit(() => wake.send(READINESS_TOPIC));
}
