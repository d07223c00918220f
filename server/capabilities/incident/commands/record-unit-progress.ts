import type { Actor } from '#capabilities/access';
import type { EntryDetails } from '#capabilities/audit';
import type { TimelineEntry } from '#contract/incident';
import { isOpen } from '#contract/incident-status';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../context.ts';
import { etaFrom, notAllowed } from '../incident.ts';
import { loadForChange } from './load-for-change.ts';
import { recipientsOf, recordChange } from './record-change.ts';
import { recallThese, sendAlso } from './send-officers.ts';

/** News of one unit that leaves the incident's own status as it is. */
export type UnitProgress = {
  kind: Extract<TimelineEntry['kind'], `unit-${string}`>;
  permission: 'incident:assign' | 'incident:progress';
  details: TimelineEntry['details'];
  codes: EntryDetails;
  /** Who goes from now on, as the incident names them; undefined leaves it. */
  unitName?: string | null;
  /** A new promise for the reporter. */
  etaMinutes?: number | undefined;
  send?: string[];
  recall?: string[];
};

/**
 * One of several units was added, is on its way, has arrived, is done or was withdrawn: it stands in the timeline, and
 * whoever looks at the incident sees it; its status and the other units stay as they are.
 * @throws AppError `incident/not-found`, `access/not-permitted`, `incident/change-not-allowed` when it has ended
 */
export async function recordUnitProgress(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  news: UnitProgress,
): Promise<void> {
  const incident = await loadForChange(context, work, actor, id, news.permission);
  if (!isOpen(incident.status)) {
    throw notAllowed(incident, news.kind);
  }
  const { kind, codes, unitName = incident.unitName, etaMinutes } = news;
  const names = await sendAlso(context, work, actor, incident, news.send ?? []);
  await recallThese(context, work, id, news.recall ?? []);
  const etaAt = etaMinutes === undefined ? incident.etaAt : etaFrom(context.clock.now(), etaMinutes);
  const details = { ...news.details, ...(names && { names }), ...(etaMinutes && { etaMinutes }) };
  const changed = { ...incident, unitName, etaAt };
  const saved = await recordChange(context, work, changed, { kind, by: actor, details, codes });
  if (!etaMinutes || !etaAt) return;
  await context.events.publish(work, 'incident-eta-changed', {
    ...(await recipientsOf(work, saved)),
    etaMinutes,
    etaAt,
  });
}
