import { listStaff } from '#capabilities/access';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { AlertingParts } from '../context.ts';
import { alertPeople } from './alert-people.ts';

/** Tells whoever looks after an agency's channels that its LINE group is gone. */
export async function alertSuperintendents(parts: AlertingParts, work: Work, agencyId: string): Promise<void> {
  const staff = await listStaff(work.tx, { agencyIds: [agencyId] }, parts.clock.now());
  const people = staff
    .filter(({ permissions }) => permissions.has('alerting:manage'))
    .map(({ id: personId }) => ({ personId, agencyId }));
  const alert = { alertId: newId(), incidentId: null, kind: 'group-lost', step: null } as const;
  await alertPeople(parts, work, { ...alert, people, agencyIds: [] });
}
