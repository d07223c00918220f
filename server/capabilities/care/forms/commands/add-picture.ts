import type { Actor } from '#capabilities/access';
import { isOpenCase } from '#contract/case';
import { PICTURE_SECTIONS, type PictureKind } from '#contract/case-pictures';
import { AppError } from '#platform/app-error';
import type { PreparedFile } from '#platform/attachments/prepared-file';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { CareContext } from '../../context.ts';
import { changeNotAllowed } from '../../record/case.ts';
import { recordCaseStep } from '../../record/commands/record-case-change.ts';
import { insertPicture } from '../store/picture-rows.ts';
import { openForWriting } from './open-for-writing.ts';

/**
 * Whether pictures may be added to the case, asked before one is received.
 * @throws AppError `case/not-found`, `access/not-permitted`, `case/change-not-allowed`
 */
export async function assertTakesPictures(work: Work, caseId: string) {
  const { one, access } = await openForWriting(work, caseId);
  if (!isOpenCase(one.status)) throw changeNotAllowed(one, 'picture');
  return access;
}

/**
 * A worker, or somebody invited in their section, adds a picture; it may have been taken without signal.
 * @throws AppError as `assertTakesPictures`
 */
export async function addPicture(
  context: CareContext,
  work: Work,
  actor: Actor,
  caseId: string,
  { file, kind, happenedAt }: { file: PreparedFile; kind: PictureKind; happenedAt: Date },
): Promise<{ id: string }> {
  const access = await assertTakesPictures(work, caseId);
  const section = PICTURE_SECTIONS[kind];
  if (access.sections !== null && !access.sections.includes(section)) throw new AppError('access/not-permitted');
  const now = context.clock.now();
  const attachmentId = await context.attachments.store(work, file);
  const picture = { id: newId(), caseId, kind, section, attachmentId, byPersonId: actor.userId, receivedAt: now };
  await insertPicture(work.tx, { ...picture, happenedAt: happenedAt > now ? now : happenedAt });
  await recordCaseStep(context, work, caseId, {
    ...{ kind: 'picture-added', by: actor, section, details: { picture: kind } },
    codes: { pictureId: picture.id, kind },
    subjectId: picture.id,
  });
  return { id: picture.id };
}
