import { gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  CANCEL_WORDS,
  type CancelWord,
  type ChangeWebReport,
  NEUTRAL_ADDRESS,
  type NewWebReport,
} from '#contract/citizen-report';
import type { CitizenTextKey, TranslatedFile } from '#contract/citizen-texts';
import { type IncidentType, incidentTypeSchema } from '#contract/incident-type';
import { chooseLanguage, type PublicLanguage } from '#contract/languages';
import { renderHowPage } from './how-page.ts';
import { renderLanguagesPage } from './languages-page.ts';
import type { PageAssets } from './page-assets.ts';
import { hasPassed, renderPracticeCheck, renderPracticeEnd } from './practice-page.ts';
import { renderReportForm } from './report-form.ts';
import { askReportsApi } from './reports-api.ts';
import { renderLostPage, renderNotSentPage, renderStatusPage } from './status-page.ts';

/** A type, a place, a message of 2,000 signs: escaped by a form, each sign of Burmese is nine. */
const LARGEST_FORM = 32_768;
/** Whom `@line/liff` asks who is reporting. Its scripts from elsewhere are not let in: what we use of it needs none. */
const LINE_ORIGIN = 'https://api.line.me';
const COOKIE = 'ess-report';
const CODE = /^[A-Za-z0-9-]{4,40}$/;

export type PageDeps = {
  assets: PageAssets;
  newId(): string;
  now(): Date;
  /** The name of a place by the code on its poster; undefined if there is none. */
  findPlacement(code: string): { name: string } | undefined;
  /** Counts that somebody practised by a code, or answered its questions rightly; a code that there is not counts nothing. */
  countPractice(code: string, step: 'practised' | 'passed', from: Pick<FastifyRequest, 'ip' | 'headers'>): void;
  translations: readonly TranslatedFile[];
  isHttps: boolean;
  /** Whose street map is shown; without one our outlines are. */
  mapOrigins: readonly string[];
  /** Our LIFF app; undefined: inside LINE the page is one as anywhere. */
  liffId: string | undefined;
};

/** The addresses of the citizen page. Each works without a script. */
export function registerCitizenPage(fastify: FastifyInstance, deps: PageDeps): void {
  const { assets } = deps;
  const hasStreets = deps.mapOrigins.length > 0;
  const reached = { map: deps.mapOrigins };
  const hidden = { schema: { hide: true }, bodyLimit: LARGEST_FORM };
  // The form parser is for these addresses alone: the API takes JSON only, which a foreign page's form can't send.
  void fastify.register(async (pages) => {
    pages.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );

    const sendForm = (request: FastifyRequest, reply: FastifyReply, code: string | undefined): FastifyReply => {
      const language = languageOf(request);
      const found = code === undefined ? undefined : deps.findPlacement(code);
      const offered = code !== undefined && found ? { code, name: found.name } : null;
      const liffId = isInLine(request) ? (deps.liffId ?? null) : null;
      const page = { assets, language, offered, clientId: deps.newId(), practice: false, hasStreets, liffId };
      const asked = { ...reached, ...(liffId && { line: [LINE_ORIGIN] }) };
      return sendPage(request, reply, assets, renderReportForm(page), { isPublic: true, reached: asked });
    };
    pages.get('/r', hidden, (request, reply) => sendForm(request, reply, placementOf(queryOf(request))));
    // The same inside LINE, which writes what stands after a LIFF app's address behind ours.
    pages.get('/r/q/:code', hidden, (request, reply) => sendForm(request, reply, codeOf(request)));
    pages.post('/r', hidden, async (request, reply) => {
      const language = languageOf(request);
      const api = askReportsApi(fastify, request, language);
      const sent = await api.send(readReport(formOf(request), language, deps.now()));
      if ('why' in sent) {
        return sendPage(request, reply.code(sent.status), assets, renderNotSentPage({ assets, language }, sent.why));
      }
      const { code, secret } = sent.answer;
      keepHere(reply, `${code}.${secret}`, deps.isHttps);
      return reply.redirect(`/r/${encodeURIComponent(code)}?lang=${language}`, 303);
    });
    pages.get('/r/how', hidden, (request, reply) =>
      sendPage(request, reply, assets, renderHowPage({ assets, language: languageOf(request) }), { isPublic: true }),
    );
    pages.get('/r/practice', hidden, (request, reply) => {
      const page = { assets, language: languageOf(request), offered: null, practice: true, hasStreets, liffId: null };
      const form = { ...page, clientId: deps.newId(), practiceCode: practiceCodeOf(request) };
      return sendPage(request, reply, assets, renderReportForm(form), { isPublic: true, reached });
    });
    // Nothing is read and nothing is kept: what is practised goes nowhere. An event counts that it was.
    pages.post('/r/practice', hidden, (request, reply) => {
      const code = practiceCodeOf(request);
      if (code !== undefined) deps.countPractice(code, 'practised', request);
      return sendPage(request, reply, assets, renderPracticeEnd({ assets, language: languageOf(request), code }));
    });
    pages.post('/r/practice/check', hidden, (request, reply) => {
      const code = practiceCodeOf(request);
      const form = formOf(request);
      if (code !== undefined && hasPassed(form)) deps.countPractice(code, 'passed', request);
      const page = renderPracticeCheck({ assets, language: languageOf(request), code }, form);
      return sendPage(request, reply, assets, page);
    });
    pages.get('/r/languages', hidden, (request, reply) =>
      sendPage(
        request,
        reply,
        assets,
        renderLanguagesPage({ assets, files: deps.translations, shown: languageOf(request) }),
        { isPublic: true },
      ),
    );
    pages.get('/r/exit', hidden, (_request, reply) => {
      keepHere(reply, '', deps.isHttps);
      return reply.header('cache-control', 'no-store').redirect(NEUTRAL_ADDRESS, 303);
    });

    pages.get('/r/:code', hidden, async (request, reply) => {
      const language = languageOf(request);
      const secret = secretOf(request);
      const asked =
        secret !== undefined && (await askReportsApi(fastify, request, language).status(codeOf(request), secret));
      if (!asked || 'why' in asked)
        return sendPage(request, reply.code(404), assets, renderLostPage({ assets, language }));
      const { write, done } = queryOf(request);
      const shown = { assets, language, status: asked.answer, isWriting: write === 'yes' };
      return sendPage(request, reply, assets, renderStatusPage({ ...shown, done: isDoneText(done) ? done : null }));
    });
    pages.post('/r/:code', hidden, async (request, reply) => {
      const language = languageOf(request);
      const secret = secretOf(request);
      const { change, done } = readChange(formOf(request), deps.now());
      const code = codeOf(request);
      const asked =
        secret !== undefined && (await askReportsApi(fastify, request, language).change(code, secret, change));
      if (!asked) return sendPage(request, reply.code(404), assets, renderLostPage({ assets, language }));
      if ('why' in asked) {
        return sendPage(request, reply.code(asked.status), assets, renderNotSentPage({ assets, language }, asked.why));
      }
      return reply.redirect(`/r/${encodeURIComponent(code)}?lang=${language}&done=${done}`, 303);
    });
  });
}

type Form = Readonly<Record<string, string | undefined>>;

const queryOf = (request: FastifyRequest): Form => request.query as Form;
const formOf = (request: FastifyRequest): Form => (request.body ?? {}) as Form;
const codeOf = (request: FastifyRequest): string => {
  const { code } = request.params as { code: string };
  return CODE.test(code) ? code : 'none';
};

const practiceCodeOf = (request: FastifyRequest): string | undefined => {
  const { e } = queryOf(request);
  return typeof e === 'string' && CODE.test(e) ? e : undefined;
};

/** LINE's own browser says so. */
const isInLine = (request: FastifyRequest): boolean => /\bLine\/\d/.test(request.headers['user-agent'] ?? '');

/** The code on a poster: by itself, or as what LINE was opened with (`https://liff.line.me/<our app>/q/7K3F9TQ2`). */
export function placementOf(query: Form): string | undefined {
  const { q, 'liff.state': state } = query;
  if (typeof q === 'string') return q;
  if (typeof state !== 'string') return undefined;
  const [, code] = /^\/?q\/([\w-]{1,40})/i.exec(state) ?? [];
  return code ?? new URLSearchParams(/\?(.*)$/.exec(state)?.[1]).get('q') ?? undefined;
}

function languageOf(request: FastifyRequest): PublicLanguage {
  const { lang } = queryOf(request);
  const wanted = typeof lang === 'string' ? [lang] : [];
  return chooseLanguage([...wanted, ...(request.headers['accept-language'] ?? '').split(',')]);
}

/** What a form says. Nothing in it is a reason to refuse: the API takes what it can read. */
export function readReport(form: Form, language: PublicLanguage, now: Date): NewWebReport {
  const { type, place, placement, isHere, silent, clientId = '' } = form;
  return {
    clientId,
    type: isType(type) ? type : null,
    place: place?.trim() || null,
    placement: placement ? { code: placement, isHere: isHere === 'yes' } : null,
    silent: silent === 'yes',
    language,
    writtenAt: now.toISOString(),
  };
}

const isType = (type: string | undefined): type is IncidentType => incidentTypeSchema.safeParse(type).success;
const isCancelWord = (word: string | undefined): word is CancelWord => CANCEL_WORDS.some((one) => one === word);

/** What a button of the page without a script means, and the text that confirms it. */
export function readChange(form: Form, now: Date): { change: ChangeWebReport; done: CitizenTextKey } {
  const { do: pressed, placeCode, place, message, messageId, phone, askedId, answer, stars } = form;
  const at = now.toISOString();
  if (askedId && answer) return { change: { at, answer: { askedId, answer } }, done: 'done' };
  if (stars && /^[1-5]$/.test(stars)) return { change: { at, stars: Number(stars) }, done: 'done' };
  if (placeCode) return { change: { at, placeCode }, done: 'done' };
  if (pressed === 'nobody-came') return { change: { at, nobodyCame: true }, done: 'done' };
  if (pressed === 'safe-now') return { change: { at, cancel: 'safe-now' }, done: 'safe.done' };
  if (isCancelWord(pressed)) return { change: { at, cancel: pressed }, done: 'cancel.done' };
  if (pressed === 'phone') return { change: { at, phone: phone ?? '' }, done: 'phone.saved' };
  if (pressed === 'message' && message?.trim() && messageId) {
    return { change: { at, message: { id: messageId, text: message } }, done: 'done' };
  }
  return { change: { at, place: place?.trim() || null }, done: 'done' };
}

const DONE_TEXTS = ['done', 'safe.done', 'cancel.done', 'phone.saved'] as const;
const isDoneText = (done: string | undefined): done is (typeof DONE_TEXTS)[number] =>
  DONE_TEXTS.some((one) => one === done);

/** For whoever has no script, the browser keeps which report is theirs until it is closed; a script keeps it itself. */
function keepHere(reply: FastifyReply, value: string, isHttps: boolean): void {
  const ends = value === '' ? '; Max-Age=0' : '';
  reply.header(
    'set-cookie',
    `${COOKIE}=${value}; Path=/r; HttpOnly; SameSite=Strict${isHttps ? '; Secure' : ''}${ends}`,
  );
}

function secretOf(request: FastifyRequest): string | undefined {
  const cookies = (request.headers.cookie ?? '').split(';').map((one) => one.trim());
  const kept = cookies.find((one) => one.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? '';
  const at = kept.indexOf('.');
  return at > 0 && kept.slice(0, at) === codeOf(request) ? kept.slice(at + 1) : undefined;
}

/**
 * `isPublic`: nothing of anybody is in it, so it may be compressed; the length of a page that holds what somebody wrote beside a
 * stranger's text would reveal it. Nothing is kept by a cache: behind the back button nobody reads it.
 */
function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { policy }: PageAssets,
  page: string,
  { isPublic = false, reached }: { isPublic?: boolean; reached?: Parameters<PageAssets['policy']>[0] } = {},
): FastifyReply {
  reply
    .header('content-security-policy', policy(reached))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8');
  reply.header('vary', 'accept-language, accept-encoding');
  if (!isPublic || !/\bgzip\b/.test(`${request.headers['accept-encoding']}`)) return reply.send(page);
  return reply.header('content-encoding', 'gzip').send(gzipSync(page));
}
