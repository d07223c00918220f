import { type Actor, listStaff } from '#capabilities/access';
import { findIncidentIdByCode, getVisibleIncident, listParticipants } from '#capabilities/incident';
import type { Role } from '#contract/permission';
import type { CertificateSuggestions, OfficerRole } from '#contract/recognition';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import { citizenBar } from '../certificate.ts';
import type { RecognitionContext } from '../context.ts';
import { listHonoured } from '../store/certificate-rows.ts';

/** As what somebody took part, by the role they serve in; of several the first. */
const ROLES: readonly [Role, OfficerRole][] = [
  ['patrol', 'patrol'],
  ['duty-officer', 'radio-room'],
  ['centre-191', 'centre-191'],
  ['superintendent', 'superintendent'],
  ['province-commander', 'commander'],
];

/**
 * Who really took part in an incident, from its timeline. Reporters are never suggested: a citizen asks for a certificate,
 * and one who reported silently may not want that anybody learns of it. @throws AppError `incident/not-found`
 */
export async function findSuggestions(
  context: Pick<RecognitionContext, 'jurisdiction' | 'clock'>,
  connection: Connection,
  actor: Actor,
  incidentId: string,
): Promise<CertificateSuggestions> {
  const { incident } = await getVisibleIncident(context, connection, actor, incidentId);
  const participants = await listParticipants(connection, incidentId);
  const ids = participants.map(({ personId }) => personId);
  const staff = ids.length > 0 ? await listStaff(connection, { ids }, context.clock.now()) : [];
  const honoured = await listHonoured(connection, incidentId);
  return {
    incident: { id: incident.id, code: incident.code },
    citizen: citizenBar(incident) ?? (incident.silent ? 'silent' : 'possible'),
    officers: participants.map(({ personId, name, did }) => {
      const known = staff.find(({ id }) => id === personId);
      const roles = known?.memberships.map((one) => one.role) ?? [];
      const agencyId = known?.memberships[0]?.agencyId;
      return {
        ...{ personId, did, name: known?.name ?? name, hasOne: honoured.includes(personId) },
        role: ROLES.find(([role]) => roles.includes(role))?.[1] ?? 'other',
        agency: (agencyId && context.jurisdiction.findAgency(agencyId)?.nameTh) || '',
      };
    }),
  };
}

/** The incident that somebody typed the code of. @throws AppError `incident/not-found` also for one that they may not see */
export async function findSource(
  context: Pick<RecognitionContext, 'jurisdiction' | 'clock'>,
  connection: Connection,
  actor: Actor,
  code: string,
): Promise<{ id: string }> {
  const id = await findIncidentIdByCode(connection, code);
  if (id === undefined) throw new AppError('incident/not-found');
  const { incident } = await getVisibleIncident(context, connection, actor, id);
  return { id: incident.id };
}
