import { canChange, isOpen } from '#contract/incident-status';
import { joinPlaceDetails, withoutPlaceDetail } from '#contract/place-detail';
import { AppError } from '#platform/app-error';
import { type Incident, lostToWhoMoved } from '../record/incident.ts';

/**
 * Merges `incident` into `target`. Its reports remain its own, so none is hidden and the merge can be undone.
 * @throws AppError `incident/merge-not-possible`
 */
export function mergeInto(incident: Incident, target: Incident): Incident {
  if (incident.id === target.id || !canChange(incident.status, 'merge') || !isOpen(target.status)) {
    throw new AppError('incident/merge-not-possible', { lostTo: lostToWhoMoved(incident.id, target.id) });
  }
  return { ...incident, status: 'merged', mergedInto: target.id, statusBeforeMerge: incident.status, transfer: null };
}

/**
 * The target takes over silence, duress and urgency of the merged incident, so that a witness's report does not hide a
 * silent one.
 */
export function absorb(target: Incident, merged: Incident): Incident {
  const silent = target.silent || merged.silent;
  const critical = silent || merged.priority === 'critical' || target.priority === 'critical';
  const duressAt = target.duressAt ?? merged.duressAt;
  // The patrol drives to the target, so it needs the place details of the other reporter as well.
  const placeDetail = joinPlaceDetails(target.placeDetail, merged.placeDetail, merged.placeLabel);
  // If either has an unseen duress signal, the alarm goes on.
  const isUnseen = [target, merged].some((one) => one.duressAt && !one.duressSeenAt);
  const duressSeenAt = isUnseen ? null : (target.duressSeenAt ?? merged.duressSeenAt);
  return { ...target, silent, duressAt, duressSeenAt, placeDetail, priority: critical ? 'critical' : 'urgent' };
}

/** After the merge is undone, the target no longer shows the other incident's place details. */
export function release(target: Incident, merged: Incident): Incident {
  const theirs = joinPlaceDetails(merged.placeDetail, merged.placeLabel);
  return { ...target, placeDetail: withoutPlaceDetail(target.placeDetail, theirs) };
}

/** @throws AppError `incident/not-merged` */
export function unmerge(incident: Incident): Incident {
  if (incident.status !== 'merged' || !incident.statusBeforeMerge) {
    throw new AppError('incident/not-merged', { lostTo: lostToWhoMoved(incident.id) });
  }
  return { ...incident, status: incident.statusBeforeMerge, mergedInto: null, statusBeforeMerge: null };
}
