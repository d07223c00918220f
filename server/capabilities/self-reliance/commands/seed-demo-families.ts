import { listStaff } from '#capabilities/access';
import { type CaseOwner, listCaseOwners } from '#capabilities/care';
import { FAMILY_TOOL, type FamilyAnswers, incomePerHead, meetsCriteria, scoresOf } from '#contract/family-indicators';
import type { FamilyTimelineKind } from '#contract/self-reliance';
import { addDays, DAY_MS, thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { FamilyContext } from '../context.ts';
import { decisionDueAt, type NewFamilyPlan, startPlan } from '../family-plan.ts';
import { FAMILY_RULES } from '../family-rules.ts';
import { firstPlanned, nextPlanned, type Planned } from '../schedule.ts';
import { type DemoFamilies, type DemoFamily, readDemoFamilies } from '../store/demo-families.ts';
import { insertGoal } from '../store/goal-rows.ts';
import { insertMeasurement } from '../store/measurement-rows.ts';
import { appendFamilyTimeline, insertPlan, listPlansById } from '../store/plan-rows.ts';
import { insertProposal } from '../store/proposal-rows.ts';

/** Ids of an invented case and of what belongs to its family, the same at every start. */
const idOf = (number: number, part: number): string =>
  `0199e650-00${String(number).padStart(2, '0')}-7000-8000-${String(part).padStart(12, '0')}`;
const CASE = 1;
const PLAN = 700;
const PROPOSAL = 701;
const MEASUREMENTS = 710;
const GOALS = 730;

type Person = { id: string; name: string };
type Seeding = { work: Work; now: Date; demo: DemoFamilies; owner: CaseOwner; by: Person; supervisor: Person };

/** Adds the invented families of the demonstration once, one at every step. */
export async function seedDemoFamilies(
  { clock }: Pick<FamilyContext, 'clock'>,
  db: Database,
  findPersonId: (email: string) => string | undefined,
): Promise<void> {
  const demo = await readDemoFamilies();
  await inTransaction(db, async (work) => {
    const now = clock.now();
    const planIds = demo.families.map(({ caseNumber }) => idOf(caseNumber, PLAN));
    const known = new Set((await listPlansById(work.tx, planIds)).map(({ id }) => id));
    const added = demo.families.filter(({ caseNumber }) => !known.has(idOf(caseNumber, PLAN)));
    if (added.length === 0) return;
    const account = (address: string): string => {
      const id = findPersonId(`${address}@demo.ess.example`);
      if (!id) throw new AppError('access/person-not-found', { message: `There is no ${address}.` });
      return id;
    };
    const ids = ['care-supervisor', ...added.map(({ by }) => by)].map(account);
    const staff = new Map((await listStaff(work.tx, { ids: [...new Set(ids)] }, now)).map((one) => [one.id, one.name]));
    const person = (address: string): Person => ({ id: account(address), name: staff.get(account(address)) ?? '–' });
    const caseIds = added.map(({ caseNumber }) => idOf(caseNumber, CASE));
    const owners = new Map((await listCaseOwners(work.tx, caseIds)).map((owner) => [owner.caseId, owner]));
    for (const family of added) {
      const owner = owners.get(idOf(family.caseNumber, CASE));
      if (!owner?.householdId) continue;
      const supervisor = person('care-supervisor');
      await seedFamily({ work, now, demo, owner, by: person(family.by), supervisor }, family);
    }
  });
}

async function seedFamily(seeding: Seeding, family: DemoFamily): Promise<void> {
  const { work, by, supervisor, now } = seeding;
  const at = (daysAgo: number) => new Date(now.getTime() - daysAgo * DAY_MS);
  const plan = toPlan(seeding, family);
  if (!(await insertPlan(work.tx, plan))) return;
  const say = (
    kind: FamilyTimelineKind,
    when: Date,
    who: Person | null = by,
    details: Record<string, string | number | boolean | null> = {},
  ) => appendFamilyTimeline(work, { planId: plan.id, at: when, kind, by: who, details });

  say('started', plan.startedAt);
  for (const [number, one] of family.measurements.entries()) {
    const answers: FamilyAnswers = {
      ...seeding.demo.bases[one.base],
      'income-per-head': incomePerHead(one.monthlyIncome, one.members),
      ...one.but,
    };
    const measuredOn = thaiDayOf(at(one.daysAgo));
    const kind = one.kind ?? (number === 0 ? 'baseline' : 'review');
    await insertMeasurement(work.tx, {
      ...{
        id: idOf(family.caseNumber, MEASUREMENTS + number),
        planId: plan.id,
        number,
        kind,
        month: one.month ?? null,
      },
      ...{ measuredOn, how: 'home-visit', members: one.members, monthlyIncome: one.monthlyIncome, answers },
      ...{ scores: scoresOf(answers), toolVersion: FAMILY_TOOL.version, meetsCriteria: meetsCriteria(answers) },
      ...{ note: null, byPersonId: by.id, at: at(one.daysAgo), planBefore: null },
    });
    say('measured', at(one.daysAgo), by, {
      number,
      measurement: kind,
      measuredOn,
      meetsCriteria: meetsCriteria(answers),
    });
  }
  for (const [
    index,
    { inDays, outcome = null, indicator = null, targetLevel = null, who = null, ...goal },
  ] of family.goals.entries()) {
    await insertGoal(work.tx, {
      ...{ id: idOf(family.caseNumber, GOALS + index), planId: plan.id, indicator, targetLevel, who, ...goal },
      ...{ dueOn: addDays(thaiDayOf(now), inDays), outcome, addedByPersonId: by.id, addedAt: plan.startedAt },
      ...{ endedByPersonId: outcome && by.id, endedAt: outcome && at(1) },
    });
    say('goal-added', plan.startedAt, by, { dimension: goal.dimension, what: goal.what });
  }
  if (family.agreedDaysAgo !== undefined) {
    say('agreed', at(family.agreedDaysAgo));
    if (family.status !== 'agreed') say('begun', at(family.agreedDaysAgo));
  }
  if (family.status === 'ready') {
    const requestedAt = at(1);
    await insertProposal(work.tx, {
      ...{ id: idOf(family.caseNumber, PROPOSAL), planId: plan.id, requestedByPersonId: by.id, requestedAt },
      ...{ dueAt: decisionDueAt(now, FAMILY_RULES), decision: null, reason: null },
      ...{ decidedByPersonId: null, decidedAt: null },
    });
    say('proposed', requestedAt);
  }
  if (family.graduatedDaysAgo !== undefined) {
    say('proposed', at(family.graduatedDaysAgo + 1));
    say('graduated', at(family.graduatedDaysAgo), supervisor);
    if (family.status !== 'graduated') say('monitored', at(family.graduatedDaysAgo - 1));
  }
  if (family.relapsedDaysAgo !== undefined)
    say('relapsed', at(family.relapsedDaysAgo), by, { reason: family.relapseReason ?? '' });
  if (plan.endedAt)
    say(family.status === 'stopped' ? 'stopped' : 'sustained', plan.endedAt, by, { reason: plan.endReason });
}

function toPlan({ owner, now }: Seeding, family: DemoFamily): NewFamilyPlan {
  const at = (daysAgo: number) => new Date(now.getTime() - daysAgo * DAY_MS);
  const { agreedDaysAgo, graduatedDaysAgo, relapsedDaysAgo, endedDaysAgo, status } = family;
  const began = at(Math.max(...family.measurements.map(({ daysAgo }) => daysAgo)) + 1);
  const started = startPlan(
    { id: idOf(family.caseNumber, PLAN), caseId: owner.caseId, householdId: owner.householdId ?? '' },
    began,
  );
  const since = endedDaysAgo ?? relapsedDaysAgo ?? graduatedDaysAgo ?? (status === 'ready' ? 1 : agreedDaysAgo);
  const from = graduatedDaysAgo ?? agreedDaysAgo;
  const scheduleFrom = from === undefined ? null : thaiDayOf(at(from));
  const isGoingOn = ['agreed', 'active', 'ready', 'graduated', 'monitoring'].includes(status);
  const next = scheduleFrom && isGoingOn ? plannedNext(family, scheduleFrom, graduatedDaysAgo !== undefined, at) : null;
  return {
    ...started,
    ...{ status, statusSince: since === undefined ? began : at(since), updatedAt: now },
    ...(agreedDaysAgo !== undefined && {
      agreedOn: thaiDayOf(at(agreedDaysAgo)),
      agreedBy: 'head',
      agreedHow: 'signed',
    }),
    scheduleFrom,
    ...{ nextMonth: next?.month ?? null, nextMeasureOn: next?.on ?? null },
    graduatedAt: graduatedDaysAgo === undefined ? null : at(graduatedDaysAgo),
    relapses: status === 'relapsed' ? 1 : 0,
    endedAt: endedDaysAgo === undefined ? null : at(endedDaysAgo),
    endReason: family.endReason ?? null,
    // What is late in an invented family was said long ago: the first start calls nobody.
    ...{ remindedAt: now, lateToldAt: now, provinceToldAt: now },
  };
}

/** After the planned ones that were taken. */
function plannedNext(
  { measurements }: DemoFamily,
  from: string,
  isMonitored: boolean,
  at: (daysAgo: number) => Date,
): Planned | null {
  let next = firstPlanned(from, isMonitored, FAMILY_RULES);
  for (const { daysAgo, month } of measurements) {
    const measuredOn = thaiDayOf(at(daysAgo));
    if (next && month === next.month && measuredOn >= from)
      next = nextPlanned(next, from, { measuredOn, isMonitored }, FAMILY_RULES);
  }
  return next;
}
