import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { byReporter, recordAction } from '#capabilities/audit';
import {
  answerHelpLinkSchema,
  appealHelpLinkSchema,
  helpLinkPictureSchema,
  helpLinkViewSchema,
  helpPlacesSchema,
  openHelpLinkSchema,
  saveHelpLinkSchema,
  searchHelpPlacesSchema,
  submitHelpLinkSchema,
  withdrawHelpLinkSchema,
} from '#contract/help-link';
import { problemSchema } from '#contract/problem';
import { AppError } from '#platform/app-error';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { sendFile } from '#platform/http/send-file';
import {
  answerByLink,
  appealByLink,
  openLink,
  type Requester,
  saveByLink,
  submitByLink,
  withdrawByLink,
} from './commands/act-by-link.ts';
import { removePicture } from './commands/add-picture.ts';
import type { RequesterContext } from './context.ts';
import { isWritable } from './draft.ts';
import { getLinkView } from './queries/get-link-view.ts';
import { getOwnPicture } from './queries/list-pictures.ts';
import type { HelpRequest } from './request.ts';

/** A household of thirty with what is said of each. */
const LARGEST_FORM_BYTES = 256 * 1024;
const MOST_PLACES = 8;

type Opened = { request: HelpRequest; requester: Requester };

/**
 * What the holder of a link may do with their own request. Without a session; the token is in the body, so that no log has it.
 * Every call is recorded as theirs.
 */
export function registerRequesterRoutes(fastify: FastifyInstance, context: RequesterContext, db: Database): void {
  const post = <Body extends z.ZodObject<{ token: z.ZodString }>>(
    path: string,
    { summary, body }: { summary: string; body: Body },
    run: (work: Work, opened: Opened, body: z.output<Body>) => Promise<void>,
  ) =>
    fastify.post(
      `/api/v1/help-link/${path}`,
      {
        bodyLimit: LARGEST_FORM_BYTES,
        schema: { summary, tags: ['links'], body, response: { 200: helpLinkViewSchema, '4xx': problemSchema } },
      },
      async ({ body: given }) => {
        const asked = given as z.output<Body>;
        return inTransaction(db, async (work) => {
          const opened = await openLink(context, work, String(asked.token));
          await run(work, opened, asked);
          return getLinkView(context, work.tx, opened.request.id);
        });
      },
    );
  post(
    'open',
    { summary: 'My own request for help, by the link that was sent to me', body: openHelpLinkSchema },
    async () => {},
  );
  post(
    'save',
    { summary: 'Save what I typed; danger is read before everything else', body: saveHelpLinkSchema },
    async (work, opened, { token: _, ...typed }) => saveByLink(context, work, opened, typed),
  );
  post(
    'submit',
    { summary: 'Send my request, or send it once more', body: submitHelpLinkSchema },
    (work, opened, { sure }) => submitByLink(context, work, opened, sure),
  );
  post('receipt', { summary: 'Whether the help arrived', body: answerHelpLinkSchema }, (work, opened, { answer }) =>
    answerByLink(context, work, opened, answer),
  );
  post('appeal', { summary: 'I do not agree with the refusal', body: appealHelpLinkSchema }, (work, opened, { text }) =>
    appealByLink(context, work, opened, text),
  );
  post('withdraw', { summary: 'I do not want it any more', body: withdrawHelpLinkSchema }, (work, opened, { reason }) =>
    withdrawByLink(context, work, opened, reason),
  );
  post(
    'remove-picture',
    { summary: 'Take back a picture that I added', body: helpLinkPictureSchema },
    (work, { requester }, { pictureId }) =>
      removePicture(
        context,
        work,
        { filer: requester, by: { reporterId: requester.reporterId } },
        { requestId: requester.requestId, pictureId },
      ),
  );
  registerOwnPicture(fastify, context, db);
  fastify.post(
    '/api/v1/help-link/places',
    {
      schema: {
        summary: 'Subdistricts by their name, for the place of my home',
        tags: ['links'],
        body: searchHelpPlacesSchema,
        response: { 200: helpPlacesSchema, '4xx': problemSchema },
      },
    },
    async ({ body }) => {
      const { token, text } = body as z.output<typeof searchHelpPlacesSchema>;
      await inTransaction(db, (work) => openLink(context, work, token));
      const places = context.jurisdiction.listTypedPlaces(text).slice(0, MOST_PLACES);
      return {
        places: places.map(({ code, name, position }) => ({ code, nameTh: name.th, nameEn: name.en, position })),
      };
    },
  );
}

/** A picture that the person added, shown to them while they may write; the token is in the body, as everywhere. */
function registerOwnPicture(fastify: FastifyInstance, context: RequesterContext, db: Database): void {
  fastify.post(
    '/api/v1/help-link/picture',
    {
      schema: {
        summary: 'A picture that I added to my request',
        tags: ['links'],
        body: helpLinkPictureSchema,
        response: { '4xx': problemSchema },
      },
    },
    async ({ body }, reply) => {
      const { token, pictureId } = body as z.output<typeof helpLinkPictureSchema>;
      const file = await inTransaction(db, async (work) => {
        const { request, requester } = await openLink(context, work, token);
        if (!isWritable(request.status)) throw new AppError('help/picture-not-found');
        const found = await getOwnPicture(context, work.tx, { requestId: request.id, pictureId });
        const seen = { action: 'help/view-picture', subjectKind: 'help-request', subjectId: request.id } as const;
        const by = byReporter(requester.reporterId, 'line');
        recordAction(work, { ...by, ...seen, details: { pictureId }, at: context.clock.now() });
        return found;
      });
      return sendFile(reply, file);
    },
  );
}
