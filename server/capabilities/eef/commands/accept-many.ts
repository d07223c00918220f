import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { acceptReferrals } from '#capabilities/referral';
import type { EefAccepted } from '#contract/eef-api';
import type { Work } from '#platform/database/transaction';
import type { EefContext } from '../context.ts';

/** Who was accepted before; asking again is no mistake. */
const ACCEPTED = ['accepted', 'in-progress', 'on-hold', 'completed'];

/**
 * Accepts several children at once, by a person: each has an answer of its own, and one that can't be accepted stops no
 * other. However many there are, the database is asked as often as for one.
 */
export async function acceptMany(
  context: EefContext,
  work: Work,
  actor: Actor,
  { ids }: { ids: string[] },
): Promise<EefAccepted> {
  const wanted = [...new Set(ids)].toSorted();
  const acceptances = await acceptReferrals(context, work, actor, wanted);
  const results = acceptances.map(({ id, status, code }): EefAccepted['results'][number] => {
    if (code === null) return { id, result: 'done', status, code };
    const isAccepted = status !== null && ACCEPTED.includes(status);
    return isAccepted ? { id, result: 'unchanged', status, code: null } : { id, result: 'refused', status, code };
  });
  const done = results.filter(({ result }) => result === 'done').length;
  const refused = results.filter(({ result }) => result === 'refused').length;
  recordAction(work, {
    ...byPerson(actor),
    ...{ action: 'eef/accepted-many', subjectKind: 'board', subjectId: 'eef' },
    ...{ details: { asked: wanted.length, done, refused }, at: context.clock.now() },
  });
  return { results, done, refused };
}
