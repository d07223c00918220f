import type { Actor } from '#capabilities/access';
import type { Disposition } from '#contract/incident-status';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../context.ts';
import { cancel, close, reopen, resolve } from '../incident.ts';
import { forgetTransferTarget } from './forget-transfer-target.ts';
import { loadForChange, personOf } from './load-for-change.ts';
import { recallOfficers } from './recall-officers.ts';
import { recordChange, told } from './record-change.ts';

/** The work is done; what it came to is said. */
export async function resolveIncident(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { disposition, note }: { disposition: Disposition; note?: string | undefined },
): Promise<void> {
  const incident = await loadForChange(context, work, actor, id, 'incident:resolve');
  const by = personOf(actor);
  const changed = resolve(incident, disposition, note ?? null, by, context.clock.now());
  const saved = await recordChange(context, work, changed, {
    kind: 'resolved',
    by: actor,
    details: { disposition },
    codes: { disposition },
  });
  await forgetTransferTarget(context, work, incident);
  await context.events.publish(work, 'incident-resolved', { ...(await told(work, saved)), disposition });
}

/** The matter is ended; the reporter may rate it or say that nobody came. */
export async function closeIncident(context: IncidentContext, work: Work, actor: Actor, id: string): Promise<void> {
  const incident = await loadForChange(context, work, actor, id, 'incident:close');
  const by = personOf(actor);
  const saved = await recordChange(context, work, close(incident, by, context.clock.now()), {
    kind: 'closed',
    by: actor,
  });
  await recallOfficers(context, work, id);
  await context.events.publish(work, 'incident-closed', await told(work, saved));
}

/** An officer calls it up again. */
export async function reopenIncident(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  reason: string,
): Promise<void> {
  const incident = await loadForChange(context, work, actor, id, 'incident:reopen');
  const changed = reopen(incident, context.clock.now());
  const saved = await recordChange(context, work, changed, { kind: 'reopened', by: actor, details: { reason } });
  await recallOfficers(context, work, id);
  await context.events.publish(work, 'incident-reopened', await told(work, saved));
}

/** An officer agrees that it was a mistake or is over, after the reporter asked to stop. */
export async function cancelIncident(context: IncidentContext, work: Work, actor: Actor, id: string): Promise<void> {
  const incident = await loadForChange(context, work, actor, id, 'incident:resolve');
  const saved = await recordChange(context, work, cancel(incident), {
    kind: 'cancelled',
    by: actor,
    codes: { reason: incident.cancelReason },
  });
  await forgetTransferTarget(context, work, incident);
  await recallOfficers(context, work, id);
  await context.events.publish(work, 'incident-cancelled', await told(work, saved));
}
