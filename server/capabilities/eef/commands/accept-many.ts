import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { acceptReferral, listReferralsById } from '#capabilities/referral';
import type { EefAccepted } from '#contract/eef-api';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { EefContext } from '../context.ts';

/** Who was accepted before; asking again is no mistake. */
const ACCEPTED = ['accepted', 'in-progress', 'on-hold', 'completed'];

/**
 * Accepts several children at once, by a person: each has an answer of its own, and one that can't be accepted stops no
 * other. In the order of their ids, so that two people who accept the same wait for each other once.
 */
export async function acceptMany(
  context: EefContext,
  work: Work,
  actor: Actor,
  { ids }: { ids: string[] },
): Promise<EefAccepted> {
  const wanted = [...new Set(ids)].toSorted();
  const known = new Map((await listReferralsById(work.tx, wanted)).map((one) => [one.id, one]));
  const results: EefAccepted['results'] = [];
  for (const id of wanted) {
    const status = known.get(id)?.status;
    if (status && ACCEPTED.includes(status)) results.push({ id, result: 'unchanged', code: null });
    else results.push(await acceptOne(context, work, actor, id));
  }
  const done = results.filter(({ result }) => result === 'done').length;
  const refused = results.filter(({ result }) => result === 'refused').length;
  recordAction(work, {
    ...byPerson(actor),
    ...{ action: 'eef/accepted-many', subjectKind: 'board', subjectId: 'eef' },
    ...{ details: { asked: wanted.length, done, refused }, at: context.clock.now() },
  });
  return { results, done, refused };
}

/** A referral is judged before anything of it is written, so a refusal leaves nothing behind. */
async function acceptOne(
  context: EefContext,
  work: Work,
  actor: Actor,
  id: string,
): Promise<EefAccepted['results'][number]> {
  try {
    await acceptReferral(context, work, actor, id);
    return { id, result: 'done', code: null };
  } catch (error) {
    if (error instanceof AppError) return { id, result: 'refused', code: error.code };
    throw error;
  }
}
