import type { Actor } from '#capabilities/access';
import { getVisibleIncident, listVisibleIncidents } from '#capabilities/incident';
import type { PatrolPhotos } from '#contract/patrol-phone';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { FileAnswer } from '#platform/http/route';
import type { UnitsContext } from '../context.ts';
import { listPhotoRows } from '../store/photo-rows.ts';

const pathOf = (incidentId: string, photoId: string) => `/api/v1/incidents/${incidentId}/photos/${photoId}`;

/** Patrol pictures of the incident, with links for this reader; none if the place is masked. */
export async function listPhotos(
  context: UnitsContext,
  connection: Connection,
  actor: Actor,
  incidentId: string,
): Promise<PatrolPhotos> {
  const { visibility } = await getVisibleIncident(context, connection, actor, incidentId);
  if (visibility.place !== 'exact') return { photos: [] };
  const photos = await listPhotoRows(connection, incidentId);
  return {
    photos: photos.map(({ id, assignmentId, callSign, happenedAt, receivedAt }) => {
      const path = pathOf(incidentId, id);
      const url = context.links.sign(path, actor, context.clock.now());
      return {
        id,
        assignmentId,
        callSign,
        happenedAt: happenedAt.toISOString(),
        receivedAt: receivedAt.toISOString(),
        url,
      };
    }),
  };
}

/** @throws AppError `units/photo-not-found`, the same for a link that is forged, expired, somebody else's or to no picture */
export async function getPhoto(
  context: UnitsContext,
  connection: Connection,
  actor: Actor,
  link: { incidentId: string; photoId: string; until: number; signature: string },
): Promise<FileAnswer> {
  const { incidentId, photoId } = link;
  const isGood = context.links.isGood(link, pathOf(incidentId, photoId), actor, context.clock.now());
  const photo = isGood ? await findPhoto(context, connection, actor, link) : undefined;
  if (!photo) throw new AppError('units/photo-not-found');
  return { ...photo, name: `${photoId}.jpg` };
}

async function findPhoto(
  context: UnitsContext,
  connection: Connection,
  actor: Actor,
  { incidentId, photoId }: { incidentId: string; photoId: string },
) {
  const [visible] = await listVisibleIncidents(context, connection, actor, [incidentId]);
  if (visible?.visibility.place !== 'exact') return undefined;
  const row = (await listPhotoRows(connection, incidentId)).find(({ id }) => id === photoId);
  return row && context.attachments.find(connection, row.attachmentId);
}
