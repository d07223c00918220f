import type { Actor } from '#capabilities/access';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import { AppError } from '#platform/app-error';
import type { Attachments, StoredFile } from '#platform/attachments/attachments';
import type { Database } from '#platform/database/database';
import { hasAttachment } from '../store/message-rows.ts';
import { getVisibleIncident } from './get-incident-detail.ts';

type Context = { db: Database; jurisdiction: Jurisdiction; attachments: Attachments };

/**
 * A file from the chat of an incident this person may see. The route records the look.
 * @throws AppError `incident/not-found`, `incident/attachment-not-found`
 */
export async function getAttachment(
  { db, jurisdiction, attachments }: Context,
  actor: Actor,
  incidentId: string,
  attachmentId: string,
): Promise<StoredFile> {
  await getVisibleIncident(jurisdiction, db, actor, incidentId);
  const file = (await hasAttachment(db, incidentId, attachmentId)) && (await attachments.find(db, attachmentId));
  if (!file) throw new AppError('incident/attachment-not-found');
  return file;
}
