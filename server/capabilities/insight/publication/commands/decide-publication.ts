import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { FigureContext } from '../../context.ts';
import { discard, publish } from '../publication.ts';
import { requireNation } from '../require-nation.ts';
import { findNewest, lockPublication, type Publication, updatePublication } from '../store/publication-rows.ts';

/**
 * Everybody may read it from the commit on, for good: another person than who proposed it says so.
 * @throws AppError `insight/not-national`, `insight/publication-not-found`, `insight/publication-decided` with who was
 * faster, `insight/self-publication`
 */
export async function publishPublication(context: FigureContext, work: Work, actor: Actor, id: string): Promise<void> {
  const one = await getLocked(context, work, actor, id);
  const newest = await findNewest(work.tx, one);
  const now = context.clock.now();
  const version = (newest?.version ?? 0) + 1;
  await save(work, actor, publish(one, { personId: actor.userId, now, version }), 'insight/publication-published', now);
}

/** @throws AppError `insight/not-national`, `insight/publication-not-found`, `insight/publication-decided` with who was faster */
export async function discardPublication(
  context: FigureContext,
  work: Work,
  actor: Actor,
  { id, reason }: { id: string; reason: string },
): Promise<void> {
  const one = await getLocked(context, work, actor, id);
  const now = context.clock.now();
  await save(work, actor, discard(one, { personId: actor.userId, now, reason }), 'insight/publication-discarded', now);
}

async function getLocked({ jurisdiction }: FigureContext, work: Work, actor: Actor, id: string): Promise<Publication> {
  requireNation(jurisdiction, actor);
  const found = await lockPublication(work.tx, id);
  if (found === undefined) throw new AppError('insight/publication-not-found');
  return found;
}

async function save(work: Work, actor: Actor, changed: Publication, action: string, at: Date): Promise<void> {
  await updatePublication(work.tx, changed);
  const { kind, period, version } = changed;
  recordAction(work, {
    ...{ ...byPerson(actor), action, subjectKind: 'publication', subjectId: changed.id, at },
    details: { kind, period, version },
  });
}
