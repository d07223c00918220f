import { isOpen } from '#contract/incident-status';
import { AppError } from '#platform/app-error';
import { type Incident, lostToWhoMoved, NOT_ANSWERED, notAllowed, type Person } from '../record/incident.ts';
import type { Taker } from './take-over.ts';

/**
 * Asks another agency to take over. Until it accepts, the present one stays responsible: an incident is never without
 * an owner.
 * @throws AppError `incident/change-not-allowed`, `incident/transfer-pending`, `incident/transfer-not-possible`
 */
export function requestTransfer(
  incident: Incident,
  toAgencyId: string,
  by: Person,
  reason: string,
  now: Date,
): Incident {
  if (!isOpen(incident.status)) {
    throw notAllowed(incident, 'transfer');
  }
  if (incident.transfer) {
    const lostTo = { subjects: [incident.id], actions: ['incident/transfer-requested'] };
    throw new AppError('incident/transfer-pending', { lostTo });
  }
  // An agency that gave it away can't get it back by transfer: otherwise two stations could pass it back and forth.
  if (toAgencyId === incident.responsibleAgencyId || incident.pastAgencyIds.includes(toAgencyId)) {
    throw new AppError('incident/transfer-not-possible', { lostTo: lostToWhoMoved(incident.id) });
  }
  return { ...incident, transfer: { toAgencyId, requestedAt: now.toISOString(), by, reason } };
}

/** The receiving agency becomes responsible, and its alarm rings until it answers. */
export function acceptTransfer(incident: Incident, taker: Taker, now: Date): Incident {
  getTransfer(incident);
  return {
    ...incident,
    ...taker,
    status: 'open',
    alertedAt: now,
    ...NOT_ANSWERED,
    transfer: null,
    pastAgencyIds: [...incident.pastAgencyIds, incident.responsibleAgencyId],
  };
}

export function declineTransfer(incident: Incident): Incident {
  getTransfer(incident);
  return { ...incident, transfer: null };
}

/** @throws AppError `incident/no-transfer-pending` */
export function getTransfer(incident: Incident) {
  if (!incident.transfer) {
    throw new AppError('incident/no-transfer-pending', { lostTo: lostToWhoMoved(incident.id) });
  }
  return incident.transfer;
}
