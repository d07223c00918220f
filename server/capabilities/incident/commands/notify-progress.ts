import { isOpen, isUnanswered } from '#contract/incident-status';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../context.ts';
import type { Incident } from '../incident.ts';
import { recipientsOf } from './record-change.ts';

/**
 * After a merge, or its undoing, another incident speaks for these reporters. They hear where help stands now when that
 * differs from what they were told: nobody goes on waiting whose patrol has arrived, or the other way round.
 */
export async function notifyProgress(
  context: IncidentContext,
  work: Work,
  reported: Incident,
  { before, after }: { before: Incident; after: Incident },
): Promise<void> {
  const standing = standingOf(after);
  if (standing === standingOf(before) && after.etaAt?.getTime() === before.etaAt?.getTime()) return;
  const toReporters = await recipientsOf(work, reported);
  const { nameTh, nameEn } = context.jurisdiction.getAgency(after.responsibleAgencyId);
  const names = { stationTh: nameTh, stationEn: nameEn ?? nameTh };
  const promise = promiseLeft(after.etaAt, context.clock.now());
  switch (standing) {
    case 'waiting':
      return context.events.publish(work, 'incident-transferred', { ...toReporters, ...names });
    case 'acknowledged':
      return context.events.publish(work, 'incident-acknowledged', { ...toReporters, ...promise, ...names });
    case 'en-route':
      return context.events.publish(work, 'incident-en-route', { ...toReporters, ...promise });
    case 'on-scene':
      return context.events.publish(work, 'incident-on-scene', toReporters);
  }
}

function standingOf({ status }: Incident): 'waiting' | 'acknowledged' | 'en-route' | 'on-scene' | 'ended' {
  if (isUnanswered(status)) return 'waiting';
  if (!isOpen(status)) return 'ended';
  return status === 'en-route' || status === 'on-scene' ? status : 'acknowledged';
}

/** Whole minutes that are left of a promise; none of one that has passed. */
function promiseLeft(
  etaAt: Date | null,
  now: Date,
): { etaMinutes: number; etaAt: Date } | Record<'etaMinutes' | 'etaAt', null> {
  const minutes = etaAt ? Math.ceil((etaAt.getTime() - now.getTime()) / 60_000) : 0;
  return etaAt && minutes > 0 ? { etaMinutes: minutes, etaAt } : { etaMinutes: null, etaAt: null };
}
