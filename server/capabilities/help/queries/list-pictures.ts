import { type Actor, nameStaff } from '#capabilities/access';
import type { HelpPictures, OwnHelpPicture } from '#contract/help-pictures';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { FileAnswer } from '#platform/http/route';
import type { HelpContext } from '../context.ts';
import { type HelpPicture, listHelpPictures } from '../store/picture-rows.ts';
import { findRequest } from '../store/request-rows.ts';

type PictureContext = Pick<HelpContext, 'clock' | 'links'>;

const pathOf = (requestId: string, pictureId: string) => `/api/v1/help-requests/${requestId}/pictures/${pictureId}`;

/** Pictures that the actor may see, with links for this reader; row security chooses them. @throws AppError `help/not-found` */
export async function listPictures(
  { clock, links }: PictureContext,
  connection: Connection,
  actor: Actor,
  requestId: string,
): Promise<HelpPictures> {
  if (!(await findRequest(connection, requestId))) throw new AppError('help/not-found');
  const pictures = await listHelpPictures(connection, requestId);
  const now = clock.now();
  const name = await nameStaff(
    connection,
    pictures.map(({ byPersonId }) => byPersonId),
    now,
  );
  return {
    pictures: pictures.map(({ id, kind, byPersonId, addedAt }) => ({
      ...{ id, kind, addedAt: addedAt.toISOString() },
      by: byPersonId ? name(byPersonId) : null,
      isOwn: byPersonId === actor.userId,
      url: links.sign(pathOf(requestId, id), actor, now),
    })),
  };
}

/** @throws AppError `help/picture-not-found`, the same for a link that is forged, expired, somebody else's or to no picture */
export async function getPicture(
  { attachments, clock, links }: PictureContext & Pick<HelpContext, 'attachments'>,
  connection: Connection,
  actor: Actor,
  link: { requestId: string; pictureId: string; until: number; signature: string },
): Promise<FileAnswer> {
  const { requestId, pictureId } = link;
  const isGood = links.isGood(link, pathOf(requestId, pictureId), actor, clock.now());
  const row = isGood ? (await listHelpPictures(connection, requestId)).find(({ id }) => id === pictureId) : undefined;
  return openPicture(attachments, connection, row);
}

/** Those that the person added themselves. For the service. */
export async function listOwnPictures(connection: Connection, requestId: string): Promise<OwnHelpPicture[]> {
  const pictures = (await listHelpPictures(connection, requestId)).filter(({ byPersonId }) => byPersonId === null);
  return pictures.map(({ id, kind, addedAt }) => ({ id, kind, addedAt: addedAt.toISOString() }));
}

/** One of these. For the service. @throws AppError `help/picture-not-found` */
export async function getOwnPicture(
  { attachments }: Pick<HelpContext, 'attachments'>,
  connection: Connection,
  { requestId, pictureId }: { requestId: string; pictureId: string },
): Promise<FileAnswer> {
  const pictures = await listHelpPictures(connection, requestId);
  const row = pictures.find(({ id, byPersonId }) => id === pictureId && byPersonId === null);
  return openPicture(attachments, connection, row);
}

async function openPicture(
  attachments: HelpContext['attachments'],
  connection: Connection,
  row: HelpPicture | undefined,
): Promise<FileAnswer> {
  const file = row && (await attachments.find(connection, row.attachmentId));
  if (!file) throw new AppError('help/picture-not-found');
  return { ...file, name: `${row.id}.jpg` };
}
