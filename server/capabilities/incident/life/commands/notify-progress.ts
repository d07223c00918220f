import { isOpen, isUnanswered } from '#contract/incident-status';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { publishIfAnswered, recipientsOf } from '../../record/commands/record-change.ts';
import type { Incident } from '../../record/incident.ts';
import { stationNames } from '../agency-names.ts';

/** Notifies reporters that an officer has answered, with the ETA. */
export async function notifyAnswered(
  context: IncidentContext,
  work: Work,
  saved: Incident,
  etaMinutes: number | null,
): Promise<void> {
  await context.events.publish(work, 'incident-acknowledged', {
    ...(await recipientsOf(work, saved)),
    ...stationNames(context.jurisdiction.getAgency(saved.responsibleAgencyId)),
    etaMinutes,
    etaAt: saved.etaAt,
  });
}

/**
 * After a merge or its undoing, a reporter's incident has another status. They are notified if it differs from what
 * they were told last, so that nobody waits for a patrol that has arrived, or the other way round.
 */
export async function notifyProgress(
  context: IncidentContext,
  work: Work,
  reported: Incident,
  { before, after }: { before: Incident; after: Incident },
): Promise<void> {
  const stage = stageOf(after);
  if (stage === stageOf(before) && after.etaAt?.getTime() === before.etaAt?.getTime()) return;
  if (stage !== 'waiting') await publishIfAnswered(context, work, before, reported);
  const toReporters = await recipientsOf(work, reported);
  const names = stationNames(context.jurisdiction.getAgency(after.responsibleAgencyId));
  const eta = remainingEta(after.etaAt, context.clock.now());
  switch (stage) {
    case 'waiting':
      return context.events.publish(work, 'incident-transferred', { ...toReporters, ...names });
    case 'acknowledged':
      return context.events.publish(work, 'incident-acknowledged', { ...toReporters, ...eta, ...names });
    case 'en-route':
      return context.events.publish(work, 'incident-en-route', { ...toReporters, ...eta });
    case 'on-scene':
      return context.events.publish(work, 'incident-on-scene', toReporters);
  }
}

function stageOf({ status }: Incident): 'waiting' | 'acknowledged' | 'en-route' | 'on-scene' | 'ended' {
  if (isUnanswered(status)) return 'waiting';
  if (!isOpen(status)) return 'ended';
  return status === 'en-route' || status === 'on-scene' ? status : 'acknowledged';
}

/** The remaining whole minutes until the ETA; null if it has passed. */
function remainingEta(
  etaAt: Date | null,
  now: Date,
): { etaMinutes: number; etaAt: Date } | Record<'etaMinutes' | 'etaAt', null> {
  const minutes = etaAt ? Math.ceil((etaAt.getTime() - now.getTime()) / 60_000) : 0;
  return etaAt && minutes > 0 ? { etaMinutes: minutes, etaAt } : { etaMinutes: null, etaAt: null };
}
