import { type Actor, agenciesWith } from '#capabilities/access';
import { distanceMetres } from '#capabilities/jurisdiction';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { Incident, Person } from '../incident.ts';
import { seesAny, sightsFrom } from '../sight.ts';
import { findIncidentForChange } from '../store/incident-rows.ts';
import { involve } from '../store/involvement-rows.ts';
import { acceptTransfer, declineTransfer, getTransfer } from '../transfer.ts';
import type { IncidentContext } from './context.ts';
import { personOf } from './load-for-change.ts';
import { recordChange, told } from './record-change.ts';

/** The station that was asked accepts or declines. @throws AppError `incident/not-found`, `access/not-permitted` */
export async function answerTransfer(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { accept, reason }: { accept: boolean; reason?: string | undefined },
): Promise<void> {
  const incident = await findIncidentForChange(work.tx, id);
  if (!incident) throw new AppError('incident/not-found');
  const { toAgencyId } = getTransfer(incident);
  const sights = sightsFrom(context.jurisdiction, agenciesWith(actor, 'incident:transfer'));
  if (!seesAny(context.jurisdiction, sights, [toAgencyId])) throw new AppError('incident/not-found');
  const by = personOf(actor);
  if (accept) return takeOver(context, work, incident, toAgencyId, by);
  const change = { kind: 'transfer-declined', by, details: { reason: reason ?? null } } as const;
  await recordChange(context, work, declineTransfer(incident), change);
}

async function takeOver(
  context: IncidentContext,
  work: Work,
  incident: Incident,
  agencyId: string,
  by: Person,
): Promise<void> {
  const now = context.clock.now();
  const agency = context.jurisdiction.getAgency(agencyId);
  const routing = { th: `รับโอนมา · ${incident.routing.th}`, en: `Taken over · ${incident.routing.en}` };
  const { lat, lng } = incident;
  const changed = acceptTransfer(
    incident,
    { responsibleAgencyId: agencyId, distanceMetres: distanceMetres(incident, agency.position), routing, lat, lng },
    now,
  );
  await involve(work.tx, incident.id, agencyId, 'responsible', now);
  const details = { agencyTh: agency.nameTh, agencyEn: agency.nameEn };
  const saved = await recordChange(context, work, changed, { kind: 'transfer-accepted', by, details });
  const names = { stationTh: agency.nameTh, stationEn: agency.nameEn ?? agency.nameTh };
  await context.events.publish(work, 'incident-transferred', { ...(await told(work, saved)), ...names });
}
