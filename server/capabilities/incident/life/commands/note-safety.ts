import type { Actor } from '#capabilities/access';
import type { SafetyKind } from '#contract/safety';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { IncidentContext } from '../../context.ts';
import { recordChange } from '../../record/commands/record-change.ts';
import { wantSocialWorker } from '../../record/commands/want-social-worker.ts';
import { personOf } from '../../record/incident.ts';
import { loadForChange } from '../../visibility/commands/load-for-change.ts';
import { noteUntil } from '../safety.ts';
import { insertSafetyNote, isSafetyNote, withdrawSafetyNote } from '../store/safety-rows.ts';

/**
 * Records what the next patrol must know about this place; possible for a closed incident too.
 * @throws AppError `access/not-permitted`, `incident/note-not-possible`
 */
export async function noteSafety(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  incidentId: string,
  { kind, text, until }: { kind: SafetyKind; text?: string | undefined; until?: string | undefined },
): Promise<{ id: string }> {
  const incident = await loadForChange(context, work, actor, incidentId, 'incident:note-safety');
  const at = context.clock.now();
  const id = newId();
  const note = { id, incidentId, kind, text: text ?? null, by: personOf(actor), at };
  await insertSafetyNote(work.tx, { ...note, until: noteUntil(until, at) });
  const details = { safety: kind };
  const saved = await recordChange(context, work, incident, {
    kind: 'safety-noted',
    by: actor,
    details,
    codes: { ...details, noteId: id },
  });
  if (kind === 'children') await wantSocialWorker(context, work, saved, { fact: 'child', by: actor });
  return { id };
}

/**
 * Withdraws a note that is wrong or outdated; it is no longer shown, but its history stays.
 * @throws AppError `incident/note-not-found`, `incident/note-withdrawn`
 */
export async function withdrawNote(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  incidentId: string,
  { noteId, reason }: { noteId: string; reason: string },
): Promise<{ id: string }> {
  const incident = await loadForChange(context, work, actor, incidentId, 'incident:note-safety');
  const by = personOf(actor);
  const withdrawn = await withdrawSafetyNote(work.tx, { id: noteId, incidentId, by, reason, at: context.clock.now() });
  if (!withdrawn) {
    const known = await isSafetyNote(work.tx, { id: noteId, incidentId });
    const lostTo = { subjects: [incidentId], actions: ['incident/safety-note-withdrawn'] };
    throw known ? new AppError('incident/note-withdrawn', { lostTo }) : new AppError('incident/note-not-found');
  }
  await recordChange(context, work, incident, {
    kind: 'safety-note-withdrawn',
    by: actor,
    details: { safety: withdrawn.kind, reason },
    codes: { safety: withdrawn.kind, noteId },
  });
  return { id: noteId };
}
