import { type Actor, type NameOf, nameStaff } from '#capabilities/access';
import { getVisibleIncident } from '#capabilities/incident';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { EarlyNotification, SocialWorker } from '#contract/early-notification';
import type { Connection } from '#platform/database/database';
import type { CareContext } from '../context.ts';
import { isInCare } from '../record/store/case-rows.ts';
import { type EarlyOfIncident, listEarlyOfIncident, listEarlyRows } from '../store/early-notification-rows.ts';
import { nameAgency } from './list-cases.ts';

const AT_MOST = 200;

/** Open incidents with a child or sexual violence in the actor's branches, each once; row security shows no others. */
export async function listEarlyNotifications(
  { jurisdiction, clock }: CareContext,
  connection: Connection,
): Promise<{ notifications: EarlyNotification[] }> {
  const found = await listEarlyRows(connection, AT_MOST);
  const nameOf = await nameStaff(connection, answerersOf(found), clock.now());
  const notifications = [...Map.groupBy(found, ({ incidentId }) => incidentId).values()].flatMap((all) => {
    // What nobody has answered comes first, also where something else of the incident was answered.
    const shown = all.find((one) => !one.acknowledgedAt) ?? all[0];
    if (!shown) return [];
    const { id, incidentCode, place, silent, knownAt } = shown;
    return [
      {
        ...{ id, incidentCode, place, silent, facts: all.map(({ fact }) => fact), knownAt: knownAt.toISOString() },
        ...toAnswer(jurisdiction, shown, nameOf),
      },
    ];
  });
  const isAnswered = (one: EarlyNotification) => Number(one.answered !== null);
  return { notifications: notifications.sort((one, other) => isAnswered(one) - isAnswered(other)) };
}

/**
 * Whether somebody of this incident is in care, and whether a social worker comes along: all that the police may know.
 * @throws AppError `incident/not-found`
 */
export async function getInCare(
  context: CareContext,
  connection: Connection,
  actor: Actor,
  incidentId: string,
): Promise<{ inCare: boolean; socialWorker: SocialWorker | null }> {
  await getVisibleIncident(context, connection, actor, incidentId);
  const inCare = await isInCare(connection, incidentId);
  const early = await listEarlyOfIncident(connection, incidentId);
  const nameOf = await nameStaff(connection, answerersOf(early), context.clock.now());
  const [first] = early;
  const socialWorker = first
    ? { knownAt: first.knownAt.toISOString(), ...toAnswer(context.jurisdiction, first, nameOf) }
    : null;
  return { inCare, socialWorker };
}

const answerersOf = (found: readonly EarlyOfIncident[]) =>
  found.map(({ acknowledgedByPersonId }) => acknowledgedByPersonId);

function toAnswer(
  jurisdiction: Pick<Jurisdiction, 'getAgency'>,
  { agencyId, provinceToldAt, acknowledgedAt, acknowledgedByPersonId, arrivesAt }: EarlyOfIncident,
  nameOf: NameOf,
) {
  return {
    agency: nameAgency(jurisdiction, agencyId),
    provinceAt: provinceToldAt?.toISOString() ?? null,
    answered:
      acknowledgedAt && acknowledgedByPersonId
        ? {
            at: acknowledgedAt.toISOString(),
            by: nameOf(acknowledgedByPersonId),
            arrivesAt: arrivesAt?.toISOString() ?? null,
          }
        : null,
  };
}
