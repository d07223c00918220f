import type { Actor } from '#capabilities/access';
import { recordAction } from '#capabilities/audit';
import { mayFor } from '#capabilities/jurisdiction';
import { isOpenHelp } from '#contract/help';
import { type HelpPictureKind, MOST_HELP_PICTURES } from '#contract/help-pictures';
import { AppError } from '#platform/app-error';
import type { PreparedFile } from '#platform/attachments/prepared-file';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { HelpContext } from '../context.ts';
import { isWritable } from '../draft.ts';
import { changeNotAllowed, type HelpRequest } from '../request.ts';
import { countPicturesBy, deletePictureOf, insertHelpPicture } from '../store/picture-rows.ts';
import { findRequest, isStaffOf } from '../store/request-rows.ts';
import { type Filer, loadOwnRequest } from './load-request.ts';
import { auditActorOf, type HelpActor } from './record-change.ts';

/**
 * Whether a colleague may add pictures: whoever filed it while they may write, the office while it is open. Asked before one is
 * received. @throws AppError `help/not-found`, `access/not-permitted`, `help/change-not-allowed`, `help/too-many-pictures`
 */
export async function assertMayAddPicture(
  { jurisdiction }: Pick<HelpContext, 'jurisdiction'>,
  work: Work,
  actor: Actor,
  id: string,
): Promise<HelpRequest> {
  const request = await findRequest(work.tx, id);
  const isFiler = request?.filedByPersonId === actor.userId && actor.permissions.has('help:file');
  const isStaff = request !== undefined && (await isStaffOf(work.tx, id));
  if (!request || !(isFiler || isStaff)) throw new AppError('help/not-found');
  const mayWrite = isFiler && isWritable(request.status);
  if (!mayWrite) {
    if (!isStaff) throw changeNotAllowed(request, 'picture');
    if (!mayFor(jurisdiction, actor, 'help:work', [request.agencyId])) throw new AppError('access/not-permitted');
    if (!isOpenHelp(request.status)) throw changeNotAllowed(request, 'picture');
  }
  await assertNotTooMany(work, id, actor.userId);
  return request;
}

/** @throws AppError `help/too-many-pictures` */
export async function assertNotTooMany(work: Work, requestId: string, byPersonId: string | null): Promise<void> {
  const count = await countPicturesBy(work.tx, requestId, byPersonId);
  if (count >= MOST_HELP_PICTURES)
    throw new AppError('help/too-many-pictures', { params: { most: MOST_HELP_PICTURES } });
}

/** Stores a picture whose purpose is burnt in already; open consoles read the request again. */
export async function addPicture(
  context: Pick<HelpContext, 'attachments' | 'clock' | 'events'>,
  work: Work,
  by: HelpActor,
  requestId: string,
  { file, kind }: { file: PreparedFile; kind: HelpPictureKind },
): Promise<{ id: string }> {
  const addedAt = context.clock.now();
  const attachmentId = await context.attachments.store(work, file);
  const byPersonId = typeof by !== 'string' && 'userId' in by ? by.userId : null;
  const id = newId();
  await insertHelpPicture(work.tx, { id, requestId, kind, attachmentId, byPersonId, addedAt });
  recordPicture(work, by, requestId, { action: 'help/picture-added', details: { pictureId: id, kind }, at: addedAt });
  await context.events.publish(work, 'help-request-changed', { requestId });
  return { id };
}

/**
 * Whoever writes a request takes back a picture that they added. For the service.
 * @throws AppError `help/draft-not-found`, `help/change-not-allowed`, `help/picture-not-found`
 */
export async function removePicture(
  context: Pick<HelpContext, 'attachments' | 'clock'>,
  work: Work,
  { filer, by }: { filer: Filer; by: HelpActor },
  { requestId, pictureId }: { requestId: string; pictureId: string },
): Promise<void> {
  const request = await loadOwnRequest(work, filer, requestId);
  if (!isWritable(request.status)) throw changeNotAllowed(request, 'picture');
  const byPersonId = filer.kind === 'staff' ? filer.actor.userId : null;
  const removed = await deletePictureOf(work.tx, { requestId, pictureId, byPersonId });
  if (!removed) throw new AppError('help/picture-not-found');
  await context.attachments.forget(work, removed.attachmentId);
  const details = { pictureId, kind: removed.kind };
  recordPicture(work, by, requestId, { action: 'help/picture-removed', details, at: context.clock.now() });
}

function recordPicture(
  work: Work,
  by: HelpActor,
  subjectId: string,
  entry: { action: string; details: { pictureId: string; kind: HelpPictureKind }; at: Date },
): void {
  recordAction(work, { ...auditActorOf(by), subjectKind: 'help-request', subjectId, ...entry });
}
