import { listAccountActions } from '#capabilities/audit';
import type { AccountEvents } from '#contract/access-account';
import { ACCOUNT_ACTIONS, type AccountAction } from '#contract/account-actions';
import type { Connection } from '#platform/database/database';
import type { Actor } from '../actor.ts';

/** Long enough to see what happened during an absence. */
const SHOWN_FOR_MS = 90 * 24 * 3_600_000;
const MOST = 50;

/** Recent changes of one's own account. The address of a colleague is not shown. */
export async function listAccountEvents(connection: Connection, actor: Actor, now: Date): Promise<AccountEvents> {
  const since = new Date(now.getTime() - SHOWN_FOR_MS);
  const entries = await listAccountActions(connection, {
    personId: actor.userId,
    actions: ACCOUNT_ACTIONS,
    since,
    limit: MOST,
  });
  return {
    events: entries.map(({ at, action, actorKind, actorId, from, sessionId }) => {
      const by = actorKind !== 'person' ? 'system' : actorId === actor.userId ? 'self' : 'colleague';
      return {
        at: at.toISOString(),
        action: action as AccountAction,
        by,
        isThisSession: sessionId === actor.sessionId,
        from: by === 'self' ? from : null,
      };
    }),
  };
}
