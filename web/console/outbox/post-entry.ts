import type { Answer, Entry } from './entry.ts';

/** Longer than a picture takes on a bad line; after that it is sent again under the same key. */
const GIVE_UP_MS = 60_000;

/** Sends one entry; never throws. */
export async function postEntry({ id, path, json, file }: Entry): Promise<Answer> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': file ? file.type : 'application/json', 'idempotency-key': id },
      body: file ?? JSON.stringify(json ?? {}),
      signal: AbortSignal.timeout(GIVE_UP_MS),
    });
    if (response.ok) return { status: response.status, code: '', params: {} };
    const problem: unknown = await response.json().catch(() => null);
    return { status: response.status, ...factsOf(problem) };
  } catch {
    return { status: 0, code: 'network/unreachable', params: {} };
  }
}

function factsOf(problem: unknown): Pick<Answer, 'code' | 'params'> {
  const { code, params } = (problem ?? {}) as { code?: unknown; params?: unknown };
  const known = typeof params === 'object' && params !== null ? (params as Answer['params']) : {};
  return { code: typeof code === 'string' ? code : 'http/refused', params: known };
}
