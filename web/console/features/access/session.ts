import type { Me } from '#contract/access';
import { getAnswer, isProblem, ProblemError } from '../../api/request.ts';
import { findStoredMe, PENDING_SIGN_OUT, storedUserId, storeMe } from './stored-me.ts';

export const ME_KEY = ['me'] as const;

/** The person signed in on this device, or null. Offline, on a patrol's phone, the stored person. */
export async function findMe(signal?: AbortSignal): Promise<Me | null> {
  if (
    localStorage.getItem(PENDING_SIGN_OUT) !== null &&
    !(await import('./leave.ts').then(
      (out) => out.leave(),
      () => false,
    ))
  )
    return null;
  try {
    const me = await getAnswer<Me>('/api/v1/me', signal);
    const before = storedUserId();
    if (before !== undefined && before !== me.id) forgetHere(me);
    return storeMe(me);
  } catch (error) {
    if (isSignedOut(error)) return forgetHere();
    const stored = await findStoredMe(error);
    if (stored) return stored;
    // The stored session has expired: delete its data now, also while offline.
    if (error instanceof ProblemError && error.problem.status === 0 && storedUserId() !== undefined) forgetHere();
    throw error;
  }
}

export function isSignedOut(error: unknown): boolean {
  return isProblem(error, 'access/not-signed-in') || (error instanceof ProblemError && error.problem.status === 401);
}

/**
 * After the end of a session, for whatever reason: deletes all readable case data on this device, and shown notifications.
 * @param stays the person who has signed in in this browser meanwhile
 */
export function forgetHere(stays?: Me | null): null {
  // Only patrols store data, and their page has loaded this module; for others a failed import does not matter.
  import('../../outbox/forget.ts').then((device) => device.forgetHere(stays?.id)).catch(() => {});
  if (!stays) storeMe(null);
  return null;
}

/** Clears the data of this tab, after a sign-out or when another person has signed in. */
export function forgetTab(): void {
  sessionStorage.clear();
}

/** Signs out on request (see `leave.ts`). If the server can't be reached, it is told when the page opens again. */
export async function signOut(dropsUnsentOf?: string): Promise<void> {
  forgetHere();
  forgetTab();
  localStorage.setItem(PENDING_SIGN_OUT, '{}');
  await (await import('./leave.ts')).leave(dropsUnsentOf);
}

/** After a new sign-in: a pending sign-out was not of this session. */
export function clearPendingSignOut(): void {
  localStorage.removeItem(PENDING_SIGN_OUT);
}
