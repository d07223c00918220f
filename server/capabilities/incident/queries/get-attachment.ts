import type { Actor } from '#capabilities/access';
import { recordLook } from '#capabilities/audit';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import { AppError } from '#platform/app-error';
import type { Attachments, StoredFile } from '#platform/attachments/attachments';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import { hasAttachment } from '../store/message-rows.ts';
import { getVisibleIncident } from './get-incident-detail.ts';

type Context = { db: Database; clock: Clock; jurisdiction: Jurisdiction; attachments: Attachments };

/**
 * A file from the chat of an incident this person may see. The look is recorded before it is shown.
 * @throws AppError `incident/not-found`, `incident/attachment-not-found`
 */
export async function getAttachment(
  { db, clock, jurisdiction, attachments }: Context,
  actor: Actor,
  incidentId: string,
  attachmentId: string,
): Promise<StoredFile> {
  await getVisibleIncident(jurisdiction, db, actor, incidentId);
  const file = (await hasAttachment(db, incidentId, attachmentId)) && (await attachments.find(db, attachmentId));
  if (!file) throw new AppError('incident/attachment-not-found');
  const look = { act: 'incident/look-at-attachment', subjectKind: 'incident', subjectId: incidentId };
  const by = { actorKind: 'person', actorId: actor.userId, from: 'console', at: clock.now() } as const;
  await recordLook(db, { ...by, ...look, details: { attachmentId } });
  return file;
}
