import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { incidentRouteTable } from '#capabilities/incident';
import { patrolPhotosSchema } from '#contract/patrol-phone';
import { VIEW_AN_INCIDENT } from '#contract/permission';
import { signedLinkSchema } from '#platform/attachments/signed-link';
import type { RouteServices } from '#platform/capability';
import { registerPictureUpload } from '#platform/http/picture-upload';
import { fileAnswer, type Route, routeTable } from '#platform/http/route';
import { addPhoto } from '../commands/add-photo.ts';
import { getCrewJob } from '../commands/get-visible-job.ts';
import type { UnitsContext } from '../context.ts';
import { getPhoto, listPhotos } from '../queries/list-photos.ts';

const { get } = routeTable<Actor>();
const params = z.object({ id: z.uuid() });

/** Patrol pictures, for those who can see the incident. */
export function photoRoutes(context: UnitsContext): Route<Actor>[] {
  return [
    incidentRouteTable(context).get({
      path: '/photos',
      summary: 'Pictures that patrols took',
      permission: VIEW_AN_INCIDENT,
      audit: { view: 'units/view-photos', subject: 'incident' },
      answer: patrolPhotosSchema,
      query: listPhotos,
    }),
    get({
      path: '/api/v1/incidents/:id/photos/:photoId',
      summary: 'One of these pictures',
      permission: VIEW_AN_INCIDENT,
      audit: {
        view: 'units/view-photo',
        subject: 'incident',
        details: ({ params: { photoId } }) => ({ photoId }),
      },
      params: params.extend({ photoId: z.uuid() }),
      query: signedLinkSchema,
      answer: fileAnswer,
      run: ({ tx }, { actor, params: { id: incidentId, photoId }, query: link }) =>
        getPhoto(context, tx, actor, { incidentId, photoId, ...link }),
    }),
  ];
}

/** Receives a patrol's picture for its job. */
export async function registerPhotoUpload(
  fastify: FastifyInstance,
  context: UnitsContext,
  http: RouteServices<Actor>,
): Promise<void> {
  await registerPictureUpload(fastify, http, {
    path: '/api/v1/assignments/:id/photos',
    summary: 'Add a picture to a job of my unit',
    permissions: ['unit:serve'],
    query: z.object({ happenedAt: z.iso.datetime() }),
    prepare: context.attachments.prepare,
    mayAdd: (work, actor, id) => getCrewJob(context, work, actor, id),
    add: (work, actor, id, { file, query: { happenedAt } }) =>
      addPhoto(context, work, actor, id, { file, happenedAt: new Date(happenedAt) }),
  });
}
