import type { messagingApi } from '@line/bot-sdk';
import { AppError } from '#platform/app-error';
import type { LineConfig } from './account.ts';

/**
 * What came back. `unreachable`: LINE certainly never saw the request. `no-answer`: it may have taken it.
 * `requestId` is X-Line-Request-Id: LINE shows no logs, so it is the only handle its support has.
 */
export type LineAnswer =
  | { kind: 'answer'; status: number; requestId: string | null; body: unknown }
  | { kind: 'unreachable'; reason: string }
  | { kind: 'no-answer'; reason: string };

export type LineClient = ReturnType<typeof createLineClient>;

/** LINE's slowest documented answers are far below; a message is retried, so waiting longer gains nothing. */
const ANSWER_WITHIN_MS = 8_000;
/** A menu asks twice under one lease on the chat (15 s). */
const MENU_WITHIN_MS = 5_000;
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

  const send = (method: string, path: string, request: Request = {}): Promise<Response> => {
    const contentType = request.contentType ?? (request.json === undefined ? undefined : 'application/json');
    return fetch(new URL(path, bases[request.base ?? 'api']), {
      method,
      headers: {
        authorization: `Bearer ${options.channelAccessToken}`,
        ...(contentType && { 'content-type': contentType }),
        ...(request.retryKey && { 'x-line-retry-key': request.retryKey }),
      },
      body: request.bytes ?? (request.json === undefined ? null : JSON.stringify(request.json)),
      signal: AbortSignal.timeout(request.within ?? options.answerWithinMs ?? ANSWER_WITHIN_MS),
      // Our token must not follow a redirect to another host.
      redirect: 'error',
    });
  };
  const ask = async (method: string, path: string, request?: Request): Promise<LineAnswer> => {
    try {
      const response = await send(method, path, request);
      return {
        kind: 'answer',
        status: response.status,
        requestId: requestIdOf(response),
        body: await readJson(response),
      };
    } catch (error) {
      return describeFailure(error);
    }
  };
  /** @throws AppError `line/refused`, `line/unreachable` */
  const get = async <Body>(method: string, path: string, request?: Request): Promise<Body> => {
    const answer = await ask(method, path, request);
    if (answer.kind !== 'answer')
      throw new AppError('line/unreachable', { message: `${method} ${path}: ${answer.reason}` });
    if (answer.status >= 200 && answer.status < 300) return answer.body as Body;
    const params = { status: answer.status, requestId: answer.requestId ?? '' };
    throw new AppError('line/refused', {
      message: `${method} ${path}: ${answer.status} ${saidBy(answer.body)}`,
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
    /** The raw response, because only its reader knows how much of it to take. @throws whatever fetch throws */
    openContent: (messageId: string) =>
      send('GET', `/v2/bot/message/${encodeURIComponent(messageId)}/content`, {
        base: 'data-api',
        within: CONTENT_WITHIN_MS,
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

    getBotInfo: () => get<messagingApi.BotInfoResponse>('GET', '/v2/bot/info'),
    getQuota: () => get<messagingApi.MessageQuotaResponse>('GET', '/v2/bot/message/quota'),
    getQuotaConsumption: () => get<messagingApi.QuotaConsumptionResponse>('GET', '/v2/bot/message/quota/consumption'),
    askWebhookEndpoint: () => ask('GET', '/v2/bot/channel/webhook/endpoint'),
    setWebhookEndpoint: (endpoint: string) => get('PUT', '/v2/bot/channel/webhook/endpoint', { json: { endpoint } }),
    testWebhookEndpoint: () =>
      get<messagingApi.TestWebhookEndpointResponse>('POST', '/v2/bot/channel/webhook/test', { json: {} }),
  };
}

function requestIdOf(response: Response): string | null {
  return response.headers.get('x-line-request-id');
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's error page instead of LINE's JSON: the status says enough.
    return undefined;
  }
}

/** LINE's own sentence about what is wrong; it quotes property names, never message text. */
export function saidBy(body: unknown): string {
  const message = (body as { message?: unknown } | null | undefined)?.message;
  return typeof message === 'string' ? message.slice(0, 200) : '';
}

/** The request never left: no address, no connection. Everything else may have arrived. */
const NEVER_ARRIVED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function describeFailure(error: unknown): LineAnswer {
  const { name, cause } = error as { name?: string; cause?: { code?: string; errors?: { code?: string }[] } };
  const code = cause?.code ?? cause?.errors?.[0]?.code ?? name ?? 'unknown';
  return { kind: NEVER_ARRIVED.has(code) ? 'unreachable' : 'no-answer', reason: code };
}
