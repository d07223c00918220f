import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { addPictureSchema, casePicturesSchema } from '#contract/case-pictures';
import { VIEW_A_CASE } from '#contract/permission';
import { signedLinkSchema } from '#platform/attachments/signed-link';
import type { RouteServices } from '#platform/capability';
import { registerPictureUpload } from '#platform/http/picture-upload';
import { fileAnswer, type Route, routeTable } from '#platform/http/route';
import type { CareContext } from '../context.ts';
import { addPicture, assertTakesPictures } from '../forms/commands/add-picture.ts';
import { getPicture, listPictures } from '../forms/queries/list-pictures.ts';
import { caseRouteTable } from './case-route-table.ts';

const table = routeTable<Actor>();

/** Pictures of papers, injuries and homes, for whoever may see their section. */
export function pictureRoutes(context: CareContext): Route<Actor>[] {
  return [
    caseRouteTable(context).get({
      path: '/pictures',
      summary: 'Pictures of the sections that I may see',
      permission: VIEW_A_CASE,
      audit: {
        view: 'case/view-pictures',
        subject: 'case',
        details: (_, { pictures }) => ({ pictures: pictures.length }),
      },
      answer: casePicturesSchema,
      query: (care, connection, actor, id) => listPictures(care, connection, actor, id),
    }),
    table.get({
      path: '/api/v1/cases/:id/pictures/:pictureId',
      summary: 'One of these pictures',
      permission: VIEW_A_CASE,
      audit: {
        view: 'case/view-picture',
        subject: 'case',
        details: ({ params: { pictureId } }) => ({ pictureId }),
      },
      params: z.object({ id: z.uuid(), pictureId: z.uuid() }),
      query: signedLinkSchema,
      answer: fileAnswer,
      run: ({ tx }, { actor, params: { id: caseId, pictureId }, query: link }) =>
        getPicture(context, tx, actor, { caseId, pictureId, ...link }),
    }),
  ];
}

/** Receives a picture for a case. */
export async function registerCasePictures(
  fastify: FastifyInstance,
  context: CareContext,
  http: RouteServices<Actor>,
): Promise<void> {
  await registerPictureUpload(fastify, http, {
    path: '/api/v1/cases/:id/pictures',
    summary: 'Add a picture to a case',
    permissions: ['case:work', 'case:view-invited'],
    query: addPictureSchema,
    prepare: context.attachments.prepare,
    mayAdd: (work, _, id) => assertTakesPictures(work, id),
    add: (work, actor, id, { file, query: { kind, happenedAt } }) =>
      addPicture(context, work, actor, id, { file, kind, happenedAt: new Date(happenedAt) }),
  });
}
