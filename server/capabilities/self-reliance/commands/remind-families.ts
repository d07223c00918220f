import { listStaff } from '#capabilities/access';
import { agenciesToAsk, callPeople, listBarredAccounts, listCaseOwners, type Marked } from '#capabilities/care';
import { findOffice } from '#capabilities/jurisdiction';
import { DAY_MS, thaiDayOf } from '#contract/thai-day';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { FamilyContext } from '../context.ts';
import { callDays, callsOf } from '../due-calls.ts';
import { FIRST_STEP_DAYS, movePlan } from '../family-plan.ts';
import { FAMILY_RULES } from '../family-rules.ts';
import { forgetPlans, setCalled, takeDuePlans, takeLateProposals, takeUntold } from '../store/due-rows.ts';
import { listPlansById } from '../store/plan-rows.ts';
import { recordFamilySteps, recordPlanChange } from './record-plan-change.ts';

/** Plans in one transaction. */
const BATCH = 50;
/** Limit for one call, because a server that stops waits for the current call. */
const BATCHES = 20;

/** Scheduled job: what is near or late calls somebody, each once, in sets, in any number of processes. */
export async function remindFamilies(context: FamilyContext, db: Database): Promise<void> {
  for (const run of [remindBatch, callForDecisions, beginMonitoring]) {
    for (let batch = 0; batch < BATCHES; batch++) {
      if ((await inTransaction(db, (work) => run(context, work))) < BATCH) break;
    }
  }
}

/** Scheduled job: a plan is kept as long as its case. */
export async function forgetFamilies(db: Database): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch++) {
    if ((await inTransaction(db, ({ tx }) => forgetPlans(tx, BATCH))) < BATCH) break;
  }
}

async function remindBatch(context: FamilyContext, work: Work): Promise<number> {
  const now = context.clock.now();
  const today = thaiDayOf(now);
  const monitoringMonths = Math.max(...FAMILY_RULES.monitoringMonths);
  const days = { ...callDays(today, FAMILY_RULES), firstDays: FIRST_STEP_DAYS, monitoringMonths };
  const due = await takeDuePlans(work.tx, { ...days, limit: BATCH });
  if (due.length === 0) return 0;
  const calls = due.map((plan) => ({ ...plan, ...callsOf(plan.dueOn, plan, today, FAMILY_RULES) }));
  await setCalled(work.tx, calls, now);
  for (const { id, caseId, dueOn, late } of calls) {
    if (late) await recordFamilySteps(context, work, { id, caseId }, { kind: 'late', by: 'timer', details: { dueOn } });
  }
  await call(
    context,
    work,
    calls.flatMap(({ caseId, reminded, late, province }) => [
      ...(reminded ? [{ caseId, mark: 'half' as const }] : []),
      ...(late ? [{ caseId, mark: 'due' as const }] : []),
      ...(province ? [{ caseId, mark: 'province' as const }] : []),
    ]),
  );
  return due.length;
}

/** A decision that nobody made in time: those who decide are called once more. */
async function callForDecisions(context: FamilyContext, work: Work): Promise<number> {
  const late = await takeLateProposals(work.tx, context.clock.now(), BATCH);
  for (const { planId, caseId } of late) {
    await recordFamilySteps(context, work, { id: planId, caseId }, { kind: 'decision-late', by: 'timer' });
  }
  await call(
    context,
    work,
    late.map(({ caseId, requestedByPersonId }) => ({ caseId, mark: 'due' as const, exceptFor: requestedByPersonId })),
  );
  return late.length;
}

/** The twelve months run from the graduation, whether or not somebody says that the family was told. */
async function beginMonitoring(context: FamilyContext, work: Work): Promise<number> {
  const now = context.clock.now();
  const before = new Date(now.getTime() - FAMILY_RULES.monitorAfterDays * DAY_MS);
  const untold = await takeUntold(work.tx, before, BATCH);
  const plans = await listPlansById(
    work.tx,
    untold.map(({ id }) => id),
  );
  for (const plan of plans) {
    const moved = movePlan(plan, 'monitor', { measurements: [], openGoals: 0 }, now, FAMILY_RULES);
    await recordPlanChange(context, work, moved, { kind: 'monitored', by: 'timer' });
  }
  return untold.length;
}

/** Alerts whoever has to look, each once for all that has come now; nobody for a case from which they are barred. */
async function call(
  { events, jurisdiction, clock }: FamilyContext,
  work: Work,
  wanted: readonly { caseId: string; mark: Marked['mark']; exceptFor?: string }[],
): Promise<void> {
  if (wanted.length === 0) return;
  const caseIds = [...new Set(wanted.map(({ caseId }) => caseId))];
  const owners = new Map((await listCaseOwners(work.tx, caseIds)).map((owner) => [owner.caseId, owner]));
  const barred = await listBarredAccounts(work.tx, caseIds);
  const marked = wanted.flatMap(({ caseId, mark, exceptFor }): Marked[] => {
    const owner = owners.get(caseId);
    if (!owner) return [];
    const theirs = barred.flatMap((one) => (one.caseId === caseId ? (one.accountId ?? []) : []));
    const barredIds = exceptFor === undefined ? theirs : [...theirs, exceptFor];
    return [{ mark, agencyId: owner.agencyId, workerId: owner.workerId, barredIds }];
  });
  const officeOf = (agencyId: string) => findOffice(jurisdiction, agencyId)?.id;
  const staff = await listStaff(work.tx, { agencyIds: agenciesToAsk(marked, officeOf) }, clock.now());
  const { reminded, told } = callPeople(marked, staff, officeOf);
  if (reminded.length > 0)
    await events.publish(work, 'case-people-called', { kind: 'case-reminder', people: reminded });
  if (told.length > 0) await events.publish(work, 'case-people-called', { kind: 'case-late', people: told });
}
