import type { z } from 'zod';
import type { Actor } from '#capabilities/access';
import type {
  beginHouseholdSchema,
  joinHouseholdSchema,
  leaveHouseholdSchema,
  mergeHouseholdSchema,
  splitHouseholdSchema,
} from '#contract/household';
import { type ThaiDay, thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { CareContext } from '../../context.ts';
import type { Case } from '../../record/case.ts';
import { loadCase } from '../../record/commands/load-case.ts';
import { type CaseStep, recordCaseChange, recordCaseStep } from '../../record/commands/record-case-change.ts';
import { findCase, listOpenCasesOfPeople } from '../../record/store/case-rows.ts';
import { listExclusions } from '../../record/store/exclusion-rows.ts';
import { isKnownBy } from '../exclusion.ts';
import { join, leave, type MembershipChange, merge, move, undoMerge } from '../household.ts';
import { toNewPerson } from '../person.ts';
import {
  endMemberships,
  findMerge,
  insertHousehold,
  insertHouseholdChange,
  insertMembers,
  listMembers,
  markMergeUndone,
} from '../store/household-rows.ts';
import { insertPerson, listPeople } from '../store/person-rows.ts';
import { type Barred, barFromCases } from './bar-from-cases.ts';

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
  const joining = { householdId, personId: one.personId, relation, fromOn: on };
  await write(work, actor, join([], joining, newId), at);
  await keep(work, actor, { householdId, kind: 'begun', personIds: [one.personId], on, at });
  await moveCases(context, work, actor, [one], householdId, 'begun');
  return { id: householdId };
}

/** Somebody else lives there too: a person with a case that I work on, or somebody known by name. */
export async function joinHousehold(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  { relation, name, caseId, fromOn }: z.output<typeof joinHouseholdSchema>,
): Promise<Made> {
  const { one, householdId } = await loadWithHousehold(context, work, actor, id);
  const at = context.clock.now();
  const on = fromOn ?? thaiDayOf(at);
  const other = caseId === undefined ? undefined : await loadOther(context, work, actor, caseId);
  if (other?.householdId || (other === undefined) === (name === undefined) || on > thaiDayOf(at))
    throw new AppError('case/household-not-possible');
  let personId = other?.personId;
  if (personId === undefined) {
    personId = newId();
    const known = { id: personId, name: name ?? null, createdByPersonId: actor.userId, createdAt: at };
    await insertPerson(work.tx, toNewPerson(known));
  }
  const change = join(await listMembers(work.tx, householdId), { householdId, personId, relation, fromOn: on }, newId);
  await write(work, actor, change, at);
  await keep(work, actor, { householdId, kind: 'joined', personIds: [personId], on, at });
  if (other) await moveCases(context, work, actor, [other], householdId, 'joined');
  await recordCaseStep(context, work, one.id, step(actor, 'joined', 1));
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
  const change = guard(id, () => leave(members, householdId, [leaving.personId], on));
  await write(work, actor, change, at, id);
  await keep(work, actor, { householdId, kind: 'left', personIds: [leaving.personId], on, at });
  await recordCaseStep(context, work, one.id, step(actor, 'left', 1));
  return { id: memberId };
}

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
  const current = members.filter(({ toOn }) => toOn === null);
  const stay = current.flatMap(({ personId }) => (personIds.includes(personId) ? [] : [personId]));
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
  await write(work, actor, change, at, id);
  // Of the old household it says only that they left.
  await keep(work, actor, { householdId: from, kind: 'left', personIds, on, at });
  await keep(work, actor, { householdId: to, kind: 'begun', personIds, on, at });
  const barred = await barFromCases(context, work, actor, cases, await listBarredFromAll(work, cases, staying));
  await moveCases(context, work, actor, barred.cases, to, 'split');
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
  const other = await loadOther(context, work, actor, caseId);
  const at = context.clock.now();
  const on = asked ?? thaiDayOf(at);
  if (!other.householdId || on > thaiDayOf(at)) throw new AppError('case/household-not-possible');
  const from = other.householdId;
  if (from === into) {
    throw new AppError('case/household-exists', { lostTo: { subjects: [id], actions: ['case/household-changed'] } });
  }
  const members = [...(await listMembers(work.tx, from)), ...(await listMembers(work.tx, into))];
  const change = guard(id, () => merge(members, { from, into, on }, newId));
  const cases = await listOpenCasesOfPeople(work.tx, change.moved);
  await write(work, actor, change, at, id);
  const mergeId = await keep(work, actor, {
    ...{ householdId: into, kind: 'merged', personIds: change.moved, otherHouseholdId: from, on, at },
  });
  await moveCases(
    context,
    work,
    actor,
    cases.filter((each) => each.householdId === from),
    into,
    'merged',
  );
  await recordCaseStep(context, work, id, step(actor, 'merged', change.moved.length));
  return { id: mergeId };
}

/** Those who came with a merge go back to where they were. @throws AppError `case/household-changed` if that is done */
export async function undoHouseholdMerge(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  _: unknown,
  { changeId = '' }: Readonly<Record<string, string>>,
): Promise<Made> {
  const { householdId: into } = await loadWithHousehold(context, work, actor, id);
  const merged = await findMerge(work.tx, changeId, into);
  if (!merged) throw new AppError('case/household-not-possible');
  const at = context.clock.now();
  const on = thaiDayOf(at);
  if (!(await markMergeUndone(work.tx, changeId, at))) throw lost(id);
  const { otherHouseholdId: from, personIds } = merged;
  const members = [...(await listMembers(work.tx, from)), ...(await listMembers(work.tx, into))];
  const change = guard(id, () => undoMerge(members, { from, into, moved: personIds, on }, newId));
  const back = change.ended.map(({ personId }) => personId);
  const cases = (await listOpenCasesOfPeople(work.tx, back)).filter((each) => each.householdId === into);
  await write(work, actor, change, at, id);
  await keep(work, actor, { householdId: into, kind: 'merge-undone', personIds: back, on, at });
  await recordCaseStep(context, work, id, step(actor, 'merge-undone', back.length));
  await moveCases(context, work, actor, cases, from, 'merge-undone');
  return { id: changeId };
}

async function loadWithHousehold(context: CareContext, work: Work, actor: Actor, id: string) {
  const one = await loadCase(context, work, actor, id, 'case:work');
  if (!one.householdId) throw new AppError('case/household-not-possible');
  return { one, householdId: one.householdId };
}

/** Another case that the actor names: one that they don't see is as good as none. */
async function loadOther(context: CareContext, work: Work, actor: Actor, caseId: string): Promise<Case> {
  if (!(await findCase(work.tx, caseId))) throw new AppError('case/household-not-possible');
  return loadCase(context, work, actor, caseId, 'case:work');
}

function lost(id: string): AppError {
  return new AppError('case/household-changed', { lostTo: { subjects: [id], actions: ['case/household-changed'] } });
}

/** A rule that refuses because somebody was faster says who. */
function guard<Change>(id: string, decide: () => Change): Change {
  try {
    return decide();
  } catch (error) {
    if (error instanceof AppError && error.code === 'case/household-changed') throw lost(id);
    throw error;
  }
}

async function write(
  { tx }: Work,
  actor: Actor,
  { ended, begun }: MembershipChange,
  at: Date,
  caseId?: string,
): Promise<void> {
  const done = await endMemberships(tx, ended);
  if (done < ended.length && caseId) throw lost(caseId);
  await insertMembers(
    tx,
    begun.map((member) => ({ ...member, addedByPersonId: actor.userId, addedAt: at })),
  );
}

type Kept = {
  householdId: string;
  kind: 'begun' | 'joined' | 'left' | 'merged' | 'merge-undone';
  personIds: string[];
  otherHouseholdId?: string;
  on: ThaiDay;
  at: Date;
};

async function keep({ tx }: Work, actor: Actor, { on, otherHouseholdId, ...change }: Kept): Promise<string> {
  const id = newId();
  const row = { id, ...change, otherHouseholdId: otherHouseholdId ?? null, onDay: on, byPersonId: actor.userId };
  await insertHouseholdChange(tx, row);
  return id;
}

function step(actor: Actor, what: string, people: number): CaseStep {
  return { kind: 'household-changed', by: actor, details: { what, people }, codes: { what, people } };
}

/** Cases follow their person. */
async function moveCases(
  context: CareContext,
  work: Work,
  actor: Actor,
  cases: readonly Case[],
  householdId: string,
  what: string,
): Promise<void> {
  for (const each of cases)
    await recordCaseChange(context, work, { ...each, householdId }, step(actor, what, cases.length));
}

/** Whoever must not learn of one of these cases must not learn of any; nor those who stay behind, as far as they are known. */
async function listBarredFromAll(
  { tx }: Work,
  cases: readonly Case[],
  staying: readonly { idNumber: string | null; safeContact: Record<string, unknown> | null }[],
): Promise<Barred[]> {
  const known = await listExclusions(
    tx,
    cases.map(({ id }) => id),
  );
  const inForce = known.filter(({ liftedAt }) => liftedAt === null);
  const behind = staying.flatMap(({ idNumber, safeContact }) => [
    ...(idNumber ? [{ kind: 'id-number' as const, value: idNumber }] : []),
    ...(typeof safeContact?.detail === 'string' ? [{ kind: 'phone' as const, value: safeContact.detail }] : []),
  ]);
  return [
    ...inForce.map(({ kind, accountId, value, reason }) => ({ kind, accountId, value, reason })),
    ...behind
      .filter(({ kind, value }) => isKnownBy(kind, value))
      .map((one) => ({ ...one, accountId: null, reason: 'other-conflict' })),
  ];
}
