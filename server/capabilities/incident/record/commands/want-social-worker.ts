import type { Actor } from '#capabilities/access';
import type { CareFact } from '#contract/early-notification';
import { isOpen } from '#contract/incident-status';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import type { Incident } from '../incident.ts';

/**
 * A child or sexual violence is known before the incident is closed: whoever cares for people learns it with this
 * transaction, and not only with the hand-over.
 */
export async function wantSocialWorker(
  { events, clock }: Pick<IncidentContext, 'events' | 'clock'>,
  work: Work,
  incident: Incident,
  { fact, by }: { fact: CareFact; by: Pick<Actor, 'userId'> | null },
): Promise<void> {
  if (incident.isExercise || !(isOpen(incident.status) || incident.status === 'resolved')) return;
  const { id: incidentId, code, lat, lng, place, silent } = incident;
  const where = { position: { lat, lng }, place, silent };
  await events.publish(work, 'incident-care-wanted', {
    ...{ incidentId, code, fact, ...where },
    byPersonId: by?.userId ?? null,
    at: clock.now(),
  });
}

/** The same where the type alone says it. */
export async function wantSocialWorkerByType(
  context: Pick<IncidentContext, 'events' | 'clock'>,
  work: Work,
  incident: Incident,
  by: Pick<Actor, 'userId'> | null = null,
): Promise<void> {
  if (incident.type === 'sexual-violence-risk')
    await wantSocialWorker(context, work, incident, { fact: 'sexual-violence', by });
}
