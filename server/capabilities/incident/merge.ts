import { canChange, isOpen } from '#contract/incident-status';
import { joinPlaceDetails, withoutPlaceDetail } from '#contract/place-detail';
import { AppError } from '#platform/app-error';
import { type Incident, lostToWhoMoved } from './incident.ts';

/**
 * Folds `incident` into `target`. Its reports stay its own, so that the merge hides nobody and can be undone.
 * @throws AppError `incident/merge-not-possible`
 */
export function mergeInto(incident: Incident, target: Incident): Incident {
  if (incident.id === target.id || !canChange(incident.status, 'merge') || !isOpen(target.status)) {
    throw new AppError('incident/merge-not-possible', { lostTo: lostToWhoMoved(incident.id, target.id) });
  }
  return { ...incident, status: 'merged', mergedInto: target.id, statusBeforeMerge: incident.status, transfer: null };
}

/** A silent report must not be drowned by a witness's: what is merged in lends its urgency to the target. */
export function absorb(target: Incident, merged: Incident): Incident {
  const silent = target.silent || merged.silent;
  const critical = silent || merged.priority === 'critical' || target.priority === 'critical';
  const duressAt = target.duressAt ?? merged.duressAt;
  // The patrol drives to the target: what the other reporter said of the house goes with it.
  const placeDetail = joinPlaceDetails(target.placeDetail, merged.placeDetail, merged.placeLabel);
  // One of the two that nobody has seen yet goes on ringing.
  const isUnseen = [target, merged].some((one) => one.duressAt && !one.duressSeenAt);
  const duressSeenAt = isUnseen ? null : (target.duressSeenAt ?? merged.duressSeenAt);
  return { ...target, silent, duressAt, duressSeenAt, placeDetail, priority: critical ? 'critical' : 'urgent' };
}

/** Alone again, the target no longer says where the other one is. */
export function release(target: Incident, merged: Incident): Incident {
  const gone = joinPlaceDetails(merged.placeDetail, merged.placeLabel);
  return { ...target, placeDetail: withoutPlaceDetail(target.placeDetail, gone) };
}

/** @throws AppError `incident/not-merged` */
export function unmerge(incident: Incident): Incident {
  if (incident.status !== 'merged' || !incident.statusBeforeMerge) {
    throw new AppError('incident/not-merged', { lostTo: lostToWhoMoved(incident.id) });
  }
  return { ...incident, status: incident.statusBeforeMerge, mergedInto: null, statusBeforeMerge: null };
}
