import { listStaff } from '#capabilities/access';
import { alertPeople } from '#capabilities/alerting';
import { listOnDuty } from '#capabilities/duty';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { ControlRoomContext } from '../context.ts';

/** Alerts a station that is asked to help: the people on duty there, its groups and its gateways. */
export async function callOutStation(
  context: ControlRoomContext,
  work: Work,
  { incidentId, agencyId }: { incidentId: string; agencyId: string },
): Promise<void> {
  const onDuty = await listOnDuty(work.tx, { agencyIds: [agencyId], at: context.clock.now() });
  // Without a roster everybody of the station is alerted: better one person too many than nobody.
  const staff = onDuty.length > 0 ? [] : await listStaff(work.tx, { agencyIds: [agencyId] }, context.clock.now());
  const ids = [...onDuty.map(({ personId }) => personId), ...staff.map(({ id }) => id)];
  const people = ids.map((personId) => ({ personId, agencyId }));
  const alert = { alertId: newId(), incidentId, kind: 'called', step: null } as const;
  await alertPeople(context, work, [{ ...alert, people, agencyIds: [agencyId] }]);
}
