import type { Actor } from '#capabilities/access';
import type { CaseChanged } from '#contract/case-api';
import type { Work } from '#platform/database/transaction';
import type { CareContext } from '../../context.ts';
import { accept } from '../case.ts';
import { withdrawApprovals } from '../store/approval-rows.ts';
import { loadCase } from './load-case.ts';
import { recordCaseChange } from './record-case-change.ts';

/** A worker takes the case on: from now on there is a name beside it, and the clock of acceptance has stopped. */
export async function acceptCase(context: CareContext, work: Work, actor: Actor, id: string): Promise<CaseChanged> {
  const one = await loadCase(context, work, actor, id, 'case:work');
  const accepted = accept(one, actor.userId, context.clock.now());
  // Somebody cares for the person after all.
  await withdrawApprovals(work.tx, id, { personId: actor.userId, at: accepted.statusSince });
  const saved = await recordCaseChange(context, work, accepted, {
    kind: 'accepted',
    by: actor,
  });
  return { id, status: saved.status, version: saved.version };
}
