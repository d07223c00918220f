import type { DemoAccounts } from '#contract/access';
import { getAnswer, ProblemError } from '../../../api/request.ts';

/** A demonstration account with the password that all share. */
export type DemoAccount = DemoAccounts['accounts'][number] & { password: string };

/** Empty in production, where the route answers 404. */
export async function listDemoAccounts(signal?: AbortSignal): Promise<DemoAccount[]> {
  try {
    const { accounts, password } = await getAnswer<DemoAccounts>('/api/v1/demo-accounts', signal);
    return accounts.map((account) => ({ ...account, password }));
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 404) return [];
    throw error;
  }
}
