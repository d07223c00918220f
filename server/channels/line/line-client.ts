import { Agent as HttpAgent, type IncomingMessage, request as requestByHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestByHttps } from 'node:https';
import type { messagingApi } from '@line/bot-sdk';
import { AppError } from '#platform/app-error';
import type { LineConfig } from './account.ts';

/**
 * The result of a request. `unreachable`: LINE certainly never got it. `no-answer`: LINE may have accepted it.
 * `requestId` is X-Line-Request-Id, the only thing by which LINE's support can find a request. `retryAfterMs` comes from
 * the Retry-After header.
 */
export type LineAnswer =
  | { kind: 'answer'; status: number; requestId: string | null; body: unknown; retryAfterMs?: number }
  | { kind: 'unreachable'; reason: string }
  | { kind: 'no-answer'; reason: string };

export type LineClient = ReturnType<typeof createLineClient>;

/** LINE answers much faster; a message is retried, so waiting longer gains nothing. */
const ANSWER_WITHIN_MS = 8_000;
/** Showing a menu takes two requests under one lease on the chat (15 s). */
const MENU_WITHIN_MS = 5_000;
/** A reporter's page waits for it; without an answer they stay unnamed. */
const VERIFY_WITHIN_MS = 3_000;
/** A 20 MB file over a slow line. */
const CONTENT_WITHIN_MS = 60_000;

type Request = {
  base?: 'api' | 'data-api';
  json?: unknown;
  bytes?: Uint8Array<ArrayBuffer>;
  contentType?: string;
  retryKey?: string;
  within?: number;
};

/** The part of LINE's Messaging API that we use, with a time limit on every call. */
export function createLineClient(options: Omit<LineConfig, 'channelSecret' | 'staff'>) {
  const bases = { api: options.apiBase, 'data-api': options.dataApiBase };

  const urlOf = (path: string, { base = 'api' }: Request) => new URL(path, bases[base]);
  const headersOf = ({
    json,
    contentType = json === undefined ? undefined : 'application/json',
    retryKey,
  }: Request) => ({
    authorization: `Bearer ${options.channelAccessToken}`,
    ...(contentType && { 'content-type': contentType }),
    ...(retryKey && { 'x-line-retry-key': retryKey }),
  });
  const ask = (method: string, path: string, request: Request = {}): Promise<LineAnswer> => {
    const body = request.bytes ?? (request.json === undefined ? undefined : Buffer.from(JSON.stringify(request.json)));
    const within = request.within ?? options.answerWithinMs ?? ANSWER_WITHIN_MS;
    return exchange(urlOf(path, request), { method, headers: headersOf(request), body, within });
  };
  /** @throws AppError `line/refused`, `line/unreachable` */
  const get = async <Body>(method: string, path: string, request?: Request): Promise<Body> => {
    const answer = await ask(method, path, request);
    if (answer.kind !== 'answer')
      throw new AppError('line/unreachable', { message: `${method} ${path}: ${answer.reason}` });
    if (answer.status >= 200 && answer.status < 300) return answer.body as Body;
    const params = { status: answer.status, requestId: answer.requestId ?? '' };
    throw new AppError('line/refused', {
      message: `${method} ${path}: ${answer.status} ${errorMessageOf(answer.body)}`,
      params,
    });
  };
  const user = (userId: string) => encodeURIComponent(userId);

  return {
    reply: (body: messagingApi.ReplyMessageRequest) => ask('POST', '/v2/bot/message/reply', { json: body }),
    push: (body: messagingApi.PushMessageRequest, retryKey: string) =>
      ask('POST', '/v2/bot/message/push', { json: body, retryKey }),
    startLoading: (chatId: string, loadingSeconds: number) =>
      ask('POST', '/v2/bot/chat/loading/start', { json: { chatId, loadingSeconds } }),
    askProfile: (userId: string) => ask('GET', `/v2/bot/profile/${user(userId)}`),
    /** The raw response, because the caller decides how much of it to read. @throws whatever fetch throws */
    openContent: (messageId: string, stopped: AbortSignal) =>
      fetch(urlOf(`/v2/bot/message/${encodeURIComponent(messageId)}/content`, { base: 'data-api' }), {
        headers: headersOf({}),
        signal: AbortSignal.any([AbortSignal.timeout(CONTENT_WITHIN_MS), stopped]),
        // Our token must not be sent to another host.
        redirect: 'error',
      }),

    linkRichMenu: (userId: string, richMenuId: string) =>
      ask('POST', `/v2/bot/user/${user(userId)}/richmenu/${richMenuId}`, { within: MENU_WITHIN_MS }),
    unlinkRichMenu: (userId: string) =>
      ask('DELETE', `/v2/bot/user/${user(userId)}/richmenu`, { within: MENU_WITHIN_MS }),
    askRichMenuAlias: (aliasId: string) => ask('GET', `/v2/bot/richmenu/alias/${aliasId}`, { within: MENU_WITHIN_MS }),
    createRichMenu: (menu: messagingApi.RichMenuRequest) =>
      get<messagingApi.RichMenuIdResponse>('POST', '/v2/bot/richmenu', { json: menu }),
    uploadRichMenuImage: (richMenuId: string, png: Uint8Array<ArrayBuffer>) =>
      get('POST', `/v2/bot/richmenu/${richMenuId}/content`, {
        base: 'data-api',
        bytes: png,
        contentType: 'image/png',
        within: CONTENT_WITHIN_MS,
      }),
    listRichMenus: () => get<messagingApi.RichMenuListResponse>('GET', '/v2/bot/richmenu/list'),
    deleteRichMenu: (richMenuId: string) => get('DELETE', `/v2/bot/richmenu/${richMenuId}`),
    setDefaultRichMenu: (richMenuId: string) => get('POST', `/v2/bot/user/all/richmenu/${richMenuId}`),
    askDefaultRichMenu: () => ask('GET', '/v2/bot/user/all/richmenu'),
    createRichMenuAlias: (richMenuAliasId: string, richMenuId: string) =>
      get('POST', '/v2/bot/richmenu/alias', { json: { richMenuAliasId, richMenuId } }),
    updateRichMenuAlias: (richMenuAliasId: string, richMenuId: string) =>
      get('POST', `/v2/bot/richmenu/alias/${richMenuAliasId}`, { json: { richMenuId } }),

    /** LINE Login asks for no token of ours, so it gets none. */
    verifyIdToken: (idToken: string, clientId: string) =>
      exchange(urlOf('/oauth2/v2.1/verify', {}), {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: Buffer.from(new URLSearchParams({ id_token: idToken, client_id: clientId }).toString()),
        within: options.answerWithinMs ?? VERIFY_WITHIN_MS,
      }),

    getBotInfo: () => get<messagingApi.BotInfoResponse>('GET', '/v2/bot/info'),
    getQuota: () => get<messagingApi.MessageQuotaResponse>('GET', '/v2/bot/message/quota'),
    getQuotaConsumption: () => get<messagingApi.QuotaConsumptionResponse>('GET', '/v2/bot/message/quota/consumption'),
    askWebhookEndpoint: () => ask('GET', '/v2/bot/channel/webhook/endpoint'),
    setWebhookEndpoint: (endpoint: string) => get('PUT', '/v2/bot/channel/webhook/endpoint', { json: { endpoint } }),
    testWebhookEndpoint: () =>
      get<messagingApi.TestWebhookEndpointResponse>('POST', '/v2/bot/channel/webhook/test', { json: {} }),
  };
}

/** Connections to LINE are kept open: a new handshake takes longer than the answer. */
const AGENTS = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
/** LINE's answers are short, lists of menus some kilobytes. */
const LONGEST_ANSWER = 4_194_304;

type Exchange = {
  method: string;
  headers: Record<string, string>;
  body: Uint8Array | undefined;
  within: number;
};

/**
 * One request and its answer within `within` ms. By Node's own client, because every message goes through here and
 * `fetch` costs as much as all the rest of sending it. Redirects are not followed: our token is not for another host.
 */
function exchange(url: URL, { method, headers, body, within }: Exchange): Promise<LineAnswer> {
  const isSecure = url.protocol === 'https:';
  return new Promise((done) => {
    const answered = (response: IncomingMessage) => {
      const { statusCode: status = 0, headers: responseHeaders } = response;
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > LONGEST_ANSWER) request.destroy(new Error('answer too long'));
        else chunks.push(chunk);
      });
      response.on('error', (error) => done(describeFailure(error)));
      response.on('end', () => {
        clearTimeout(timer);
        if (status >= 300 && status < 400) return done({ kind: 'no-answer', reason: 'redirect' });
        const requestId = String(responseHeaders['x-line-request-id'] ?? '') || null;
        const retryAfterMs = readRetryAfter(responseHeaders);
        const body = readJson(Buffer.concat(chunks).toString('utf8'));
        done({ kind: 'answer', status, requestId, body, ...(retryAfterMs !== undefined && { retryAfterMs }) });
      });
    };
    const length = body
      ? { 'content-length': String(body.length) }
      : method === 'POST'
        ? { 'content-length': '0' }
        : {};
    const request = (isSecure ? requestByHttps : requestByHttp)(
      url,
      { method, headers: { ...headers, ...length }, agent: isSecure ? AGENTS.https : AGENTS.http },
      answered,
    );
    const timer = setTimeout(() => {
      const code = request.socket?.connecting ? 'ETIMEDOUT_CONNECT' : 'ETIMEDOUT';
      request.destroy(Object.assign(new Error('no answer in time'), { code }));
    }, within);
    request.on('error', (error) => {
      clearTimeout(timer);
      done(describeFailure(error));
    });
    request.end(body);
  });
}

/** Seconds, or a date: counted from the Date header of the answer, so that LINE's clock need not agree with ours. */
export function readRetryAfter(headers: IncomingMessage['headers']): number | undefined {
  const asked = headers['retry-after']?.trim();
  if (!asked) return undefined;
  const ms = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - Date.parse(headers.date ?? '');
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's error page instead of LINE's JSON: the status is enough.
    return undefined;
  }
}

/** LINE's error message; it quotes property names, never the text of a message. */
export function errorMessageOf(body: unknown): string {
  const message = (body as { message?: unknown } | null | undefined)?.message;
  return typeof message === 'string' ? message.slice(0, 200) : '';
}

/** Errors after which LINE cannot have the request: no address, no connection. */
const NEVER_ARRIVED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT_CONNECT',
]);

function describeFailure(error: Error & { code?: string; errors?: { code?: string }[] }): LineAnswer {
  const code = error.code ?? error.errors?.[0]?.code ?? error.name;
  return { kind: NEVER_ARRIVED.has(code) ? 'unreachable' : 'no-answer', reason: code };
}
