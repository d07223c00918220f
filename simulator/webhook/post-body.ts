import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

export type PostOutcome = {
  outcome: 'ok' | 'request_timeout' | 'error_status_code' | 'could_not_connect' | 'unclassified';
  /** 0 when there was no answer. */
  statusCode: number;
};

type Post = {
  url: string;
  bytes: Buffer;
  signature: string;
  timeoutMilliseconds: number;
  titleCaseHeader: boolean;
};

export type Poster = ReturnType<typeof createPoster>;

/** Posts webhooks over kept-open connections; node:http, because fetch would write every header in lower case. */
export function createPoster() {
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };

  function post({ url, bytes, signature, timeoutMilliseconds, titleCaseHeader }: Post): Promise<PostOutcome> {
    const secure = url.startsWith('https:');
    const start = secure ? httpsRequest : httpRequest;
    return new Promise((resolve) => {
      const request = start(url, {
        method: 'POST',
        agent: secure ? agents.https : agents.http,
        signal: AbortSignal.timeout(timeoutMilliseconds),
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': bytes.length,
          'user-agent': 'LineBotWebhook/2.0',
          [titleCaseHeader ? 'X-Line-Signature' : 'x-line-signature']: signature,
        },
      });
      request.once('response', (response) => {
        response.resume();
        const statusCode = response.statusCode ?? 0;
        const outcome = statusCode >= 200 && statusCode < 300 ? 'ok' : 'error_status_code';
        response.on('error', () => resolve({ outcome, statusCode }));
        response.once('end', () => resolve({ outcome, statusCode }));
      });
      request.on('error', (error) => resolve({ outcome: outcomeOf(error), statusCode: 0 }));
      request.end(bytes);
    });
  }

  function close() {
    agents.http.destroy();
    agents.https.destroy();
  }

  return { post, close };
}

const connectionCodes = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN', 'ETIMEDOUT']);

function outcomeOf(error: Error & { code?: string }): PostOutcome['outcome'] {
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'request_timeout';
  return connectionCodes.has(error.code ?? '') ? 'could_not_connect' : 'unclassified';
}
