import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { publicCertificateSchema, signingKeysSchema } from '#contract/recognition';
import { AppError } from '#platform/app-error';
import type { Stopwatch } from '#platform/clock';
import type { Database } from '#platform/database/database';
import { createRate } from '#platform/http/rates';
import { countedAddress } from '#platform/ip-address';
import { PAGE_CSS, type PageLanguage, writeCertificatePage } from '../certificate-page.ts';
import { type Checked, getPublicCertificate, isHolder } from '../queries/get-public-certificate.ts';
import { listPublicKeys } from '../queries/list-public-keys.ts';

/** A school that checks the papers of a whole class; nobody who tries serials or names. */
const CHECKS = { burst: 60, perSecond: 1 };
const NAMES = { burst: 10, perSecond: 0.1 };

type Deps = { db: Database; clock: Stopwatch; publicUrl: string };
const one = z.object({ serial: z.string().max(60) });
const inLanguage = z.object({ lang: z.enum(['th', 'en']).optional() });

/** What anybody may ask of a certificate, without an account: the page behind the code on the paper. */
export async function registerCheckPage(fastify: FastifyInstance, { db, clock, publicUrl }: Deps): Promise<void> {
  const checks = createRate(CHECKS, clock);
  const names = createRate(NAMES, clock);
  const { host } = new URL(publicUrl);
  const limit = (rate: typeof checks, { ip }: FastifyRequest): void => {
    const waitMs = rate(countedAddress(ip));
    if (waitMs > 0) throw new AppError('request/too-many', { params: { seconds: Math.ceil(waitMs / 1000) } });
  };
  const send = (reply: FastifyReply, request: FastifyRequest, checked: Checked, nameFits?: boolean) => {
    const language: PageLanguage = (request.query as z.infer<typeof inLanguage>).lang ?? 'th';
    const { stored: _, ...shown } = checked;
    return reply
      .code(checked.state === 'unknown' ? 404 : 200)
      .headers({ 'x-robots-tag': 'noindex, nofollow', 'cache-control': 'no-store' })
      .type('text/html; charset=utf-8')
      .send(writeCertificatePage({ checked: shown, language, host, nameFits }));
  };
  await fastify.register(async (own) => {
    own.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 4000 },
      (_request, text, done) => done(null, Object.fromEntries(new URLSearchParams(String(text)))),
    );
    own.get('/v/page.css', { schema: { hide: true } }, (_request, reply) =>
      reply.header('cache-control', 'public, max-age=3600').type('text/css; charset=utf-8').send(PAGE_CSS),
    );
    own.get(
      '/v/keys.json',
      {
        schema: {
          summary: 'Every key that ever signed a certificate',
          tags: ['certificates'],
          response: { 200: signingKeysSchema },
        },
      },
      () => listPublicKeys(db),
    );
    // A path has one parameter: `.json` at its end asks for the signed text.
    own.get(
      '/v/:serial.json',
      {
        schema: {
          summary: 'Whether a certificate is valid, with what was signed',
          ...{
            tags: ['certificates'],
            params: one,
            response: { 200: publicCertificateSchema },
          },
        },
      },
      async (request, reply) => {
        limit(checks, request);
        const { stored: _, ...shown } = await getPublicCertificate(db, (request.params as z.infer<typeof one>).serial);
        reply.headers({ 'x-robots-tag': 'noindex, nofollow', 'cache-control': 'no-store' });
        // An unknown serial is an answer like the others: `unknown` is what was asked.
        return reply.send(shown);
      },
    );
    own.get('/v/:serial', { schema: { hide: true, params: one, querystring: inLanguage } }, async (request, reply) => {
      limit(checks, request);
      return send(reply, request, await getPublicCertificate(db, (request.params as z.infer<typeof one>).serial));
    });
    own.post(
      '/v/:serial',
      { schema: { hide: true, params: one, querystring: inLanguage, body: z.object({ name: z.string().max(200) }) } },
      async (request, reply) => {
        limit(names, request);
        const checked = await getPublicCertificate(db, (request.params as z.infer<typeof one>).serial);
        const fits = isHolder(checked, (request.body as { name: string }).name);
        return send(reply, request, checked, checked.stored ? fits : undefined);
      },
    );
  });
}
