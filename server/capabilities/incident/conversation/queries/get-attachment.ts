import type { Actor } from '#capabilities/access';
import { AppError } from '#platform/app-error';
import type { StoredFile } from '#platform/attachments/attachments';
import type { Connection } from '#platform/database/database';
import type { FileAnswer } from '#platform/http/route';
import type { IncidentContext } from '../../context.ts';
import { findVisibleIncident } from '../../visibility/queries/get-visible-incident.ts';
import { hasAttachment } from '../store/message-rows.ts';

type Context = Pick<IncidentContext, 'jurisdiction' | 'clock' | 'attachments' | 'links'>;

/** The parts of a link from an incident's answer. */
export type OpenedLink = { incidentId: string; attachmentId: string; until: number; signature: string };

/**
 * A file from the chat of a visible incident, by a recently issued link. The route records the view. A forged, expired
 * or foreign link and a missing file get the same answer.
 * @throws AppError `incident/attachment-not-found`
 */
export async function getAttachment(
  context: Context,
  connection: Connection,
  actor: Actor,
  { incidentId, attachmentId, ...link }: OpenedLink,
): Promise<FileAnswer> {
  const path = `/api/v1/incidents/${incidentId}/attachments/${attachmentId}`;
  const isGood = context.links.isGood(link, path, actor, context.clock.now());
  const file = isGood && (await findFile(context, connection, actor, incidentId, attachmentId));
  if (!file) throw new AppError('incident/attachment-not-found');
  return { ...file, name: `${attachmentId}.${ENDINGS[file.contentType] ?? 'bin'}` };
}

/** Visibility is checked again: it may have changed since the link was issued. */
async function findFile(
  context: Context,
  connection: Connection,
  actor: Actor,
  incidentId: string,
  attachmentId: string,
): Promise<StoredFile | undefined> {
  const visible = await findVisibleIncident(context, connection, actor, incidentId);
  if (visible?.visibility.place !== 'exact' || !(await hasAttachment(connection, incidentId, attachmentId)))
    return undefined;
  return context.attachments.find(connection, attachmentId);
}

const ENDINGS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
  'audio/mp4': 'm4a',
  'audio/mpeg': 'mp3',
};
