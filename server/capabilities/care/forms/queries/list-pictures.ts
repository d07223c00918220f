import { type Actor, listStaff } from '#capabilities/access';
import type { CasePictures } from '#contract/case-pictures';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { FileAnswer } from '#platform/http/route';
import type { CareContext } from '../../context.ts';
import { findCaseAccess } from '../../record/store/fact-rows.ts';
import { listPictureRows } from '../store/picture-rows.ts';

const pathOf = (caseId: string, pictureId: string) => `/api/v1/cases/${caseId}/pictures/${pictureId}`;

/** Pictures of the sections that the actor may see, with links for this reader. @throws AppError `case/not-found` */
export async function listPictures(
  { clock, links }: CareContext,
  connection: Connection,
  actor: Actor,
  caseId: string,
): Promise<CasePictures> {
  if (!(await findCaseAccess(connection, caseId))) throw new AppError('case/not-found');
  const pictures = await listPictureRows(connection, caseId);
  const ids = [...new Set(pictures.map(({ byPersonId }) => byPersonId))];
  const staff = ids.length > 0 ? await listStaff(connection, { ids }, clock.now()) : [];
  return {
    pictures: pictures.map(({ id, kind, section, byPersonId, happenedAt, receivedAt }) => {
      const path = pathOf(caseId, id);
      return {
        ...{ id, kind, section },
        by: { id: byPersonId, name: staff.find((person) => person.id === byPersonId)?.name ?? '–' },
        happenedAt: happenedAt.toISOString(),
        receivedAt: receivedAt.toISOString(),
        url: links.sign(path, actor, clock.now()),
      };
    }),
  };
}

/** @throws AppError `case/picture-not-found`, the same for a link that is forged, expired, somebody else's or to no picture */
export async function getPicture(
  { attachments, clock, links }: CareContext,
  connection: Connection,
  actor: Actor,
  link: { caseId: string; pictureId: string; until: number; signature: string },
): Promise<FileAnswer> {
  const { caseId, pictureId } = link;
  const isGood = links.isGood(link, pathOf(caseId, pictureId), actor, clock.now());
  const row = isGood && (await listPictureRows(connection, caseId)).find(({ id }) => id === pictureId);
  const file = row && (await attachments.find(connection, row.attachmentId));
  if (!file) throw new AppError('case/picture-not-found');
  return { ...file, name: `${pictureId}.jpg` };
}
