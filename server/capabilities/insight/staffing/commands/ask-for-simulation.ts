import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import type { NewSimulation } from '#contract/staffing';
import { thaiDayOf } from '#contract/thai-day';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { StaffingContext } from '../../context.ts';
import { scopeOf } from '../../figures/scope.ts';
import { mustBeAnswerable } from '../simulation.ts';
import { areaOf, buildStaffing } from '../staffing-model.ts';
import { countWaiting, insertSimulation } from '../store/simulation-rows.ts';
import { readStaffingFacts } from '../store/staffing-fact-rows.ts';

/** A simulation is run with it once it is committed. */
export const SIMULATIONS_TOPIC = 'insight-simulations';

/**
 * Keeps a question with what is known now; it is answered afterwards.
 * @throws AppError `insight/not-yours`, as `mustBeAnswerable` does
 */
export async function askForSimulation(
  { clock, jurisdiction, notifier }: StaffingContext,
  work: Work,
  actor: Actor,
  asked: NewSimulation,
): Promise<string> {
  const { province, question } = asked;
  scopeOf(jurisdiction, actor, { province });
  const now = clock.now();
  const area = areaOf(jurisdiction, province, thaiDayOf(now));
  const { staffing, model } = buildStaffing(area, await readStaffingFacts(work.tx, area));
  mustBeAnswerable(asked, staffing, await countWaiting(work.tx, actor.userId));
  const id = newId();
  await insertSimulation(work.tx, {
    ...{ id, province, askedByPersonId: actor.userId, askedAt: now, asked, staffing, model },
  });
  recordAction(work, {
    ...byPerson(actor),
    ...{ action: 'insight/ask-simulation', subjectKind: 'simulation', subjectId: id, at: now },
    details: { province, question: question.kind },
  });
  work.afterCommit(() => notifier.send(SIMULATIONS_TOPIC));
  return id;
}
