import { byPerson, recordAct } from '#capabilities/audit';
import { AppError } from '#platform/app-error';
import type { Actor } from '../actor.ts';
import type { AccessContext } from '../context.ts';
import { deleteSessions } from '../store-sessions.ts';

/**
 * Ends sessions of the person's own: one, all but this one, or all. Open live streams of theirs end at once.
 * @throws AppError `access/session-not-found`
 */
export async function endSessions(
  { transact, clock, endNotice }: AccessContext,
  actor: Actor,
  which: { only: string } | 'others' | 'all',
): Promise<void> {
  await transact(async (work) => {
    const chosen = which === 'all' ? {} : which === 'others' ? { except: actor.sessionId } : which;
    const ended = await deleteSessions(work.tx, actor.userId, chosen);
    if (ended === 0 && 'only' in chosen) throw new AppError('access/session-not-found');
    await endNotice.give(work);
    await recordAct(work, {
      ...byPerson(actor),
      act: 'access/end-sessions',
      subjectKind: 'person',
      subjectId: actor.userId,
      details: { ended, which: typeof which === 'string' ? which : which.only },
      at: clock.now(),
    });
  });
}
