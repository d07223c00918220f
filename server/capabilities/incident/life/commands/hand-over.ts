import type { Actor } from '#capabilities/access';
import { findCentre } from '#capabilities/jurisdiction';
import type { NoHandOver } from '#contract/incident-actions';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { listQuestions } from '../../conversation/store/question-rows.ts';
import { auditChange } from '../../record/commands/record-change.ts';
import { type Incident, personOf } from '../../record/incident.ts';
import { appendTimeline } from '../../record/store/timeline-rows.ts';
import { agencyDetails } from '../agency-names.ts';
import { decideHandOver, type HandOverDecision } from '../hand-over.ts';
import { flagsNow } from '../safety.ts';
import { listSafetyNotes } from '../store/safety-rows.ts';

/** Compares what is known about victims and children with the answers of the officer who closes it. */
export async function decideOnHandOver(
  { clock }: IncidentContext,
  work: Work,
  incident: Incident,
  reason: NoHandOver | null,
): Promise<HandOverDecision> {
  const notes = await listSafetyNotes(work.tx, incident.id);
  const flags = flagsNow(notes, await listQuestions(work.tx, incident.id), clock.now());
  const { type, disposition, isExercise, hasVictims: victims, hasChildren: children } = incident;
  return decideHandOver(
    { type, disposition: disposition ?? 'handled', isExercise },
    flags,
    { victims, children },
    reason,
  );
}

/** Hands the ended incident over to the local centre for aftercare, or records why not. */
export async function handOver(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  incident: Incident,
  { victims, children, handsOver, reason, reportIds }: HandOverDecision & { reportIds: string[] },
): Promise<void> {
  const { jurisdiction, clock, events } = context;
  const at = clock.now();
  const entry = { at, by: personOf(actor) };
  const centre = handsOver ? findCentre(jurisdiction, incident) : undefined;
  if (handsOver && centre) {
    const { id: incidentId, code, type, silent, place, responsibleAgencyId: fromAgencyId } = incident;
    const details = { ...agencyDetails(centre), victims, children };
    await appendTimeline(work.tx, incidentId, { ...entry, kind: 'handed-over', details });
    const codes = { centreId: centre.id, victims, children };
    auditChange(context, work, incidentId, { kind: 'handed-over', by: actor, codes });
    const disposition = incident.disposition ?? 'handled';
    const known = { incidentId, code, type, disposition, silent, place, victims, children, reportIds };
    const { userId, name, from, sessionId } = actor;
    const who = { fromAgencyId, toAgencyId: centre.id, by: { userId, name, from, sessionId } };
    await events.publish(work, 'incident-handed-over', { ...known, ...who, at });
    return;
  }
  const why = handsOver ? 'no-centre' : reason;
  if (!why) return;
  await appendTimeline(work.tx, incident.id, { ...entry, kind: 'not-handed-over', details: { noHandOver: why } });
  const codes = { reason: why };
  auditChange(context, work, incident.id, { kind: 'not-handed-over', by: actor, codes });
}
