import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../context.ts';

/** An incident that a person, or an agency's people, may no longer see. */
export type Gone = { incidentId: string } & ({ personId: string } | { agencyId: string });

/** Open consoles remove it, unless their user may see it for another reason. */
export async function publishIncidentGone({ eventLog }: IncidentContext, work: Work, gone: Gone): Promise<void> {
  await eventLog.append(work, 'incident-gone', gone);
}
