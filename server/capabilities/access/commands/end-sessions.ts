import { byPerson, recordAction } from '#capabilities/audit';
import { AppError } from '#platform/app-error';
import type { Actor } from '../actor.ts';
import type { AccessContext } from '../context.ts';
import { countCredentialsChange } from '../store-people.ts';
import { deleteSessions } from '../store-sessions.ts';
import { confirmProof } from './confirm-proof.ts';
import { endLinks } from './notify-account-change.ts';

/**
 * Ends one of the person's own sessions, all others, or all, with their live streams. `others` and `all` also end
 * unfinished sign-ins, the LINE link and push subscriptions; with `keepLinks` and a recent proof the last two stay.
 * @throws AppError `access/session-not-found`, `access/re-authentication-needed` to keep links without a fresh proof
 */
export async function endSessions(
  context: AccessContext,
  actor: Actor,
  which: { only: string } | 'others' | 'all',
  { keepLinks = false }: { keepLinks?: boolean | undefined } = {},
): Promise<void> {
  const { transact, clock, revocationSignal } = context;
  await transact(async (work) => {
    const now = clock.now();
    if (keepLinks) await confirmProof(work, actor, now);
    const chosen = which === 'all' ? {} : which === 'others' ? { except: actor.sessionId } : which;
    const ended = await deleteSessions(work.tx, actor.userId, chosen);
    if (ended === 0 && 'only' in chosen) throw new AppError('access/session-not-found');
    if (!('only' in chosen)) {
      await countCredentialsChange(work.tx, actor.userId);
      if (!keepLinks) await endLinks(context, work, { personId: actor.userId, action: 'access/end-sessions' });
    }
    await revocationSignal.give(work);
    recordAction(work, {
      ...byPerson(actor),
      action: 'access/end-sessions',
      subjectKind: 'person',
      subjectId: actor.userId,
      details: { ended, which: typeof which === 'string' ? which : which.only, keepLinks },
      at: now,
    });
  });
}
