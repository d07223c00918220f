import { listStaff } from '#capabilities/access';
import { type AlertingContext, alertPeople } from '#capabilities/alerting';
import { listOnDuty } from '#capabilities/duty';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { ControlRoomContext } from '../context.ts';

/** A station that is to help hears of it: whoever is on duty there, its groups and its gateways. */
export async function callOutStation(
  context: ControlRoomContext & { alerting: AlertingContext },
  work: Work,
  { incidentId, agencyId }: { incidentId: string; agencyId: string },
): Promise<void> {
  const onDuty = await listOnDuty(work.tx, { agencyIds: [agencyId], at: context.clock.now() });
  // A station that keeps no duty here has everybody who serves there told: one too many wakes, one too few does not.
  const served = onDuty.length > 0 ? [] : await listStaff(work.tx, { agencyIds: [agencyId] }, context.clock.now());
  const ids = [...onDuty.map(({ personId }) => personId), ...served.map(({ id }) => id)];
  const people = ids.map((personId) => ({ personId, agencyId }));
  const alert = { alertId: newId(), incidentId, kind: 'called', step: null } as const;
  await alertPeople(context.alerting, work, { ...alert, people, agencyIds: [agencyId] });
}
