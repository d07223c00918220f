import type { Actor } from '#capabilities/access';
import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { CareContext } from '../../context.ts';
import { loadCase } from '../../record/commands/load-case.ts';
import { recordCaseStep } from '../../record/commands/record-case-change.ts';
import { listOpenCasesOfPeople } from '../../record/store/case-rows.ts';
import { undo } from '../household.ts';
import { findHouseholdChange, listMembers, markUndone } from '../store/household-rows.ts';
import { guard, householdStep, lost, moveCases, writeChange } from './write-household-change.ts';

/**
 * Undoes what was wrong: who came goes back to where they were, and who left is there again; by new rows, so that both the
 * mistake and its end stay known. Whoever was barred by it stays barred until somebody lifts that.
 * @throws AppError `case/household-changed` if that is done, or nobody is left to whom it applies
 */
export async function undoHouseholdChange(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  _: unknown,
  { changeId = '' }: Readonly<Record<string, string>>,
): Promise<{ id: string }> {
  const { householdId } = await loadCase(context, work, actor, id, 'case:work');
  // What they saw is not there any more: the case has gone back to another household, or to none.
  const past = householdId ? await findHouseholdChange(work.tx, changeId, householdId) : undefined;
  if (!householdId || !past || past.kind === 'undone') throw lost(id);
  const at = context.clock.now();
  const onDay = thaiDayOf(at);
  if (!(await markUndone(work.tx, changeId, at))) throw lost(id);
  const { kind, otherHouseholdId: before } = past;
  const members = await listMembers(work.tx, householdId, ...(before ? [before] : []));
  const change = guard(id, () => undo(members, past, onDay, newId));
  const { personIds } = change;
  const cases = await listOpenCasesOfPeople(work.tx, personIds);
  const isElsewhere = cases.some((each) => each.householdId !== null && each.householdId !== householdId);
  // Who left and has a household of their own by now is not simply there again.
  if (kind === 'left' && isElsewhere) throw new AppError('case/household-not-possible');
  const what = kind === 'begun' && before ? 'split-undone' : (`${kind}-undone` as const);
  const undone = { kind: 'undone', personIds, partOf: changeId, onDay } as const;
  await writeChange(work, actor, at, id, change, [
    { householdId, ...undone },
    // Where they were it says only that they are there again.
    ...(before && kind === 'begun' ? [{ ...undone, householdId: before, kind: 'joined' as const }] : []),
  ]);
  const here = cases.filter((each) => each.householdId === householdId);
  const following = kind === 'left' ? [] : here;
  if (!following.some((each) => each.id === id))
    await recordCaseStep(context, work, id, householdStep(actor, what, personIds.length));
  await moveCases(context, work, actor, following, before, what);
  return { id: changeId };
}
