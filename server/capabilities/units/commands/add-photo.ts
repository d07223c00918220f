import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { loadForChange, recordUnitProgress } from '#capabilities/incident';
import { isOpen } from '#contract/incident-status';
import type { PreparedFile } from '#platform/attachments/prepared-file';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { UnitsContext } from '../context.ts';
import { insertPhoto } from '../store/photo-rows.ts';
import { getCrewJob } from './get-visible-job.ts';

/**
 * A patrol adds a picture to its job; it may arrive after the job was done.
 * @throws AppError `units/assignment-not-found`, `access/not-permitted` (another unit's)
 */
export async function addPhoto(
  context: UnitsContext,
  work: Work,
  actor: Actor,
  assignmentId: string,
  { file, happenedAt }: { file: PreparedFile; happenedAt: Date },
): Promise<{ id: string }> {
  const { job, incident: visible } = await getCrewJob(context, work, actor, assignmentId);
  const now = context.clock.now();
  const attachmentId = await context.attachments.store(work, file);
  const photo = { id: newId(), assignmentId, attachmentId, byPersonId: actor.userId, receivedAt: now };
  await insertPhoto(work.tx, { ...photo, happenedAt: happenedAt > now ? now : happenedAt });
  if (isOpen(visible.status)) {
    const incident = await loadForChange(context, work, actor, job.incidentId, 'incident:progress');
    await recordUnitProgress(context, work, actor, incident, {
      kind: 'unit-photo',
      details: { unitName: job.callSign },
      codes: { assignmentId, photoId: photo.id },
    });
  }
  recordAction(work, {
    ...byPerson(actor),
    action: 'units/add-photo',
    subjectKind: 'assignment',
    subjectId: assignmentId,
    details: { incidentId: job.incidentId, photoId: photo.id },
    at: now,
  });
  return { id: photo.id };
}
