import { type DemoAccounts, demoAccountsSchema, type Me, meSchema } from '#contract/access';
import { getJson, isProblem, ProblemError } from '../../api/request.ts';
import { findStoredMe, PENDING_SIGN_OUT, storedUserId, storeMe } from './stored-me.ts';

export const ME_KEY = ['me'] as const;

/** Who is signed in on this device; null when nobody is. Without signal a patrol's phone says who was. */
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
    const me = meSchema.parse(await getJson('/api/v1/me', signal));
    const before = storedUserId();
    if (before !== undefined && before !== me.id) forgetHere(me);
    return storeMe(me);
  } catch (error) {
    if (isSignedOut(error)) return forgetHere();
    const kept = findStoredMe(error);
    if (kept) return kept;
    // Kept, and over by its time: nothing of it waits for the signal to come back.
    if (error instanceof ProblemError && error.problem.status === 0 && storedUserId() !== undefined) forgetHere();
    throw error;
  }
}

export function isSignedOut(error: unknown): boolean {
  return isProblem(error, 'access/not-signed-in') || (error instanceof ProblemError && error.problem.status === 401);
}

/**
 * Nobody is signed in here, however it came: by hand, ended elsewhere, run out, taken from them. Nothing that can be read
 * of a case stays on this device; notifications that still stand on it go as well.
 * @param stays who has taken their place in this browser meanwhile
 */
export function forgetHere(stays?: Me | null): null {
  // A patrol's page has brought it along; nobody else's keeps anything.
  import('../../outbox/forget.ts').then((device) => device.forgetHere(stays?.id)).catch(() => {});
  if (!stays) storeMe(null);
  return null;
}

/** What this tab keeps for a person who has left by hand, or whose place another has taken. */
export function forgetTab(): void {
  sessionStorage.clear();
}

/** By hand; see `leave.ts`. What can't be said now, or even be fetched, is said when the page opens again. */
export async function signOut(dropsUnsentOf?: string): Promise<void> {
  forgetHere();
  forgetTab();
  localStorage.setItem(PENDING_SIGN_OUT, '{}');
  await (await import('./leave.ts')).leave(dropsUnsentOf);
}

/** Somebody has signed in since: the sign-out that could not be said is not theirs. */
export function clearPendingSignOut(): void {
  localStorage.removeItem(PENDING_SIGN_OUT);
}

/** One row of the demonstration: an invented person and the password they all share. */
export type DemoAccount = DemoAccounts['accounts'][number] & { password: string };

/** Empty on a real system, where the address does not exist. */
export async function listDemoAccounts(signal?: AbortSignal): Promise<DemoAccount[]> {
  try {
    const { accounts, password } = demoAccountsSchema.parse(await getJson('/api/v1/demo-accounts', signal));
    return accounts.map((account) => ({ ...account, password }));
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 404) return [];
    throw error;
  }
}
