import type { Problem } from '#contract/problem';
import { currentLanguage } from '../text/language.ts';
import { askForProof } from './proof.ts';

/** The server answered with problem details, or (`status` 0) could not be reached at all. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** True if the same request may succeed when sent again: no answer came, or the server failed. */
export function isWorthRetrying(error: unknown): boolean {
  return !(error instanceof ProblemError) || error.problem.status === 0 || error.problem.status >= 500;
}

export function isProblem(error: unknown, code: string): boolean {
  return error instanceof ProblemError && error.problem.code === code;
}

/** Fetches JSON from this server. Throws `ProblemError`. */
export async function getJson(path: string, signal?: AbortSignal): Promise<unknown> {
  return answerOf(await fetchReachable(path, { headers: { accept: 'application/json', ...languageHeader() }, signal }));
}

/**
 * An answer whose schema the server has checked before it sent it. For what the queue needs: the checking library would be
 * an eighth of the first load. Pages that are loaded later check again what they read.
 */
export async function getAnswer<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  return (await getJson(path, signal)) as Answer;
}

/** The same for a request that changes something. */
export async function postAnswer<Answer>(path: string, body: unknown, key?: string): Promise<Answer> {
  return (await postJson(path, body, key)) as Answer;
}

/**
 * `key`: one per submission, reused when that submission is retried, so that it takes effect once. A sensitive action for
 * which the last proof of identity is too old waits until the person has authenticated again, and is then sent again.
 */
export function postJson(path: string, body: unknown, key?: string): Promise<unknown> {
  // A double click submits twice before the button is drawn as busy: an equal pending request is shared.
  const same = `${path} ${JSON.stringify(body)}`;
  const sent = pendingPosts.get(same) ?? send(path, body, key).finally(() => pendingPosts.delete(same));
  pendingPosts.set(same, sent);
  return sent;
}

/** Sends a picture as it is, with the key of this submission. */
export async function postFile(path: string, file: Blob, key: string): Promise<unknown> {
  const headers = { 'content-type': file.type || 'image/jpeg', 'idempotency-key': key, ...languageHeader() };
  return answerOf(await fetchReachable(path, { method: 'POST', headers, body: file }));
}

const pendingPosts = new Map<string, Promise<unknown>>();

async function send(path: string, body: unknown, key?: string): Promise<unknown> {
  const headers: Record<string, string> = { 'content-type': 'application/json', ...languageHeader() };
  if (key !== undefined) headers['idempotency-key'] = key;
  const post = async () =>
    answerOf(await fetchReachable(path, { method: 'POST', headers, body: JSON.stringify(body) }));
  try {
    return await (key === undefined ? post() : postThroughOutage(post));
  } catch (error) {
    if (!isProblem(error, 'access/re-authentication-needed') || !(await askForProof())) throw error;
    return post();
  }
}

/** Longer than a restart of the database takes, and longer than most people wait before they press again. */
const OUTAGE_WAITS_MS = [1500, 3000];

/** With a key a request may be retried even if it is unknown whether it was saved: it takes effect once. */
async function postThroughOutage(post: () => Promise<unknown>): Promise<unknown> {
  for (const wait of OUTAGE_WAITS_MS) {
    try {
      return await post();
    } catch (error) {
      if (!isProblem(error, 'server/database-unavailable') && !isProblem(error, 'server/outcome-unknown')) throw error;
    }
    await new Promise((again) => setTimeout(again, wait));
  }
  return post();
}

function languageHeader(): { 'accept-language': string } {
  return { 'accept-language': currentLanguage() };
}

async function fetchReachable(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ProblemError({ type: 'about:blank', title: '', status: 0, code: 'network/unreachable' });
  }
}

async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text();
  const value = parse(text);
  if (response.ok) return value;
  throw new ProblemError(
    isProblemDetails(value)
      ? value
      : { type: 'about:blank', title: response.statusText, status: response.status, code: `http/${response.status}` },
  );
}

/** A proxy between us and the server may answer JSON of its own. */
function isProblemDetails(value: unknown): value is Problem {
  const { title, status, code } = (value ?? {}) as Partial<Record<keyof Problem, unknown>>;
  return typeof title === 'string' && typeof status === 'number' && typeof code === 'string';
}

/** A proxy's HTML error page is not JSON; its status still says what happened. */
function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
