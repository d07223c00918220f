import type { Actor } from '#capabilities/access';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { recipientsOf, recordChange } from '../../record/commands/record-change.ts';
import { changeEta } from '../../record/incident.ts';
import { loadForChange } from '../../visibility/commands/load-for-change.ts';

/** An ETA that can't be met is corrected before it passes. */
export async function changeIncidentEta(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { etaMinutes }: { etaMinutes: number },
): Promise<void> {
  const incident = await loadForChange(context, work, actor, id, 'incident:acknowledge');
  const now = context.clock.now();
  const changed = changeEta(incident, etaMinutes, now);
  const change = { kind: 'eta-changed', by: actor, details: { etaMinutes }, codes: { etaMinutes } } as const;
  const saved = await recordChange(context, work, changed, change);
  await context.events.publish(work, 'incident-eta-changed', {
    ...(await recipientsOf(work, saved)),
    etaMinutes,
    etaAt: saved.etaAt ?? now,
  });
}
