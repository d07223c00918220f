import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { IncidentContext } from '../../context.ts';
import { auditChange } from '../../record/commands/record-change.ts';
import { insertCalled } from '../../record/store/involvement-rows.ts';
import { agencyDetails } from '../agency-names.ts';

/** @param passedOver why the responsible agency was skipped, if not because of its readiness */
export type Call = { incidentId: string; agencyId: string; passedOver?: 'no-channel' | undefined };

/**
 * Calls further agencies to incidents that nobody has answered, because the escalation policy says so: each can see its
 * incident, its consoles ring, and it becomes responsible by acknowledging. Until then the present agency stays responsible.
 * An agency that was already called, supports or is responsible is left out, and an incident that has ended. The caller
 * has locked the incidents.
 */
export async function callAgencies(context: IncidentContext, work: Work, calls: readonly Call[]): Promise<void> {
  const wanted = new Map(calls.map((call) => [`${call.incidentId} ${call.agencyId}`, call]));
  if (wanted.size === 0) return;
  const entries = [...wanted.values()].map(({ incidentId, agencyId, passedOver }) => {
    const details = { ...agencyDetails(context.jurisdiction.getAgency(agencyId)), ...(passedOver && { passedOver }) };
    return { entryId: newId(), incidentId, agencyId, details };
  });
  const called = await insertCalled(work, { calls: entries, at: context.clock.now() });
  for (const { incidentId, agencyId } of called)
    auditChange(context, work, incidentId, { kind: 'called', by: 'timer', codes: { agencyId } });
  const changed = [...new Set(called.map(({ incidentId }) => incidentId))];
  await context.events.publish(work, 'incident-changed', ...changed.map((incidentId) => ({ incidentId })));
}
