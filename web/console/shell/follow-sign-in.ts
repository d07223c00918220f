import type { QueryClient } from '@tanstack/react-query';
import type { Me } from '#contract/access';
import { findMe, forgetTab, ME_KEY } from '../features/access/index.ts';
import { endSession } from './end-session.ts';

/** What the tabs of one browser tell each other, because they share its cookie: somebody signed in, or out by hand. */
export type SessionMessage = 'signed-in' | 'signed-out';

/** Somebody signed in in another tab: whoever that is, is here too now, and nothing of the person before them stays. */
export async function followSignIn(client: QueryClient): Promise<void> {
  const now = await findMe().catch(() => undefined);
  if (now === undefined) return;
  const before = client.getQueryData<Me | null>(ME_KEY);
  if (before && before.id !== now?.id) {
    forgetTab();
    endSession(client, now);
  }
  client.setQueryData(ME_KEY, now);
}
