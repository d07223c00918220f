import { type DemoAccounts, demoAccountsSchema, type Me, meSchema } from '#contract/access';
import { getJson, isProblem, ProblemError, postJson } from '../../api/request.ts';
import { findKeptMe, keepMe } from './kept-me.ts';

export const ME_KEY = ['me'] as const;

/** Who is signed in on this device; null when nobody is. Without signal a patrol's phone says who was. */
export async function findMe(signal?: AbortSignal): Promise<Me | null> {
  try {
    return keepMe(meSchema.parse(await getJson('/api/v1/me', signal)));
  } catch (error) {
    if (isSignedOut(error)) return keepMe(null);
    const kept = findKeptMe(error);
    if (kept) return kept;
    throw error;
  }
}

export function isSignedOut(error: unknown): boolean {
  return isProblem(error, 'access/not-signed-in') || (error instanceof ProblemError && error.problem.status === 401);
}

/** What this tab keeps for a person who has left by hand, or whose place another has taken. */
export function forgetTab(): void {
  sessionStorage.clear();
}

export async function signOut(): Promise<void> {
  keepMe(null);
  forgetTab();
  await postJson('/api/auth/sign-out', {});
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
