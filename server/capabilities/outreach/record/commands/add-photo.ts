import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { mayFor } from '#capabilities/jurisdiction';
import { readPlacementCode } from '#contract/placement-code';
import { AppError } from '#platform/app-error';
import type { PreparedFile } from '#platform/attachments/prepared-file';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { OutreachContext } from '../../context.ts';
import type { StoredPlacement } from '../placement.ts';
import { deleteOldPhotos, insertPhoto } from '../store/photo-rows.ts';
import { findPlacementRow } from '../store/placement-rows.ts';

/** A sign that nobody has photographed for two years says nothing any more. */
const KEPT_MS = 2 * 365 * 24 * 3_600_000;

/** Asked before a photo is received. @throws AppError `outreach/placement-not-found`, also for another partner's */
export async function getMineToPhotograph(
  { jurisdiction }: OutreachContext,
  { tx }: Work,
  actor: Actor,
  typed: string,
): Promise<StoredPlacement> {
  const code = readPlacementCode(typed);
  const known = code === undefined ? undefined : await findPlacementRow(tx, code);
  if (!known || !mayFor(jurisdiction, actor, 'outreach:check', [known.agencyId]))
    throw new AppError('outreach/placement-not-found');
  return known;
}

/** Whoever put up a sign shows it where it hangs; the photo before is forgotten. @throws AppError as `getMineToPhotograph` */
export async function addPhoto(
  context: OutreachContext,
  work: Work,
  actor: Actor,
  typed: string,
  file: PreparedFile,
): Promise<{ id: string }> {
  const { code } = await getMineToPhotograph(context, work, actor, typed);
  const [id, addedAt] = [newId(), context.clock.now()];
  const attachmentId = await context.attachments.store(work, file);
  await insertPhoto(work.tx, { id, code, attachmentId, byPersonId: actor.userId, addedAt });
  recordAction(work, {
    ...{ ...byPerson(actor), action: 'outreach/add-photo', subjectKind: 'placement', subjectId: code },
    ...{ details: { photoId: id }, at: addedAt },
  });
  return { id };
}

/** Forgets photos that were replaced, of signs that were taken down, and of two years ago. */
export function forgetPhotos({ attachments, clock }: OutreachContext, db: Database): Promise<void> {
  const before = new Date(clock.now().getTime() - KEPT_MS);
  return inTransaction(db, async (work) => attachments.forget(work, ...(await deleteOldPhotos(work.tx, before))));
}
