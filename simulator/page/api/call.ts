import type { PhoneAction, PhoneActionResult } from '../../control/view.ts';

/** Calls the simulator; throws with its error text if it refuses. */
export async function call<T>(
  path: string,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' = 'GET',
  body?: unknown,
): Promise<T> {
  const response = await fetch(`/simulator${path}`, {
    method,
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as T & { message?: string };
  if (!response.ok) throw new Error(answer.message ?? String(response.status));
  return answer;
}

/** Performs an action of a phone in one of its chats. */
export function performAction(userId: string, chat: string, action: PhoneAction): Promise<PhoneActionResult> {
  return call<PhoneActionResult>(`/phones/${userId}/actions`, 'POST', { chat, action });
}
