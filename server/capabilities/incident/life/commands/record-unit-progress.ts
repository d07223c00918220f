import type { Actor } from '#capabilities/access';
import type { EntryDetails } from '#capabilities/audit';
import type { TimelineEntry } from '#contract/incident';
import { canChange, isOpen } from '#contract/incident-status';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { recipientsOf, recordChange } from '../../record/commands/record-change.ts';
import { etaFrom, type Incident, notAllowed } from '../../record/incident.ts';
import { arrive, setOut } from './progress-incident.ts';
import { addOfficers, recallOfficersByName } from './send-officers.ts';

/** What one of the units at an incident did, or what became of it. */
export type UnitProgress = {
  kind: Extract<TimelineEntry['kind'], `unit-${string}`> | 'eta-changed';
  details: TimelineEntry['details'];
  codes: EntryDetails;
  /** The names of the assigned units, as the incident shows them; undefined leaves them unchanged. */
  unitName?: string | null;
  /** A new ETA for the reporter. Once a unit is on its way, that of another one that sets out is none. */
  etaMinutes?: number | undefined;
  /** From when the minutes count; the caller's own rows then show the same time. */
  at?: Date;
  send?: string[];
  recall?: string[];
};

/**
 * Records the progress of one unit at an incident. The first that sets out or arrives takes the incident with it; otherwise
 * the timeline and consoles show it, and the incident's status and the other units stay as they are.
 * @param by `position`: nobody decided it, a unit's phone reported where it is
 * @param incident locked by the caller (`loadForChange`, which also checks who may; `lockIncident`), who may have
 *   written its own rows since
 * @throws AppError `incident/change-not-allowed` when it has ended
 */
export async function recordUnitProgress(
  context: IncidentContext,
  work: Work,
  by: Actor | 'position',
  incident: Incident,
  progress: UnitProgress,
): Promise<void> {
  const { kind, codes, unitName = incident.unitName, send = [], recall = [], at = context.clock.now() } = progress;
  if (by !== 'position' && kind === 'unit-en-route' && canChange(incident.status, 'en-route')) {
    return setOut(context, work, by, incident, progress);
  }
  if (by !== 'position' && kind === 'unit-on-scene' && canChange(incident.status, 'on-scene')) {
    return arrive(context, work, by, incident, progress);
  }
  if (!isOpen(incident.status)) {
    throw notAllowed(incident, kind);
  }
  const names = by !== 'position' && (await addOfficers(context, work, by, incident, send));
  await recallOfficersByName(context, work, incident.id, recall);
  const etaMinutes = kind === 'unit-en-route' ? undefined : progress.etaMinutes;
  const etaAt = etaMinutes === undefined ? incident.etaAt : etaFrom(at, etaMinutes);
  const details = { ...progress.details, ...(names && { names }), ...(etaMinutes && { etaMinutes }) };
  const saved = await recordChange(context, work, { ...incident, unitName, etaAt }, { kind, by, details, codes });
  if (!etaMinutes || !etaAt) return;
  await context.events.publish(work, 'incident-eta-changed', {
    ...(await recipientsOf(work, saved)),
    etaMinutes,
    etaAt,
  });
}
