import type { QueryClient } from '@tanstack/react-query';
import type { Me } from '#contract/access';
import { findMe, forgetTab, ME_KEY } from '../features/access/index.ts';
import { endSession } from './end-session.ts';

/** Sent between the tabs of one browser, which share its cookie: somebody signed in, or signed out by hand. */
export type SessionMessage = 'signed-in' | 'signed-out';

/** Somebody signed in in another tab: they are signed in here too, and no data of the previous person stays. */
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
