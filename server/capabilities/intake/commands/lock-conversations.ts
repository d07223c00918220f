import type { Work } from '#platform/database/transaction';
import { lockReportersOf } from '../store.ts';

/**
 * Locks the conversations about these reports until the transaction ends. Whatever may write to reporters begins with
 * this: ARCHITECTURE.md, "Locks".
 */
export async function lockConversations({ tx }: Work, reportIds: string[]): Promise<void> {
  await lockReportersOf(tx, reportIds);
}
