import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { formatPlaceInThai } from '#contract/jurisdiction';
import { chooseLanguage, LANGUAGES, type PublicLanguage } from '#contract/languages';
import type { CountedStep, PlacementKind } from '#contract/outreach';
import { readPlacementCode } from '#contract/placement-code';
import { thaiDayOf } from '#contract/thai-day';
import type { OutreachContext } from '../context.ts';
import type { KnownPlacement } from '../record/placement-table.ts';
import { LANDING_POLICY, lineAddress, renderLandingPage, webAddress } from './landing-page.ts';
import type { OpenCounter } from './open-counter.ts';
import { visitorOf } from './visitor.ts';

export type LandingContext = Pick<OutreachContext, 'clock' | 'jurisdiction'> & {
  findPlacement(code: string): KnownPlacement | undefined;
  counter: OpenCounter;
  lineAccount: string | undefined;
};

const params = z.object({ code: z.string() });
const query = z.looseObject({
  l: z.string().optional().catch(undefined),
  elsewhere: z.string().optional().catch(undefined),
});
const PATHS = ['/q/', '/Q/'];
/** There somebody shows it to people who are in no danger. */
const WHERE_PEOPLE_LEARN: readonly PlacementKind[] = ['event', 'meeting', 'school'];

/**
 * What a printed code opens: from memory alone, whatever happens to the database, and without a limit of its own, because a
 * whole province may come from one telephone company's address. An unknown code gets the same page without a place.
 */
export function registerLanding(fastify: FastifyInstance, context: LandingContext): void {
  // LINE and browsers ask in either case; HEAD comes with GET.
  const config = { limitsItself: true } as const;
  const schema = { hide: true, params, querystring: query };
  for (const path of PATHS) {
    fastify.get(path, { config, schema: { hide: true, querystring: query } }, (request, reply) =>
      sendPage(context, request, reply, ''),
    );
    fastify.get(`${path}:code`, { config, schema }, (request, reply) =>
      sendPage(context, request, reply, (request.params as z.output<typeof params>).code),
    );
    fastify.get(`${path}:code/to-line`, { config, schema }, (request, reply) =>
      leave(context, request, reply, 'to-line'),
    );
    fastify.get(`${path}:code/to-web`, { config, schema }, (request, reply) =>
      leave(context, request, reply, 'to-web'),
    );
    fastify.post(
      `${path}:code/count/:step`,
      {
        config,
        bodyLimit: 64,
        schema: { hide: true, params: params.extend({ step: z.enum(SAID_STEPS) }) },
      },
      async (request, reply) => {
        const { code, step } = request.params as { code: string; step: SaidStep };
        countSaid(context, code, step, request);
        return reply.code(204).send();
      },
    );
  }
}

/** What the page says of itself; previews and bots are told by the request. */
const SAID_STEPS = ['opened', 'to-line', 'to-web'] as const satisfies readonly CountedStep[];
type SaidStep = (typeof SAID_STEPS)[number] | 'practised' | 'passed';

/** Counts a step of a person; a code that there is not counts nothing. */
export function countSaid(
  context: LandingContext,
  typed: string,
  step: SaidStep,
  request: Pick<FastifyRequest, 'ip' | 'headers'>,
): void {
  const placement = find(context, typed);
  if (placement && visitorOf('POST', request.headers) === 'person') count(context, request, placement, step);
}

/** A placement by the code as it stands in an address. */
function find({ findPlacement }: LandingContext, typed: string): KnownPlacement | undefined {
  const code = readPlacementCode(typed);
  return code === undefined ? undefined : findPlacement(code);
}

function count(
  { counter, clock }: LandingContext,
  request: Pick<FastifyRequest, 'ip' | 'headers'>,
  { code }: KnownPlacement,
  step: CountedStep,
) {
  const device = { address: request.ip, agent: String(request.headers['user-agent'] ?? '') };
  counter.count(code, step, thaiDayOf(clock.now()), device);
}

function sendPage(context: LandingContext, request: FastifyRequest, reply: FastifyReply, typed: string): FastifyReply {
  const placement = find(context, typed);
  const { l, elsewhere } = request.query as z.output<typeof query>;
  const visitor = visitorOf(request.method, request.headers);
  if (placement && visitor !== 'person') count(context, request, placement, visitor);
  const page = renderLandingPage({
    language: languageOf(l, request.headers['accept-language']),
    code: placement?.code,
    place: placement && elsewhere === undefined ? placeOf(context, placement) : undefined,
    offersPractice: placement !== undefined && WHERE_PEOPLE_LEARN.includes(placement.kind),
    lineAccount: context.lineAccount,
  });
  return reply
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': LANDING_POLICY,
      'cache-control': 'no-store',
      vary: 'accept-language',
      'x-robots-tag': 'noindex, nofollow',
    })
    .send(page);
}

/** Who tapped a button without a script: that counts as opened, too. */
function leave(context: LandingContext, request: FastifyRequest, reply: FastifyReply, step: 'to-line' | 'to-web') {
  const { code } = request.params as z.output<typeof params>;
  const { elsewhere } = request.query as z.output<typeof query>;
  const placement = find(context, code);
  if (placement && visitorOf(request.method, request.headers) === 'person')
    for (const one of ['opened', step] as const) count(context, request, placement, one);
  const claimed = elsewhere === undefined && placement && !placement.isRemoved ? placement.code : undefined;
  const toLine = step === 'to-line' && context.lineAccount !== undefined;
  const address = toLine ? lineAddress(context.lineAccount ?? '', claimed) : webAddress(claimed);
  return reply.header('cache-control', 'no-store').redirect(address, 302);
}

function languageOf(chosen: string | undefined, accepted: string | undefined): PublicLanguage {
  return LANGUAGES.find((one) => one === chosen) ?? chooseLanguage((accepted ?? '').split(','));
}

/** Where they are if they stand before it; a group in LINE or an app is nowhere, and what was taken down is somewhere else by now. */
function placeOf({ jurisdiction }: LandingContext, { name, position, isRemoved }: KnownPlacement) {
  if (!position || isRemoved) return undefined;
  return { name, area: formatPlaceInThai(jurisdiction.describePlace(position)) };
}
