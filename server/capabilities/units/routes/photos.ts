import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { incidentRouteTable } from '#capabilities/incident';
import { patrolPhotosSchema } from '#contract/patrol-phone';
import { VIEW_AN_INCIDENT } from '#contract/permission';
import { problemSchema } from '#contract/problem';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import { runOnce } from '#platform/http/idempotency';
import { createSlots } from '#platform/http/rates';
import { readKey } from '#platform/http/register-routes';
import { fileAnswer, type Route, routeTable } from '#platform/http/route';
import type { Transact } from '#platform/http/transact-for';
import { addPhoto } from '../commands/add-photo.ts';
import { getCrewJob } from '../commands/get-visible-job.ts';
import type { UnitsContext } from '../context.ts';
import { getPhoto, listPhotos } from '../queries/list-photos.ts';

const { get } = routeTable<Actor>();
const params = z.object({ id: z.uuid() });
const signedLink = z.strictObject({ until: z.coerce.number().catch(0), signature: z.string().max(100).catch('') });
const upload = z.object({ happenedAt: z.iso.datetime() });
const uploaded = z.object({ id: z.uuid() });
/** Phones shrink their pictures to about 400 KB; one that cannot may send the original. */
const LARGEST_BYTES = 8 * 1024 * 1024;
/** Phones send pictures one after another; each stays in memory until it is processed. */
const AT_ONCE_OF_ONE_PERSON = 4;
const AT_ONCE = 16;
const COME_BACK_SECONDS = 5;

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
      query: signedLink,
      answer: fileAnswer,
      run: ({ tx }, { actor, params: { id: incidentId, photoId }, query: link }) =>
        getPhoto(context, tx, actor, { incidentId, photoId, ...link }),
    }),
  ];
}

type RouteDeps = {
  transact(actor: Actor): Transact;
  authenticate(headers: FastifyRequest['headers'], from: string): Promise<Actor | undefined>;
  nameWinner(connection: Connection, error: unknown): Promise<unknown>;
};

/**
 * Receives a patrol's picture. It is outside the route tables because the body is not JSON and is processed before the
 * transaction. Session, permission, job and a free slot are checked before the body is read.
 */
export async function registerPhotoUpload(
  fastify: FastifyInstance,
  context: UnitsContext,
  { transact, authenticate, nameWinner }: RouteDeps,
): Promise<void> {
  const mustServe = async ({ headers, ip }: FastifyRequest): Promise<Actor> => {
    const actor = await authenticate(headers, ip);
    if (!actor) throw new AppError('access/not-signed-in');
    if (!actor.permissions.has('unit:serve')) throw new AppError('access/not-permitted');
    return actor;
  };
  const namingWinner = <Answer>(work: Work, command: Promise<Answer>): Promise<Answer> =>
    command.catch(async (error) => {
      throw await nameWinner(work.tx, error);
    });
  const slotsOfOnePerson = createSlots(AT_ONCE_OF_ONE_PERSON);
  const slots = createSlots(AT_ONCE);
  const mustHaveThisJob = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const actor = await mustServe(request);
    const leaveWhenAnswered = (
      leave: (() => void) | undefined,
      otherwise: 'request/too-many' | 'server/overloaded',
    ) => {
      if (!leave) throw new AppError(otherwise, { params: { seconds: COME_BACK_SECONDS } });
      reply.raw.once('close', leave);
    };
    leaveWhenAnswered(fastify.admit(actor.userId, request), 'request/too-many');
    const asked = params.safeParse(request.params);
    if (!asked.success) throw new AppError('request/invalid');
    await transact(actor)({ readOnly: true }, (work) =>
      namingWinner(work, getCrewJob(context, work, actor, asked.data.id)),
    );
    leaveWhenAnswered(slotsOfOnePerson(actor.userId), 'request/too-many');
    leaveWhenAnswered(slots(''), 'server/overloaded');
  };
  await fastify.register(async (scope) => {
    scope.addContentTypeParser(
      ['image/jpeg', 'image/png', 'image/webp'],
      { parseAs: 'buffer', bodyLimit: LARGEST_BYTES },
      (_request, body, done) => done(null, body),
    );
    scope.post(
      '/api/v1/assignments/:id/photos',
      {
        bodyLimit: LARGEST_BYTES,
        onRequest: mustHaveThisJob,
        schema: {
          summary: 'Add a picture to a job of my unit',
          tags: ['assignments'],
          params,
          querystring: upload,
          response: { 200: uploaded, '4xx': problemSchema },
        },
      },
      async (request) => {
        const actor = await mustServe(request);
        if (!Buffer.isBuffer(request.body)) throw new AppError('request/unsupported-media-type');
        const key = readKey(request);
        const { id } = request.params as z.output<typeof params>;
        const happenedAt = new Date((request.query as z.output<typeof upload>).happenedAt);
        const file = await context.attachments.prepare(request.body, actor.userId);
        return runOnce(
          (work) => transact(actor)({ readOnly: false }, work),
          { actor: actor.userId, key, request: [request.url, file.originalSha256] },
          (work) => namingWinner(work, addPhoto(context, work, actor, id, { file, happenedAt })),
        );
      },
    );
  });
}
