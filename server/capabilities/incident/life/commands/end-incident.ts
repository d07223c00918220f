import type { Actor } from '#capabilities/access';
import type { NoHandOver } from '#contract/incident-actions';
import type { Disposition } from '#contract/incident-status';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { publishIfAnswered, recipientsOf, recordChange } from '../../record/commands/record-change.ts';
import { wantSocialWorker } from '../../record/commands/want-social-worker.ts';
import { cancel, close, type Incident, personOf, resolve } from '../../record/incident.ts';
import { forgetTransferTarget, recallOfficers } from '../../visibility/commands/end-access.ts';
import { loadForChange } from '../../visibility/commands/load-for-change.ts';
import type { HandOverDecision } from '../hand-over.ts';
import { decideOnHandOver, handOver } from './hand-over.ts';

/** The work is done and has a disposition. */
export async function resolveIncident(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { disposition, note, ...care }: { disposition: Disposition; note?: string | undefined } & Care,
): Promise<void> {
  const incident = await loadForChange(context, work, actor, id, 'incident:resolve');
  const by = personOf(actor);
  const updated = withCare(incident, care);
  const resolved = resolve(updated, disposition, note ?? null, by, context.clock.now());
  // Care begins as soon as somebody has said so, not when the papers are done.
  const decision =
    resolved.disposition === 'handed-to-care' ? await decideOnHandOver(context, work, resolved, null) : undefined;
  const changed = decision ? withHandOver(resolved, decision, context.clock.now()) : resolved;
  const saved = await recordChange(context, work, changed, {
    kind: 'resolved',
    by: actor,
    details: { disposition },
    codes: { disposition },
  });
  await forgetTransferTarget(context, work, incident);
  const recipients = await recipientsOf(work, saved);
  if (decision) await handOver(context, work, actor, saved, { ...decision, reportIds: recipients.reportIds });
  // Their case is opened when it is closed, which may be days away.
  else if (care.children) await wantSocialWorker(context, work, saved, { fact: 'child', by: actor });
  await context.events.publish(work, 'incident-resolved', { ...recipients, disposition });
  // Before the answer, so that an exercise that somebody merely ends does not count as answered.
  await context.events.publish(work, 'incident-ended', { incidentId: id, wasCancelled: false });
  await publishIfAnswered(context, work, incident, saved);
}

/**
 * Closes the incident; the reporter may rate it or say that nobody came. Victims and children are handed over for
 * aftercare.
 * @throws AppError `incident/hand-over-reason-needed`
 */
export async function closeIncident(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { noHandOver, ...care }: Care & { noHandOver?: NoHandOver | undefined } = {},
): Promise<void> {
  const now = context.clock.now();
  const loaded = await loadForChange(context, work, actor, id, 'incident:close');
  const changed = close(withCare(loaded, care), now);
  const decision = await decideOnHandOver(context, work, changed, noHandOver ?? null);
  const withOutcome = withHandOver(changed, decision, now);
  const saved = await recordChange(context, work, withOutcome, { kind: 'closed', by: actor });
  const recipients = await recipientsOf(work, saved);
  // Handed over when it was resolved already; again only where more is known of whom it is about.
  const isDone =
    loaded.handedOverAt && saved.hasVictims === loaded.hasVictims && saved.hasChildren === loaded.hasChildren;
  if (!isDone) await handOver(context, work, actor, saved, { ...decision, reportIds: recipients.reportIds });
  await recallOfficers(context, work, id);
  await context.events.publish(work, 'incident-closed', { ...recipients, disposition: saved.disposition });
}

function withHandOver(incident: Incident, { victims, children, handsOver }: HandOverDecision, now: Date): Incident {
  const handedOverAt = handsOver ? (incident.handedOverAt ?? now) : incident.handedOverAt;
  return { ...incident, hasVictims: victims, hasChildren: children, handedOverAt };
}

type Care = { victims?: boolean | undefined; children?: boolean | undefined };

/** Earlier answers stay unless the officer gives new ones. */
function withCare(incident: Incident, { victims, children }: Care): Incident {
  return { ...incident, hasVictims: victims ?? incident.hasVictims, hasChildren: children ?? incident.hasChildren };
}

/** An officer cancels it after the reporter asked to. */
export async function cancelIncident(context: IncidentContext, work: Work, actor: Actor, id: string): Promise<void> {
  const incident = await loadForChange(context, work, actor, id, 'incident:resolve');
  const saved = await recordChange(context, work, cancel(incident), {
    kind: 'cancelled',
    by: actor,
    codes: { reason: incident.cancelReason },
  });
  await forgetTransferTarget(context, work, incident);
  await recallOfficers(context, work, id);
  await context.events.publish(work, 'incident-cancelled', await recipientsOf(work, saved));
  await context.events.publish(work, 'incident-ended', { incidentId: id, wasCancelled: true });
}
