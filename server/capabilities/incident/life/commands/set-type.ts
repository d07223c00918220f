import type { Actor } from '#capabilities/access';
import type { KnownIncidentType } from '#contract/incident-type';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { recordChange } from '../../record/commands/record-change.ts';
import { wantSocialWorkerByType } from '../../record/commands/want-social-worker.ts';
import { notAllowed } from '../../record/incident.ts';
import { loadForChange } from '../../visibility/commands/load-for-change.ts';
import { suggestDuplicates } from './suggest-duplicates.ts';

/**
 * An officer sets the type. It does not acknowledge an alarm and is possible at any time, also after the end, for the
 * statistics. Afterwards the reporter can no longer change it.
 * @throws AppError `incident/not-found`, `access/not-permitted`, `incident/change-not-allowed` (a merged one has the
 * type of its target)
 */
export async function setType(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { type }: { type: KnownIncidentType },
): Promise<void> {
  const incident = await loadForChange(context, work, actor, id, 'incident:progress');
  if (incident.status === 'merged') {
    throw notAllowed(incident, 'type');
  }
  const details = { from: incident.type, to: type };
  const change = { kind: 'type-changed', by: actor, details, codes: details } as const;
  const saved = await recordChange(context, work, { ...incident, type }, change);
  await suggestDuplicates(context, work, saved);
  await wantSocialWorkerByType(context, work, saved, actor);
}
