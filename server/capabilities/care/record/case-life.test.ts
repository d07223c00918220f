import { describe, expect, test } from 'vitest';
import { APPROVAL_SUBJECTS, CASE_ACTION_NAMES, CASE_ACTIONS, CASE_STATUSES, isWaitingForWorker } from '#contract/case';
import { AppError } from '#platform/app-error';
import { type Approval, actionOf, approvalDueAt, decide, propose } from './approval.ts';
import { accept, type Case, changeRisk, hold, moveCase, moveOwner, openCase, resume } from './case.ts';
import type { CaseFacts } from './guards.ts';
import { type CaseTransfer, offerTransfer } from './transfer.ts';

// Random lives of cases: whatever people try, in whatever order. Two things must never be: a case that nobody owns, and a
// decision by whoever proposed it.

const now = new Date('2026-11-28T03:00:00Z');
const PEOPLE = ['worker-1', 'worker-2', 'supervisor-1', 'supervisor-2'];
const AGENCIES = ['centre-1', 'centre-2', 'office'];
const PLACE = { provinceTh: 'พิษณุโลก' } as Case['place'];

/** Numbers between 0 and 1 that are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

type World = { one: Case; facts: CaseFacts; approvals: Approval[]; transfer: CaseTransfer | null };

function newWorld(): World {
  const opened = openCase(
    {
      ...{ id: 'case', personId: 'person', concern: 'victim', isMinor: false, source: 'incident', silent: false },
      ...{ place: PLACE, agencyId: 'centre-1' },
    },
    now,
  );
  return { one: { ...opened, code: 'CS-2569-000001' }, facts: noFacts(), approvals: [], transfer: null };
}

function noFacts(): CaseFacts {
  const nothing = { assessment: null, plan: null, endedServiceIds: [], hasSafetyPlan: false, openNeeds: 0 };
  return { ...nothing, hasOpenTransfer: false, isSafetyAnswered: false, approved: {} };
}

/** One random attempt; what is refused changes nothing. */
function attempt(world: World, random: () => number, step: number): World {
  const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)] as Item;
  const who = pick(PEOPLE);
  const { one, facts, approvals, transfer } = world;
  const known: CaseFacts = { ...facts, hasOpenTransfer: transfer !== null };
  const tries: (() => Partial<World>)[] = [
    () => ({ one: accept(one, who, now) }),
    () => {
      const action = pick(
        CASE_ACTION_NAMES.filter((name) => name !== 'accept' && CASE_ACTIONS[name].permission === 'case:work'),
      );
      return { one: moveCase(one, action as 'replan', known, { reason: pick([null, 'risk-up']) }, now) };
    },
    () => {
      const subject = pick(APPROVAL_SUBJECTS);
      if (approvals.some((open) => open.subject === subject && !open.decision)) return {};
      const reason = pick([null, 'duplicate']);
      const recordId = propose(one, subject, known, reason);
      const asked: Approval = {
        ...{ id: `${step}`, caseId: one.id, subject, recordId, reason, requestedByPersonId: who, requestedAt: now },
        ...{ dueAt: approvalDueAt(now), decision: null, fields: [], decidedByPersonId: null, decidedAt: null },
      };
      return { approvals: [...approvals, asked] };
    },
    () => {
      const asked = pick(approvals.length > 0 ? approvals : [undefined]);
      if (!asked) return {};
      const decision = pick(['approved', 'approved', 'sent-back', 'refused'] as const);
      const fields = pick([[], [{ field: 'name', reason: 'x' }]]);
      const by = { personId: who, authorIds: [one.workerId] };
      const decided = decide(asked, { decision, fields }, by, now);
      const action = decision === 'approved' ? actionOf(asked.subject, one) : undefined;
      const { reason, subject } = asked;
      const changed =
        action && action !== 'accept' ? moveCase(one, action, known, { reason, deciding: subject }, now) : one;
      const approved =
        decision === 'approved' ? { ...facts.approved, [subject]: asked.recordId } : { ...facts.approved };
      const others = approvals.map((each) => (each.id === asked.id ? decided : each));
      return { one: changed, facts: { ...facts, approved }, approvals: others };
    },
    () => {
      if (transfer) return {};
      const offer = { id: `${step}`, toAgencyId: pick(AGENCIES), toWorkerId: pick([null, ...PEOPLE]) };
      return {
        transfer: offerTransfer(one, { ...offer, reason: 'workload', note: null, offeredByPersonId: who }, now),
      };
    },
    () => {
      if (!transfer || one.closedAt) return {};
      if (random() < 0.6) return { transfer: null };
      const moved = moveOwner(one, { agencyId: transfer.toAgencyId, workerId: who }, now);
      const taken = isWaitingForWorker(moved.status) ? accept({ ...moved, workerId: null }, who, now) : moved;
      return { one: taken, transfer: null };
    },
    () =>
      one.closedAt || random() < 0.9
        ? {}
        : { one: moveOwner(one, { agencyId: pick(AGENCIES), workerId: null }, now), transfer: null },
    () => ({ one: hold(one, 'away', pick(['2026-12-10', '2027-12-10']), now) }),
    () => ({ one: resume(one) }),
    () => ({ one: changeRisk(one, pick(['high', 'medium', 'low'])) }),
    // Forms are written meanwhile.
    () => ({
      facts: { ...facts, assessment: { recordId: `a${step}`, isSigned: random() < 0.8, isHigh: random() < 0.3 } },
    }),
    () => ({
      facts: {
        ...facts,
        plan: {
          ...{ recordId: `p${step}`, isSigned: random() < 0.8, isAgreedOrExplained: random() < 0.8 },
          serviceIds: random() < 0.5 ? [] : ['service'],
        },
      },
    }),
    () => ({
      facts: { ...facts, hasSafetyPlan: true, isSafetyAnswered: random() < 0.7, endedServiceIds: ['service'] },
    }),
    () => ({ facts: { ...facts, openNeeds: Math.floor(random() * 3) } }),
  ];
  // What follows the order of the work is tried more often, so that lives come far.
  const likely = random() < 0.5 ? tries.slice(0, 4) : tries;
  try {
    return { ...world, ...pick(likely)() };
  } catch (error) {
    if (error instanceof AppError) return world;
    throw error;
  }
}

describe('100 random lives of 250 attempts each', () => {
  const reached = new Set<string>();

  test('a case is owned by one agency at every moment, and whoever works on it has accepted it', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const random = randomFrom(seed);
      let world = newWorld();
      for (let step = 0; step < 250; step++) {
        const before = world;
        world = attempt(world, random, step);
        const { one } = world;
        reached.add(one.status);
        const what = `seed ${seed} step ${step}: ${before.one.status} → ${one.status}`;
        expect(AGENCIES, what).toContain(one.agencyId);
        const isInWork = ['assessing', 'planning', 'implementing', 'following-up'].includes(one.status);
        if (isInWork) expect(PEOPLE, what).toContain(one.workerId);
        const isEnded = one.status === 'closed' || one.status === 'not-opened';
        expect([one.closedAt !== null, one.endReason !== null], what).toEqual([isEnded, isEnded]);
        // Only the state table, an acceptance, or a change of the owner moves the status.
        if (one.status !== before.one.status && one.status !== 'reopened') {
          const ways = CASE_ACTION_NAMES.filter((name) => CASE_ACTIONS[name].to === one.status);
          expect(
            ways.flatMap((name): readonly string[] => CASE_ACTIONS[name].from),
            what,
          ).toContain(before.one.status);
        }
        // What ends a case was decided by somebody else, while nothing was open.
        if (isEnded && before.one.status !== one.status) {
          const ended = one.status === 'closed' ? 'closure' : 'not-opened';
          const decided = world.approvals.findLast(
            ({ subject, decision }) => subject === ended && decision === 'approved',
          );
          expect(decided?.decidedByPersonId, what).not.toBe(decided?.requestedByPersonId);
          expect(decided?.decidedByPersonId, what).toEqual(expect.any(String));
          if (ended === 'closure') {
            expect([before.facts.openNeeds, before.transfer, before.facts.isSafetyAnswered], what).toEqual([
              0,
              null,
              true,
            ]);
          }
        }
        // High risk, or nobody asked yet: not without a safety plan and a second person.
        const isHigh = before.one.risk === null || before.one.risk === 'high' || before.facts.assessment?.isHigh;
        if (before.one.status === 'assessing' && one.status === 'planning' && isHigh) {
          const approved = before.facts.approved['high-risk-assessment'];
          expect([before.facts.hasSafetyPlan, approved], what).toEqual([true, before.facts.assessment?.recordId]);
        }
        for (const { decision, decidedByPersonId, requestedByPersonId } of world.approvals)
          if (decision) expect(decidedByPersonId, what).not.toBe(requestedByPersonId);
      }
    }
  });

  test('they come to every status there is', () => {
    expect([...reached].sort()).toEqual([...CASE_STATUSES].sort());
  });
});

test('what was changed after a second person had read it is not approved any more', () => {
  const accepted = accept(newWorld().one, 'worker-1', now);
  const facts: CaseFacts = {
    ...noFacts(),
    hasSafetyPlan: true,
    assessment: { recordId: 'second', isSigned: true, isHigh: true },
    approved: { 'high-risk-assessment': 'first' },
  };
  const finish = (known: CaseFacts) => moveCase(accepted, 'finish-assessment', known, {}, now);
  expect(() => finish(facts)).toThrow(
    expect.objectContaining({
      code: 'case/guard-missing',
      params: expect.objectContaining({ guard: 'approved-if-high' }),
    }),
  );
  expect(finish({ ...facts, approved: { 'high-risk-assessment': 'second' } }).status).toBe('planning');
});
