import { canChange, isOpen } from '#contract/incident-status';
import { AppError } from '#platform/app-error';
import type { Incident } from './incident.ts';

/**
 * Folds `incident` into `target`. Its reports stay its own, so that the merge hides nobody and can be undone.
 * @throws AppError `incident/merge-not-possible`
 */
export function mergeInto(incident: Incident, target: Incident): Incident {
  if (incident.id === target.id || !canChange(incident.status, 'merge') || !isOpen(target.status)) {
    throw new AppError('incident/merge-not-possible');
  }
  return { ...incident, status: 'merged', mergedInto: target.id, statusBeforeMerge: incident.status, transfer: null };
}

/** A silent report must not be drowned by a witness's: what is merged in lends its urgency to the target. */
export function absorb(target: Incident, merged: Incident): Incident {
  const silent = target.silent || merged.silent;
  const critical = silent || merged.priority === 'critical' || target.priority === 'critical';
  const duressAt = target.duressAt ?? merged.duressAt;
  return { ...target, silent, duressAt, priority: critical ? 'critical' : 'urgent' };
}

/** @throws AppError `incident/not-merged` */
export function unmerge(incident: Incident): Incident {
  if (incident.status !== 'merged' || !incident.statusBeforeMerge) throw new AppError('incident/not-merged');
  return { ...incident, status: incident.statusBeforeMerge, mergedInto: null, statusBeforeMerge: null };
}
