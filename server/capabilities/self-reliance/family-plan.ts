import {
  FAMILY_TOOL,
  type FamilyAnswers,
  incomePerHead,
  meetsCriteria,
  missingCriteria,
  scoresOf,
} from '#contract/family-indicators';
import {
  type AgreeFamily,
  canChangeFamily,
  FAMILY_ACTION_NAMES,
  FAMILY_ACTIONS,
  type FamilyAction,
  type FamilyGuard,
  type FamilyRules,
  type FamilyStatus,
  type FamilyStep,
  type FamilyTimelineKind,
  isOpenFamily,
  type MeasureFamily,
} from '#contract/self-reliance';
import { addDays, BUDDHIST, daysBetween, type ThaiDay, thaiDayOf } from '#contract/thai-day';
import { addWorkdays } from '#contract/thai-workday';
import { AppError } from '#platform/app-error';
import { HOLIDAYS } from './family-rules.ts';
import { firstPlanned, fulfils, monthsAfter, nextPlanned, type Planned } from './schedule.ts';

/** A family's way to standing on its own. Its owner and worker are those of its case. */
export type FamilyPlan = {
  id: string;
  code: string;
  version: number;
  caseId: string;
  householdId: string;
  status: FamilyStatus;
  statusSince: Date;
  startedAt: Date;
  agreedOn: ThaiDay | null;
  agreedBy: AgreeFamily['agreedBy'] | null;
  agreedHow: AgreeFamily['agreedHow'] | null;
  /** Measurements count and are planned from here: the agreement, the graduation, or a new beginning. */
  scheduleFrom: ThaiDay | null;
  nextMonth: number | null;
  nextMeasureOn: ThaiDay | null;
  /** Who was called for the next step; forgotten when another step is next. */
  remindedAt: Date | null;
  lateToldAt: Date | null;
  provinceToldAt: Date | null;
  graduatedAt: Date | null;
  relapses: number;
  endedAt: Date | null;
  endReason: string | null;
  endNote: string | null;
  updatedAt: Date;
};
export type NewFamilyPlan = Omit<FamilyPlan, 'code'> & { buddhistYear: number };

export type Measurement = {
  id: string;
  planId: string;
  number: number;
  kind: 'baseline' | 'review' | 'monitoring';
  month: number | null;
  measuredOn: ThaiDay;
  how: MeasureFamily['how'];
  members: number | null;
  monthlyIncome: number | null;
  answers: FamilyAnswers;
  scores: Record<string, number | null>;
  toolVersion: string;
  meetsCriteria: boolean;
  note: string | null;
  byPersonId: string;
  at: Date;
  planBefore: PlanBefore | null;
};

/** How a plan stood before a measurement, as far as a measurement changes it; moments are written. */
export type PlanBefore = {
  status: FamilyStatus;
  statusSince: string;
  nextMonth: number | null;
  nextMeasureOn: ThaiDay | null;
  relapses: number;
};

/** A proposal that the family graduates. */
export type Proposal = {
  id: string;
  planId: string;
  requestedByPersonId: string;
  requestedAt: Date;
  dueAt: Date;
  decision: 'approved' | 'sent-back' | 'withdrawn' | null;
  reason: string | null;
  decidedByPersonId: string | null;
  decidedAt: Date | null;
};

/** What guards ask about: measurements in their order, and how many goals are open. */
export type FamilyFacts = { measurements: readonly Measurement[]; openGoals: number };

/** What stands in the timeline and the audit of each action. */
export const KIND_OF: Record<FamilyAction, FamilyTimelineKind> = {
  agree: 'agreed',
  begin: 'begun',
  propose: 'proposed',
  withdraw: 'withdrawn',
  'send-back': 'sent-back',
  graduate: 'graduated',
  slip: 'slipped',
  monitor: 'monitored',
  sustain: 'sustained',
  relapse: 'relapsed',
  restart: 'restarted',
  stop: 'stopped',
};

/** A new plan; the baseline is measured first. */
export function startPlan(
  { id, caseId, householdId }: Pick<FamilyPlan, 'id' | 'caseId' | 'householdId'>,
  now: Date,
): NewFamilyPlan {
  return {
    ...{ id, caseId, householdId, version: 1, buddhistYear: Number(thaiDayOf(now).slice(0, 4)) + BUDDHIST },
    ...{ status: 'baseline', statusSince: now, startedAt: now, updatedAt: now },
    ...{ agreedOn: null, agreedBy: null, agreedHow: null, scheduleFrom: null, nextMonth: null, nextMeasureOn: null },
    ...{ remindedAt: null, lateToldAt: null, provinceToldAt: null, graduatedAt: null, relapses: 0 },
    ...{ endedAt: null, endReason: null, endNote: null },
  };
}

/** The last two measurements since the agreement, or since the new beginning, as far as they count. */
export function lastTwo(
  { scheduleFrom }: Pick<FamilyPlan, 'scheduleFrom'>,
  { measurements }: FamilyFacts,
): Measurement[] {
  return measurements
    .filter(({ kind, measuredOn }) => kind === 'review' && scheduleFrom !== null && measuredOn >= scheduleFrom)
    .slice(-2);
}

const GUARDS: Record<FamilyGuard, (plan: FamilyPlan, facts: FamilyFacts, now: Date, rules: FamilyRules) => boolean> = {
  'baseline-measured': (_, { measurements }) => measurements.length > 0,
  'goal-set': (_, { openGoals }) => openGoals > 0,
  'required-met-twice': (plan, facts, _, { apartDays }) => {
    const [before, last] = lastTwo(plan, facts);
    if (!before || !last) return false;
    return before.meetsCriteria && last.meetsCriteria && daysBetween(before.measuredOn, last.measuredOn) >= apartDays;
  },
  // The last planned measurement is taken, and its day has come: a little early is not twelve months.
  'monitored-long-enough': (plan, _, now, rules) =>
    plan.nextMeasureOn === null &&
    plan.graduatedAt !== null &&
    thaiDayOf(now) >= monitoredUntil(plan.graduatedAt, rules),
  'required-met-now': (_, { measurements }) => {
    const last = measurements.at(-1);
    return last?.kind === 'monitoring' && last.meetsCriteria;
  },
};

/** The last day of the monitoring. */
export function monitoredUntil(graduatedAt: Date, { monitoringMonths }: FamilyRules): ThaiDay {
  return monthsAfter(thaiDayOf(graduatedAt), Math.max(...monitoringMonths));
}

export function findMissing(plan: FamilyPlan, action: FamilyAction, facts: FamilyFacts, now: Date, rules: FamilyRules) {
  return (FAMILY_ACTIONS[action].guards as readonly FamilyGuard[]).filter(
    (guard) => !GUARDS[guard](plan, facts, now, rules),
  );
}

/** What a person may do in this status, and what is still missing for it. `slip` happens by a measurement alone. */
export function possibleActions(plan: FamilyPlan, facts: FamilyFacts, now: Date, rules: FamilyRules) {
  return FAMILY_ACTION_NAMES.filter((action) => action !== 'slip' && canChangeFamily(plan.status, action)).map(
    (action) => ({ action, missing: findMissing(plan, action, facts, now, rules) }),
  );
}

/**
 * Moves a plan on by the state table.
 * @throws AppError `self-reliance/change-not-allowed`, `self-reliance/guard-missing`
 */
export function movePlan(
  plan: FamilyPlan,
  action: FamilyAction,
  facts: FamilyFacts,
  now: Date,
  rules: FamilyRules,
): FamilyPlan {
  if (!canChangeFamily(plan.status, action)) throw changeNotAllowed(plan);
  const [missing] = findMissing(plan, action, facts, now, rules);
  if (missing) {
    throw new AppError('self-reliance/guard-missing', { params: { guard: missing } });
  }
  // Another step is next: nobody was called for it yet.
  const moved: FamilyPlan = { ...plan, ...NOBODY_CALLED, status: FAMILY_ACTIONS[action].to, statusSince: now };
  if (action === 'graduate') return planned({ ...moved, graduatedAt: now }, thaiDayOf(now), true, rules);
  if (action === 'relapse') return { ...moved, relapses: plan.relapses + 1, ...NOTHING_PLANNED };
  if (action === 'sustain' || action === 'stop') return { ...moved, endedAt: now, ...NOTHING_PLANNED };
  return moved;
}

/** The family agrees; from that day on it is measured. @throws AppError */
export function agree(
  plan: FamilyPlan,
  action: 'agree' | 'restart',
  { agreedOn, agreedBy, agreedHow }: AgreeFamily,
  facts: FamilyFacts,
  now: Date,
  rules: FamilyRules,
): FamilyPlan {
  const moved = movePlan(plan, action, facts, now, rules);
  const earliest = thaiDayOf(action === 'agree' ? plan.startedAt : plan.statusSince);
  if (agreedOn > thaiDayOf(now) || agreedOn < earliest) throw new AppError('self-reliance/day-not-possible');
  return planned({ ...moved, agreedOn, agreedBy, agreedHow, graduatedAt: null }, agreedOn, false, rules);
}

const NOBODY_CALLED = { remindedAt: null, lateToldAt: null, provinceToldAt: null } as const;
const NOTHING_PLANNED = { nextMonth: null, nextMeasureOn: null, ...NOBODY_CALLED } as const;

function planned(plan: FamilyPlan, from: ThaiDay, isMonitored: boolean, rules: FamilyRules): FamilyPlan {
  return withPlanned({ ...plan, scheduleFrom: from }, firstPlanned(from, isMonitored, rules));
}

const withPlanned = (plan: FamilyPlan, next: Planned | null): FamilyPlan =>
  next ? { ...plan, nextMonth: next.month, nextMeasureOn: next.on, ...NOBODY_CALLED } : { ...plan, ...NOTHING_PLANNED };

export const plannedOf = ({ nextMonth, nextMeasureOn }: FamilyPlan): Planned | null =>
  nextMonth === null || nextMeasureOn === null ? null : { month: nextMonth, on: nextMeasureOn };

/** What a measurement does to the plan: of itself a family falls back, and is never said to have got on. */
export type Measured = {
  measurement: Omit<Measurement, 'id' | 'byPersonId'>;
  plan: FamilyPlan;
  action: FamilyAction | null;
};

/**
 * A family is measured. Below the criteria it is not ready any more, and after its graduation it has relapsed; what nobody
 * knows is no relapse and is asked again soon.
 * @throws AppError `self-reliance/plan-ended`, `self-reliance/day-not-possible`
 */
export function measure(
  plan: FamilyPlan,
  facts: FamilyFacts,
  input: MeasureFamily,
  now: Date,
  rules: FamilyRules,
): Measured {
  if (!isOpenFamily(plan.status)) throw changeNotAllowed(plan);
  const { measurements } = facts;
  const { measuredOn, members = null, monthlyIncome = null } = input;
  const last = measurements.at(-1);
  if (measuredOn > thaiDayOf(now) || (last && measuredOn < last.measuredOn) || measuredOn < earliestDay(plan)) {
    throw new AppError('self-reliance/day-not-possible');
  }
  const { answers } = input;
  const perHead = members !== null && monthlyIncome !== null ? incomePerHead(monthlyIncome, members) : undefined;
  if (perHead && perHead !== answers['income-per-head']) throw new AppError('self-reliance/income-not-fitting');
  const isMonitored = plan.status === 'graduated' || plan.status === 'monitoring';
  const kind = plan.status === 'baseline' ? 'baseline' : isMonitored ? 'monitoring' : 'review';
  const next = plannedOf(plan);
  const isPlanned = fulfils(next, measuredOn, rules);
  const measurement: Measured['measurement'] = {
    ...{ planId: plan.id, number: (last?.number ?? -1) + 1, kind, month: isPlanned ? (next?.month ?? null) : null },
    ...{ measuredOn, how: input.how, members, monthlyIncome, answers, scores: scoresOf(answers) },
    ...{ toolVersion: FAMILY_TOOL.version, meetsCriteria: meetsCriteria(answers), note: input.note || null, at: now },
    planBefore: {
      ...{ status: plan.status, statusSince: plan.statusSince.toISOString(), relapses: plan.relapses },
      ...{ nextMonth: plan.nextMonth, nextMeasureOn: plan.nextMeasureOn },
    },
  };
  const { below, unknown } = missingCriteria(answers);
  const after = isPlanned && next ? planAfter(plan, next, measuredOn, isMonitored, unknown.length > 0, rules) : plan;
  const action =
    plan.status === 'ready' && below.length + unknown.length > 0
      ? 'slip'
      : isMonitored && below.length > 0
        ? 'relapse'
        : null;
  return { measurement, plan: action ? movePlan(after, action, facts, now, rules) : after, action };
}

/** The last day on which the last measurement can be corrected; null once the plan has moved on, or where nobody knows how it stood. */
export function correctUntil(
  plan: FamilyPlan,
  { measurements }: Pick<FamilyFacts, 'measurements'>,
  { correctDays }: FamilyRules,
): ThaiDay | null {
  const last = measurements.at(-1);
  if (!last?.planBefore || !isOpenFamily(plan.status) || plan.statusSince > last.at) return null;
  return addDays(thaiDayOf(last.at), correctDays);
}

/**
 * The last measurement was wrong: the plan stands again as before it, and is measured by the same rule. A proposal that the
 * wrong one took back is made anew by a person.
 * @throws AppError `self-reliance/not-corrected`, `self-reliance/correction-too-late`, and as `measure`
 */
export function correct(
  plan: FamilyPlan,
  facts: FamilyFacts,
  measurementId: string,
  input: MeasureFamily,
  now: Date,
  rules: FamilyRules,
): Measured & { wasRelapse: boolean } {
  const last = facts.measurements.at(-1);
  const until = correctUntil(plan, facts, rules);
  if (!last?.planBefore || last.id !== measurementId || until === null) {
    const lostTo = { subjects: [plan.caseId], actions: ['self-reliance/corrected', ...FAMILY_AUDIT_ACTIONS] };
    throw new AppError('self-reliance/not-corrected', { lostTo });
  }
  if (thaiDayOf(now) > until)
    throw new AppError('self-reliance/correction-too-late', { params: { days: rules.correctDays } });
  const { statusSince, ...before } = last.planBefore;
  const hadSlipped = before.status === 'ready' && plan.status !== 'ready';
  const restored: FamilyPlan = {
    ...{ ...plan, ...before, statusSince: new Date(statusSince) },
    ...(hadSlipped && { status: plan.status, statusSince: plan.statusSince }),
  };
  const rest = { ...facts, measurements: facts.measurements.slice(0, -1) };
  const wasRelapse = plan.status === 'relapsed' && before.status !== 'relapsed';
  return { ...measure(restored, rest, input, now, rules), wasRelapse };
}

function planAfter(
  plan: FamilyPlan,
  next: Planned,
  measuredOn: ThaiDay,
  isMonitored: boolean,
  isAskedAgain: boolean,
  rules: FamilyRules,
): FamilyPlan {
  const following = nextPlanned(next, plan.scheduleFrom ?? measuredOn, { measuredOn, isMonitored }, rules);
  // Not known at the last one of the monitoring: nothing else would ask again.
  if (isMonitored && isAskedAgain && following === null) {
    return withPlanned(plan, { month: next.month, on: addDays(measuredOn, rules.againDays) });
  }
  return withPlanned(plan, following);
}

/** Before it was begun, or agreed anew, nothing of it was measured. */
function earliestDay({ startedAt, scheduleFrom }: FamilyPlan): ThaiDay {
  // A baseline may be that of a visit some weeks ago; whoever agreed is measured from then on.
  return scheduleFrom ?? addDays(thaiDayOf(startedAt), -BASELINE_DAYS);
}
const BASELINE_DAYS = 60;

/** The end of the working day by which somebody else has to decide. */
export function decisionDueAt(now: Date, { decisionWorkdays }: FamilyRules): Date {
  return addWorkdays(now, decisionWorkdays, HOLIDAYS);
}

/**
 * Four eyes: neither who proposed it, nor the worker of the case, nor who took the measurements that it rests on.
 * @throws AppError `self-reliance/self-approval`
 */
export function mayDecide(
  proposal: Pick<Proposal, 'requestedByPersonId' | 'decision'>,
  personId: string,
  { workerId, measuredBy }: { workerId: string | null; measuredBy: readonly string[] },
): boolean {
  return proposal.decision === null && ![proposal.requestedByPersonId, workerId, ...measuredBy].includes(personId);
}

/** What the plan waits for, and until when. Null: nothing but the next planned measurement, which is in the future. */
export function nextStep(
  plan: FamilyPlan,
  { measurements, openGoals, dueAt }: { measurements: number; openGoals: number; dueAt: Date | null },
  isReadyToPropose: boolean,
  rules: FamilyRules,
): { step: FamilyStep; dueOn: ThaiDay } | null {
  const soon = thaiDayOf(plan.statusSince);
  switch (plan.status) {
    case 'baseline':
      if (measurements === 0) return { step: 'measure-baseline', dueOn: addDays(soon, FIRST_STEP_DAYS) };
      return { step: openGoals === 0 ? 'set-goals' : 'agree', dueOn: addDays(soon, FIRST_STEP_DAYS) };
    case 'agreed':
      return { step: 'begin', dueOn: addDays(soon, FIRST_STEP_DAYS) };
    case 'ready':
      return { step: 'decide', dueOn: dueAt ? thaiDayOf(new Date(dueAt.getTime() - 1)) : soon };
    case 'graduated':
      return { step: 'tell', dueOn: addDays(soon, rules.monitorAfterDays) };
    case 'relapsed':
      return { step: 'restart', dueOn: addDays(soon, FIRST_STEP_DAYS) };
    case 'active':
    case 'monitoring':
      if (isReadyToPropose) return { step: 'propose', dueOn: plan.nextMeasureOn ?? soon };
      if (plan.nextMeasureOn) return { step: 'measure', dueOn: plan.nextMeasureOn };
      return { step: 'sustain', dueOn: plan.graduatedAt ? monitoredUntil(plan.graduatedAt, rules) : soon };
    default:
      return null;
  }
}
/** A first step that waits longer than this is late. */
export const FIRST_STEP_DAYS = 14;

/** Whoever is told learns who was faster, and with what. */
export function changeNotAllowed({ caseId }: Pick<FamilyPlan, 'caseId'>): AppError {
  return new AppError('self-reliance/change-not-allowed', {
    lostTo: { subjects: [caseId], actions: FAMILY_AUDIT_ACTIONS },
  });
}
export const FAMILY_AUDIT_ACTIONS = Object.values(KIND_OF).map((kind) => `self-reliance/${kind}`);
