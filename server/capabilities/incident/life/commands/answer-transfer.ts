import type { Actor } from '#capabilities/access';
import { findNewestAction } from '#capabilities/audit';
import { mayFor } from '#capabilities/jurisdiction';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { recipientsOf, recordChange } from '../../record/commands/record-change.ts';
import { type Incident, lostToWhoMoved } from '../../record/incident.ts';
import { involve } from '../../record/store/involvement-rows.ts';
import { recallOfficers } from '../../visibility/commands/end-access.ts';
import { loadVisible } from '../../visibility/commands/load-for-change.ts';
import { agencyDetails, stationNames } from '../agency-names.ts';
import { takerOf } from '../take-over.ts';
import { acceptTransfer, declineTransfer, getTransfer } from '../transfer.ts';

/**
 * The station that was asked accepts or declines. After declining it can still see the incident until
 * `forgetTransferTarget`.
 * @returns the incident as it was before
 * @throws AppError `incident/not-found`, `access/not-permitted`, `incident/no-transfer-pending` (with who was faster)
 */
export async function answerTransfer(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { accept, reason }: { accept: boolean; reason?: string | undefined },
): Promise<Incident> {
  // Somebody who may not see it learns neither that it exists nor that a transfer is pending.
  const incident = await loadVisible(context, work, actor, id).catch(async (refusal) => {
    throw (await findLostTransfer(context, work, actor, id)) ?? refusal;
  });
  const { toAgencyId } = getTransfer(incident);
  const isAsked = mayFor(context.jurisdiction, actor, 'incident:transfer', [toAgencyId]);
  if (!isAsked) throw new AppError('access/not-permitted');
  if (accept) {
    await moveToAccepting(context, work, incident, toAgencyId, actor);
    return incident;
  }
  const change = { kind: 'transfer-declined', by: actor, details: { reason: reason ?? null } } as const;
  await recordChange(context, work, declineTransfer(incident), change);
  return incident;
}

/** Long enough for a screen that is still open. */
const REMEMBERED_MS = 24 * 3_600_000;

/**
 * A colleague has declined, or the requesting station has cancelled the transfer, so the incident is no longer visible
 * to this actor. They knew of the request, so they are told who was faster, and nothing about the incident.
 */
async function findLostTransfer(
  { jurisdiction, clock }: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
): Promise<AppError | undefined> {
  const asked = await findNewestAction(work.tx, { subjects: [id], actions: ['incident/transfer-requested'] });
  const agencyId = asked?.details.agencyId;
  if (!asked || typeof agencyId !== 'string' || clock.now().getTime() - asked.at.getTime() > REMEMBERED_MS)
    return undefined;
  if (!mayFor(jurisdiction, actor, 'incident:transfer', [agencyId])) return undefined;
  return new AppError('incident/no-transfer-pending', { lostTo: lostToWhoMoved(id) });
}

async function moveToAccepting(
  context: IncidentContext,
  work: Work,
  incident: Incident,
  agencyId: string,
  actor: Actor,
): Promise<void> {
  const now = context.clock.now();
  const agency = context.jurisdiction.getAgency(agencyId);
  const changed = acceptTransfer(incident, takerOf(incident, agency, 'รับโอนมา'), now);
  await involve(work.tx, incident.id, agencyId, 'responsible', now);
  await recallOfficers(context, work, incident.id);
  const saved = await recordChange(context, work, changed, {
    kind: 'transfer-accepted',
    by: actor,
    details: agencyDetails(agency),
    codes: { agencyId },
  });
  const recipients = await recipientsOf(work, saved);
  await context.events.publish(work, 'incident-transferred', { ...recipients, ...stationNames(agency) });
}
