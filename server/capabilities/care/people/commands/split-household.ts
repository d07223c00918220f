import type { z } from 'zod';
import type { Actor } from '#capabilities/access';
import type { mergeHouseholdSchema, splitHouseholdSchema } from '#contract/household';
import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { CareContext } from '../../context.ts';
import { recordCaseStep } from '../../record/commands/record-case-change.ts';
import { listOpenCasesOfPeople } from '../../record/store/case-rows.ts';
import { currentOf, merge, move } from '../household.ts';
import { insertHousehold, listMembers } from '../store/household-rows.ts';
import { listPeople } from '../store/person-rows.ts';
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

/**
 * Some members move to a place of their own. The household that they leave keeps its history and does not learn where they
 * are; what barred somebody from one of their cases bars them from all, and so, if asked for, does staying behind.
 */
export async function splitHousehold(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  { personIds, on: asked, address, secret, barStaying }: z.output<typeof splitHouseholdSchema>,
): Promise<Made> {
  const { one, householdId: from } = await loadWithHousehold(context, work, actor, id);
  const at = context.clock.now();
  const on = asked ?? thaiDayOf(at);
  const members = await listMembers(work.tx, from);
  const stay = currentOf(members, from).flatMap(({ personId }) => (personIds.includes(personId) ? [] : [personId]));
  if (!personIds.includes(one.personId) || on > thaiDayOf(at)) throw new AppError('case/household-not-possible');
  // Split already: everybody of this household would move.
  if (stay.length === 0) throw lost(id);
  const to = newId();
  const change = guard(id, () => move(members, { from, to, personIds, on }, newId));
  const staying = barStaying ? await listPeople(work.tx, stay) : [];
  const cases = (await listOpenCasesOfPeople(work.tx, personIds)).filter(
    (each) => each.householdId === from || each.id === id,
  );
  await insertHousehold(work.tx, {
    ...{ id: to, address: address ?? null, place: null, secret },
    ...{ createdByPersonId: actor.userId, createdAt: at },
  });
  const splitId = newId();
  await writeChange(work, actor, at, id, change, [
    { id: splitId, householdId: to, kind: 'begun', personIds, otherHouseholdId: from, onDay: on },
    // Of the old household it says only that they left.
    { householdId: from, kind: 'left', personIds, partOf: splitId, onDay: on },
  ]);
  const now = await barTogether(context, work, actor, cases, staying);
  await moveCases(context, work, actor, now, to, 'split');
  return { id: to };
}

/** The household of another case moves into this one. */
export async function mergeHousehold(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  { caseId, on: asked }: z.output<typeof mergeHouseholdSchema>,
): Promise<Made> {
  const { householdId: into } = await loadWithHousehold(context, work, actor, id);
  const { householdId: from } = await loadOther(context, work, actor, caseId);
  const at = context.clock.now();
  const on = asked ?? thaiDayOf(at);
  if (!from || on > thaiDayOf(at)) throw new AppError('case/household-not-possible');
  if (from === into) {
    throw new AppError('case/household-exists', { lostTo: { subjects: [id], actions: ['case/household-changed'] } });
  }
  const members = await listMembers(work.tx, from, into);
  const change = guard(id, () => merge(members, { from, into, on }, newId));
  const [coming, there] = [await listCasesLiving(work, members, from), await listCasesLiving(work, members, into)];
  const mergeId = newId();
  await writeChange(work, actor, at, id, change, [
    { id: mergeId, householdId: into, kind: 'merged', personIds: change.moved, otherHouseholdId: from, onDay: on },
  ]);
  const now = await barTogether(context, work, actor, [...coming, ...there]);
  await moveCases(context, work, actor, now.slice(0, coming.length), into, 'merged');
  await recordCaseStep(context, work, id, householdStep(actor, 'merged', change.moved.length));
  return { id: mergeId };
}
