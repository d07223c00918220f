import type { Actor } from '#capabilities/access';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { recordChange } from '../../record/commands/record-change.ts';
import { moveAssignees } from '../../record/store/assignee-rows.ts';
import { findIncidentForChange } from '../../record/store/incident-rows.ts';
import { forgetTransferTarget } from '../../visibility/commands/end-access.ts';
import { loadForChange } from '../../visibility/commands/load-for-change.ts';
import { spreadConflictsOfMerge } from '../../visibility/commands/mark-conflict.ts';
import { absorb, mergeInto, release, unmerge } from '../merge.ts';
import { notifyProgress } from './notify-progress.ts';

/** An officer decides that two incidents are the same event. The reporters are still notified, now about the target. */
export async function mergeIncidents(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { intoIncidentId }: { intoIncidentId: string },
): Promise<void> {
  const load = (each: string) => loadForChange(context, work, actor, each, 'incident:merge');
  // Locked in a fixed order, so that two people who merge the same two incidents can't deadlock.
  const early = intoIncidentId < id ? await load(intoIncidentId) : undefined;
  const incident = await load(id);
  const target = early ?? (await load(intoIncidentId));
  const merged = mergeInto(incident, target);
  const saved = await recordChange(context, work, merged, {
    kind: 'merged',
    by: actor,
    details: { code: target.code },
    codes: { intoIncidentId },
  });
  const absorbed = absorb(target, incident);
  await recordChange(context, work, absorbed, {
    kind: 'absorbed',
    by: actor,
    details: { code: incident.code },
    codes: { incidentId: id },
  });
  await forgetTransferTarget(context, work, incident);
  await moveAssignees(work.tx, id, intoIncidentId);
  await spreadConflictsOfMerge(context, work, intoIncidentId);
  await context.events.publish(work, 'incident-merged', { incidentId: id, intoIncidentId });
  await notifyProgress(context, work, saved, { before: incident, after: target });
}

/** Undoes a merge: the incident is again what it was before. */
export async function unmergeIncident(context: IncidentContext, work: Work, actor: Actor, id: string): Promise<void> {
  const incident = await loadForChange(context, work, actor, id, 'incident:merge');
  const alone = unmerge(incident);
  const target = incident.mergedInto ? await findIncidentForChange(work.tx, incident.mergedInto) : undefined;
  const saved = await recordChange(context, work, alone, { kind: 'unmerged', by: actor, details: {} });
  if (!target) return;
  await recordChange(context, work, release(target, incident), {
    kind: 'unmerged',
    by: actor,
    details: { code: incident.code },
  });
  await notifyProgress(context, work, saved, { before: target, after: saved });
}
