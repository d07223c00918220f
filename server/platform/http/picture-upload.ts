import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Permission } from '#contract/permission';
import { problemSchema } from '#contract/problem';
import { AppError } from '../app-error.ts';
import type { CleanFile, PreparedFile } from '../attachments/prepared-file.ts';
import type { RouteServices } from '../capability.ts';
import type { Work } from '../database/transaction.ts';
import { runOnce } from './idempotency.ts';
import { createSlots } from './rates.ts';
import { readKey } from './register-routes.ts';
import type { Caller } from './route.ts';

/** Phones shrink their pictures to about 400 KB; one that cannot may send the original. */
const LARGEST_BYTES = 8 * 1024 * 1024;
/** Phones send pictures one after another; each stays in memory until it is processed. */
const AT_ONCE_OF_ONE_PERSON = 4;
const AT_ONCE = 16;
const COME_BACK_SECONDS = 5;

const uploaded = z.object({ id: z.uuid() });

export type PictureUpload<Actor extends Caller, Query extends z.ZodType, Allowed = unknown> = {
  /** With the id of what the picture belongs to. */
  path: `/api/v1/${string}/:id/${string}`;
  summary: string;
  /** One of them is needed. */
  permissions: readonly Permission[];
  /** What an id looks like; a UUID unless said. */
  id?: z.ZodType<string>;
  query: Query;
  prepare: CleanFile;
  /** Whether the caller may add one to it, asked before the body is read. @throws AppError as `add` */
  mayAdd(work: Work, actor: Actor, id: string): Promise<Allowed>;
  /** A text to write into its pixels, by what `mayAdd` answered. */
  burnt?(allowed: Allowed): string;
  add(
    work: Work,
    actor: Actor,
    id: string,
    picture: { file: PreparedFile; query: z.output<Query> },
  ): Promise<{ id: string }>;
};

/**
 * Receives a picture, of a member of staff or of whoever else `authenticate` knows. It is outside the route tables because the body is not JSON and is processed
 * before the transaction. Session, permission, what it belongs to and a free slot are checked before the body is read; a
 * picture that cannot be opened is refused and nothing of it is stored.
 * @throws AppError `file/picture-unreadable`, `file/picture-too-large`, and those of `add`
 */
export async function registerPictureUpload<Actor extends Caller, Query extends z.ZodType, Allowed>(
  fastify: FastifyInstance,
  { transact, authenticate, nameWinner }: Pick<RouteServices<Actor>, 'transact' | 'authenticate' | 'nameWinner'>,
  upload: PictureUpload<Actor, Query, Allowed>,
): Promise<void> {
  const mustBeAble = async ({ headers, ip }: FastifyRequest): Promise<Actor> => {
    const actor = await authenticate(headers, ip);
    if (!actor) throw new AppError('access/not-signed-in');
    if (!upload.permissions.some((one) => actor.permissions.has(one))) throw new AppError('access/not-permitted');
    return actor;
  };
  const namingWinner = <Answer>(work: Work, command: Promise<Answer>): Promise<Answer> =>
    command.catch(async (error) => {
      throw await nameWinner(work.tx, error);
    });
  const params = z.object({ id: upload.id ?? z.uuid() });
  const texts = new WeakMap<FastifyRequest, string>();
  const slotsOfOnePerson = createSlots(AT_ONCE_OF_ONE_PERSON);
  const slots = createSlots(AT_ONCE);
  const mustBeTheirs = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const actor = await mustBeAble(request);
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
    const allowed = await transact(actor)({ readOnly: true }, (work) =>
      namingWinner(work, upload.mayAdd(work, actor, asked.data.id)),
    );
    if (upload.burnt) texts.set(request, upload.burnt(allowed));
    leaveWhenAnswered(slotsOfOnePerson(actor.userId), 'request/too-many');
    leaveWhenAnswered(slots(''), 'server/overloaded');
  };
  const { path } = upload;
  const [, , , tag = ''] = path.split('/');
  await fastify.register(async (scope) => {
    scope.addContentTypeParser(
      ['image/jpeg', 'image/png', 'image/webp'],
      { parseAs: 'buffer', bodyLimit: LARGEST_BYTES },
      (_request, body, done) => done(null, body),
    );
    scope.post(
      path,
      {
        bodyLimit: LARGEST_BYTES,
        onRequest: mustBeTheirs,
        schema: {
          summary: upload.summary,
          tags: [tag],
          params,
          querystring: upload.query,
          response: { 200: uploaded, '4xx': problemSchema },
        },
      },
      async (request) => {
        const actor = await mustBeAble(request);
        if (!Buffer.isBuffer(request.body)) throw new AppError('request/unsupported-media-type');
        const key = readKey(request);
        const { id } = request.params as z.output<typeof params>;
        const query = request.query as z.output<Query>;
        const file = await upload.prepare(request.body, actor.userId, texts.get(request));
        if ('refusal' in file.clean) {
          const isTooLarge = file.clean.refusal === 'too-large';
          throw new AppError(isTooLarge ? 'file/picture-too-large' : 'file/picture-unreadable');
        }
        return runOnce(
          (work) => transact(actor)({ readOnly: false }, work),
          { actor: actor.userId, key, request: [request.url, file.originalSha256] },
          (work) => namingWinner(work, upload.add(work, actor, id, { file, query })),
        );
      },
    );
  });
}
