import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  changeWebReportSchema,
  newWebReportSchema,
  PHOTO_LARGEST_BYTES,
  PIN_HEADER,
  type PinPlace,
  pinPlaceSchema,
  REPORT_SECRET_HEADER,
  type WebReportCreated,
  type WebReportStatus,
  webReportCreatedSchema,
  webReportStatusSchema,
} from '#contract/citizen-report';
import { type LatLng, latLngSchema } from '#contract/position';
import { problemSchema } from '#contract/problem';
import { AppError } from '#platform/app-error';
import type { RouteServices } from '#platform/capability';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { createSlots } from '#platform/http/rates';
import { createStreamSlots } from '#platform/live/stream-slots';
import { addWebPhoto } from './commands/add-web-photo.ts';
import { changeWebReport, getOwnWebReport, type SentWebChange, type WebKey } from './commands/change-web-report.ts';
import { noteLineId } from './commands/note-line-id.ts';
import { receiveWebReport, type SentWebReport } from './commands/receive-web-report.ts';
import type { WebContext } from './context.ts';
import { reportAudience } from './live-topics.ts';
import { readPhotoClaim } from './photo-claim.ts';
import { getPinPlace } from './queries/get-pin-place.ts';
import { findWebReportStatus } from './queries/get-web-report.ts';
import { hasLineId, noteSeen } from './store-web.ts';
import { isSecret } from './web-report.ts';

/** What a phone without signal gathered in hours; a picture is sent by itself. */
const LARGEST_REPORT_BYTES = 64 * 1024;
/** Reporters who follow their report take no console's place. */
const STREAMS = 20_000;
const STREAMS_OF_REPORT = 4;
/** Each stays in memory until it is processed. */
const PHOTOS_AT_ONCE_OF_REPORT = 2;
const PHOTOS_AT_ONCE = 16;
const COME_BACK_SECONDS = 5;

/** `lat,lng` */
const pin = z
  .string()
  .max(60)
  .transform((text) => text.split(','))
  .pipe(z.tuple([z.string().regex(/\d/), z.string().regex(/\d/)]))
  .transform(([lat, lng]) => ({ lat: Number(lat), lng: Number(lng) }))
  .pipe(latLngSchema);
const pinned = z.looseObject({ [PIN_HEADER]: pin });
const params = z.object({ code: z.string().max(20) });
const lastEventId = z.coerce.number().int().min(0).optional();

type WebReports = ReturnType<typeof createWebReports>;

/** What the citizen page does, by its script and without one. */
export function createWebReports(context: WebContext, db: Database) {
  const statusOf = async (code: string): Promise<WebReportStatus> => {
    const found = await findWebReportStatus(context, db, code);
    if (!found) throw new AppError('intake/report-not-found');
    return found.status;
  };
  /** LINE is asked outside of a transaction: it may take seconds, and holds up nobody else. */
  const vouch = async (key: WebKey, idToken: string): Promise<void> => {
    const { reportId } = await getOwnWebReport({ tx: db }, key);
    if (await hasLineId(db, reportId)) return;
    const lineUserId = await context.nameLineAccount(idToken);
    if (lineUserId) await inTransaction(db, (work) => noteLineId(context, work, { reportId, lineUserId }));
  };
  return {
    /** Takes a report, or finds it if it came before. */
    async receive(sent: SentWebReport, address: string): Promise<WebReportCreated> {
      const gathered = sent.phone ? null : context.networks.count(address, sent.clientId);
      const from = { address, gathered };
      const { code, secret } = await inTransaction(db, (work) => receiveWebReport(context, work, sent, from));
      return { ...(await statusOf(code)), secret };
    },
    /** @throws AppError `intake/report-not-found`, `intake/report-ended` */
    async change(key: WebKey, sent: SentWebChange): Promise<WebReportStatus> {
      await inTransaction(db, (work) => changeWebReport(context, work, key, sent));
      if (sent.lineIdToken) await vouch(key, sent.lineIdToken);
      return statusOf(key.code);
    },
    /** The truth as it is now; what an officer wrote counts as shown. @throws AppError `intake/report-not-found` */
    async getStatus({ code, secret }: WebKey): Promise<WebReportStatus> {
      const found = await findWebReportStatus(context, db, code);
      if (!found || !isSecret(secret, found.report.secretHash)) throw new AppError('intake/report-not-found');
      if (found.hasUnseen) {
        const { reportId } = found.report;
        await inTransaction(db, async (work) => {
          for (const id of await noteSeen(work.tx, reportId, context.clock.now())) {
            const about = { kind: 'chat-message', id } as const;
            await context.events.publish(work, 'message-delivered', { about, outcome: 'sent' });
          }
        });
      }
      return found.status;
    },
    /** A picture, cleaned before the transaction. @throws AppError as `addWebPhoto`, `file/picture-unreadable`, `file/picture-too-large` */
    async addPhoto(key: WebKey, bytes: Buffer): Promise<WebReportStatus> {
      const { reportId } = await getOwnWebReport({ tx: db }, key);
      const claim = readPhotoClaim(bytes);
      const file = await context.attachments.prepare(bytes, reportId);
      if ('refusal' in file.clean) {
        throw new AppError(file.clean.refusal === 'too-large' ? 'file/picture-too-large' : 'file/picture-unreadable');
      }
      await inTransaction(db, (work) => addWebPhoto(context, work, key, { file, claim }));
      return statusOf(key.code);
    },
    getPinPlace: (place: LatLng): PinPlace => getPinPlace(context, place),
    /** @throws AppError `intake/report-not-found` */
    getOwn: (key: WebKey) => getOwnWebReport({ tx: db }, key),
  };
}

/** The citizen page's API. Without a session: whoever has code and secret is the reporter. */
export async function registerWebReportRoutes(
  fastify: FastifyInstance,
  { live }: Pick<RouteServices<unknown>, 'live'>,
  reports: WebReports,
): Promise<void> {
  const takeSlot = createStreamSlots({ streamsOfAccount: STREAMS_OF_REPORT, streams: STREAMS });
  const about = (summary: string) => ({ summary, tags: ['reports'] });
  fastify.post(
    '/api/v1/reports',
    {
      bodyLimit: LARGEST_REPORT_BYTES,
      schema: {
        ...about('Report an emergency; the same one again is answered the same'),
        body: newWebReportSchema,
        response: { 201: webReportCreatedSchema, '4xx': problemSchema },
      },
    },
    async ({ body, ip }, reply) => reply.code(201).send(await reports.receive(body as SentWebReport, ip)),
  );
  fastify.patch(
    '/api/v1/reports/:code',
    {
      bodyLimit: LARGEST_REPORT_BYTES,
      schema: {
        ...about('Say more about my report'),
        params,
        body: changeWebReportSchema,
        response: { 200: webReportStatusSchema, '4xx': problemSchema },
      },
    },
    (request) => reports.change(keyOf(request), request.body as SentWebChange),
  );
  fastify.get(
    '/api/v1/reports/:code/status',
    { schema: { ...about('How it stands'), params, response: { 200: webReportStatusSchema, '4xx': problemSchema } } },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return reports.getStatus(keyOf(request));
    },
  );
  fastify.get(
    '/api/v1/reports/pin',
    {
      schema: {
        ...about('The name of the place under a pin, before a report is sent'),
        headers: pinned,
        response: { 200: pinPlaceSchema, '4xx': problemSchema },
      },
    },
    async ({ headers }) => reports.getPinPlace((headers as unknown as z.output<typeof pinned>)[PIN_HEADER]),
  );
  fastify.get(
    '/api/v1/reports/:code/live',
    { config: { isStream: true }, schema: { ...about('Says when the status has changed'), params } },
    async (request, reply) => {
      const { reportId } = await reports.getOwn(keyOf(request));
      const stream = { account: reportId, session: reportId, close: () => reply.raw.end() };
      reply.raw.once('close', takeSlot(stream));
      const audiences = [reportAudience(reportId)];
      const after = lastEventId.safeParse(request.headers['last-event-id']).data;
      await live.open(request, reply, { after, listAudiences: async () => audiences });
      return reply;
    },
  );
  await registerPhotoRoute(fastify, reports);
}

/** Outside the routes above because its body is no JSON: whose report it is, and a free slot, are asked before it is read. */
async function registerPhotoRoute(fastify: FastifyInstance, reports: WebReports): Promise<void> {
  const slotsOfReport = createSlots(PHOTOS_AT_ONCE_OF_REPORT);
  const slots = createSlots(PHOTOS_AT_ONCE);
  await fastify.register(async (scope) => {
    scope.addContentTypeParser(
      ['image/jpeg', 'image/png', 'image/webp'],
      { parseAs: 'buffer', bodyLimit: PHOTO_LARGEST_BYTES },
      (_request, body, done) => done(null, body),
    );
    scope.post(
      '/api/v1/reports/:code/photos',
      {
        bodyLimit: PHOTO_LARGEST_BYTES,
        async onRequest(request, reply) {
          const { reportId } = await reports.getOwn(keyOf(request));
          for (const leave of [slotsOfReport(reportId), slots('')]) {
            if (!leave) throw new AppError('request/too-many', { params: { seconds: COME_BACK_SECONDS } });
            reply.raw.once('close', leave);
          }
        },
        schema: {
          summary: 'A picture for the officers',
          tags: ['reports'],
          params,
          response: { 200: webReportStatusSchema, '4xx': problemSchema },
        },
      },
      async (request) => {
        if (!Buffer.isBuffer(request.body)) throw new AppError('request/unsupported-media-type');
        return reports.addPhoto(keyOf(request), request.body);
      },
    );
  });
}

function keyOf({ params: of, headers }: FastifyRequest): WebKey {
  const secret = headers[REPORT_SECRET_HEADER];
  if (typeof secret !== 'string' || secret.length > 100) throw new AppError('intake/report-not-found');
  return { code: (of as z.output<typeof params>).code.toUpperCase(), secret };
}
