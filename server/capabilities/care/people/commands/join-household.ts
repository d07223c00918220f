import type { z } from 'zod';
import type { Actor } from '#capabilities/access';
import type { beginHouseholdSchema, JoinHousehold, leaveHouseholdSchema } from '#contract/household';
import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { CareContext } from '../../context.ts';
import { loadCase } from '../../record/commands/load-case.ts';
import { recordCaseStep } from '../../record/commands/record-case-change.ts';
import { join, leave } from '../household.ts';
import { toNewPerson } from '../person.ts';
import { insertHousehold, listMembers } from '../store/household-rows.ts';
import { insertPerson } from '../store/person-rows.ts';
import { barTogether } from './bar-from-cases.ts';
import {
  guard,
  householdStep,
  listCasesLiving,
  loadOther,
  loadWithHousehold,
  lost,
  moveCases,
  writeChange,
} from './write-household-change.ts';

type Made = { id: string };

/** Begins the household of a case with its person. @throws AppError `case/household-exists` */
export async function beginHousehold(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  { relation, address, secret }: z.output<typeof beginHouseholdSchema>,
): Promise<Made> {
  const one = await loadCase(context, work, actor, id, 'case:work');
  if (one.householdId) {
    throw new AppError('case/household-exists', { lostTo: { subjects: [id], actions: ['case/household-changed'] } });
  }
  const at = context.clock.now();
  const on = thaiDayOf(at);
  const householdId = newId();
  await insertHousehold(work.tx, {
    ...{ id: householdId, address: address ?? null, place: one.place, secret },
    ...{ createdByPersonId: actor.userId, createdAt: at },
  });
  const change = join([], { householdId, personId: one.personId, relation, fromOn: on }, newId);
  await writeChange(work, actor, at, id, change, [
    { householdId, kind: 'begun', personIds: [one.personId], onDay: on },
  ]);
  await moveCases(context, work, actor, [one], householdId, 'begun');
  return { id: householdId };
}

/**
 * Somebody else lives there too: a person with a case that I work on, or somebody known by name. Whoever is barred from a
 * case of one who lives there is barred from all from now on.
 */
export async function joinHousehold(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  { relation, name, caseId, fromOn }: Omit<JoinHousehold, 'opens'>,
): Promise<Made> {
  const { householdId } = await loadWithHousehold(context, work, actor, id);
  const at = context.clock.now();
  const on = fromOn ?? thaiDayOf(at);
  const other = caseId === undefined ? undefined : await loadOther(context, work, actor, caseId);
  if (other?.householdId || (other === undefined) === (name === undefined) || on > thaiDayOf(at))
    throw new AppError('case/household-not-possible');
  const personId = other?.personId ?? newId();
  if (!other) {
    const known = { id: personId, name: name ?? null, createdByPersonId: actor.userId, createdAt: at };
    await insertPerson(work.tx, toNewPerson(known));
  }
  const members = await listMembers(work.tx, householdId);
  const change = guard(id, () => join(members, { householdId, personId, relation, fromOn: on }, newId));
  await writeChange(work, actor, at, id, change, [{ householdId, kind: 'joined', personIds: [personId], onDay: on }]);
  if (other) {
    const living = await listCasesLiving(work, members, householdId);
    await barTogether(context, work, actor, [...living, other]);
    await moveCases(context, work, actor, [other], householdId, 'joined');
  }
  await recordCaseStep(context, work, id, householdStep(actor, 'joined', 1));
  return { id: change.begun[0]?.id ?? householdId };
}

/** A member does not live there any more; where they went is not asked. */
export async function leaveHousehold(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  { on: asked }: z.output<typeof leaveHouseholdSchema>,
  { memberId = '' }: Readonly<Record<string, string>>,
): Promise<Made> {
  const { one, householdId } = await loadWithHousehold(context, work, actor, id);
  const at = context.clock.now();
  const on = asked ?? thaiDayOf(at);
  const members = await listMembers(work.tx, householdId);
  const leaving = members.find((member) => member.id === memberId);
  // Who leaves with a case of their own goes to a household of their own: split it.
  if (!leaving || on > thaiDayOf(at)) throw new AppError('case/household-not-possible');
  if (leaving.personId === one.personId) throw new AppError('case/household-not-possible');
  if (leaving.toOn !== null) throw lost(id);
  const { personId } = leaving;
  const change = guard(id, () => leave(members, householdId, [personId], on));
  await writeChange(work, actor, at, id, change, [{ householdId, kind: 'left', personIds: [personId], onDay: on }]);
  await recordCaseStep(context, work, id, householdStep(actor, 'left', 1));
  return { id: memberId };
}
