import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../context.ts';

/** An incident left the sight of a person, or of an agency's people. */
export type Gone = { incidentId: string } & ({ personId: string } | { agencyId: string });

/** Open consoles let go of it, unless its reader sees it in another way. */
export async function publishIncidentGone({ eventLog }: IncidentContext, work: Work, gone: Gone): Promise<void> {
  await eventLog.append(work, 'incident-gone', gone);
}
