import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { addHelpPictureSchema, helpPicturesSchema } from '#contract/help-pictures';
import type { Permission } from '#contract/permission';
import { AppError } from '#platform/app-error';
import { signedLinkSchema } from '#platform/attachments/signed-link';
import type { RouteServices } from '#platform/capability';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { registerPictureUpload } from '#platform/http/picture-upload';
import { type Caller, fileAnswer, type Route, routeTable } from '#platform/http/route';
import { findLinked } from '../commands/act-by-link.ts';
import { addPicture, assertMayAddPicture, assertNotTooMany, removePicture } from '../commands/add-picture.ts';
import type { HelpContext, RequesterContext } from '../context.ts';
import { isWritable } from '../draft.ts';
import { purposeOf } from '../picture-purpose.ts';
import { getPicture, listPictures } from '../queries/list-pictures.ts';
import { changeNotAllowed, type HelpRequest } from '../request.ts';

const { get, post } = routeTable<Actor>();
const SEES: readonly [Permission, ...Permission[]] = [
  'help:view',
  'help:file',
  'help:check-tambon',
  'help:check-amphoe',
];
const pictureParams = z.object({ id: z.uuid(), pictureId: z.uuid() });

/** Pictures of homes and papers, for whoever may see them; whoever filed it sees their own while they may write. */
export function pictureRoutes(context: HelpContext): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/help-requests/:id/pictures',
      summary: 'Pictures of a request that I may see',
      permission: SEES,
      audit: {
        view: 'help/view-pictures',
        subject: 'help-request',
        details: (_, { pictures }) => ({ pictures: pictures.length }),
      },
      params: z.object({ id: z.uuid() }),
      answer: helpPicturesSchema,
      run: ({ tx }, { actor, params: { id } }) => listPictures(context, tx, actor, id),
    }),
    get({
      path: '/api/v1/help-requests/:id/pictures/:pictureId',
      summary: 'One of these pictures',
      permission: SEES,
      audit: {
        view: 'help/view-picture',
        subject: 'help-request',
        details: ({ params: { pictureId } }) => ({ pictureId }),
      },
      params: pictureParams,
      query: signedLinkSchema,
      answer: fileAnswer,
      run: ({ tx }, { actor, params: { id: requestId, pictureId }, query: link }) =>
        getPicture(context, tx, actor, { requestId, pictureId, ...link }),
    }),
    post({
      path: '/api/v1/help-drafts/:id/pictures/:pictureId/remove',
      summary: 'Take back a picture that I added to what I write',
      permission: 'help:file',
      runsAs: 'service',
      params: pictureParams,
      run: (work, { actor, params: { id: requestId, pictureId } }) =>
        removePicture(
          context,
          work,
          { filer: { kind: 'staff', actor }, by: actor },
          {
            requestId,
            pictureId,
          },
        ),
    }),
  ];
}

/** Receives pictures: of colleagues and volunteers with their session, of the person by their link. */
export async function registerPictureUploads(
  fastify: FastifyInstance,
  context: RequesterContext,
  { http, db }: { http: RouteServices<Actor>; db: Database },
): Promise<void> {
  const shared = {
    query: addHelpPictureSchema,
    prepare: context.attachments.prepare,
    burnt: (request: HelpRequest) => purposeOf(request, context.clock.now()),
  };
  await registerPictureUpload(fastify, http, {
    ...shared,
    path: '/api/v1/help-requests/:id/pictures',
    summary: 'Add a picture to a request; what it is for is burnt into it',
    permissions: ['help:work', 'help:file'],
    mayAdd: (work, actor, id) => assertMayAddPicture(context, work, actor, id),
    async add(work, actor, id, { file, query: { kind } }) {
      await assertMayAddPicture(context, work, actor, id);
      return addPicture(context, work, actor, id, { file, kind });
    },
  });
  await registerPictureUpload<Caller & { token: string }, typeof addHelpPictureSchema, HelpRequest>(
    fastify,
    {
      authenticate: async (headers, from) => holderOf(context, String(headers[LINK_HEADER] ?? ''), from),
      transact: () => (how, run) => inTransaction(db, run, how),
      nameWinner: async (_, error) => error,
    },
    {
      ...shared,
      path: '/api/v1/help-link/:id/pictures',
      summary: 'Add a picture to my own request; what it is for is burnt into it',
      permissions: ['help:file'],
      mayAdd: (work, { token }, id) => writableBy(context, work, token, id).then(({ request }) => request),
      async add(work, { token }, id, { file, query: { kind } }) {
        const { requester } = await writableBy(context, work, token, id);
        return addPicture(context, work, { reporterId: requester.reporterId }, id, { file, kind });
      },
    },
  );
}

/** The token of a link: no log has headers. */
const LINK_HEADER = 'x-help-link';

/** Whoever holds a link, known by the request that it opens. @throws AppError `help/link-not-valid` */
function holderOf({ requestLinks, clock }: RequesterContext, token: string, from: string): Caller & { token: string } {
  const userId = requestLinks.read(token, clock.now());
  if (userId === undefined) throw new AppError('help/link-not-valid');
  return { ...{ userId, token, from, name: '', sessionId: '' }, permissions: new Set(['help:file'] as const) };
}

/** @throws AppError `help/link-not-valid` also for another request, `help/change-not-allowed`, `help/too-many-pictures` */
async function writableBy(context: RequesterContext, work: Work, token: string, id: string) {
  const opened = await findLinked(context, work, token);
  if (opened.request.id !== id) throw new AppError('help/link-not-valid');
  if (!isWritable(opened.request.status)) throw changeNotAllowed(opened.request, 'picture');
  await assertNotTooMany(work, id, null);
  return opened;
}
