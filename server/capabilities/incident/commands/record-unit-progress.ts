import type { Actor } from '#capabilities/access';
import type { EntryDetails } from '#capabilities/audit';
import type { TimelineEntry } from '#contract/incident';
import { isOpen } from '#contract/incident-status';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../context.ts';
import { etaFrom, notAllowed } from '../incident.ts';
import { loadForChange } from './load-for-change.ts';
import { recipientsOf, recordChange } from './record-change.ts';
import { addOfficers, recallOfficersByName } from './send-officers.ts';

/** Progress of one unit that does not change the incident's status. */
export type UnitProgress = {
  kind: Extract<TimelineEntry['kind'], `unit-${string}`>;
  permission: 'incident:assign' | 'incident:progress';
  details: TimelineEntry['details'];
  codes: EntryDetails;
  /** The names of the assigned units, as the incident shows them; undefined leaves them unchanged. */
  unitName?: string | null;
  /** A new ETA for the reporter. */
  etaMinutes?: number | undefined;
  send?: string[];
  recall?: string[];
};

/**
 * One of several units was added, is en route, has arrived, is done or was withdrawn. The timeline and consoles show
 * it; the incident's status and the other units stay as they are.
 * @throws AppError `incident/not-found`, `access/not-permitted`, `incident/change-not-allowed` when it has ended
 */
export async function recordUnitProgress(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  progress: UnitProgress,
): Promise<void> {
  const incident = await loadForChange(context, work, actor, id, progress.permission);
  if (!isOpen(incident.status)) {
    throw notAllowed(incident, progress.kind);
  }
  const { kind, codes, unitName = incident.unitName, etaMinutes } = progress;
  const names = await addOfficers(context, work, actor, incident, progress.send ?? []);
  await recallOfficersByName(context, work, id, progress.recall ?? []);
  const etaAt = etaMinutes === undefined ? incident.etaAt : etaFrom(context.clock.now(), etaMinutes);
  const details = { ...progress.details, ...(names && { names }), ...(etaMinutes && { etaMinutes }) };
  const changed = { ...incident, unitName, etaAt };
  const saved = await recordChange(context, work, changed, { kind, by: actor, details, codes });
  if (!etaMinutes || !etaAt) return;
  await context.events.publish(work, 'incident-eta-changed', {
    ...(await recipientsOf(work, saved)),
    etaMinutes,
    etaAt,
  });
}
