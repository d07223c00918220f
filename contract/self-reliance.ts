import { z } from 'zod';
import { dimensionSchema, familyAnswersSchema, indicatorSchema } from './family-indicators.ts';
import { namedAgencySchema, namedPersonSchema } from './incident.ts';
import { administrativePlaceSchema } from './jurisdiction.ts';
import type { Permission } from './permission.ts';
import { optionalText, requiredText } from './text.ts';

/** Every status of a family's plan to stand on its own, in the order of the way. */
export const FAMILY_STATUSES = [
  'baseline',
  'agreed',
  'active',
  'ready',
  'graduated',
  'monitoring',
  'sustained',
  'relapsed',
  'stopped',
] as const;
export const familyStatusSchema = z.enum(FAMILY_STATUSES);
export type FamilyStatus = (typeof FAMILY_STATUSES)[number];

/** What must be true before a plan may go on; the answer names the first that is not. */
export const FAMILY_GUARDS = [
  'baseline-measured',
  'goal-set',
  'required-met-twice',
  'monitored-long-enough',
  'required-met-now',
] as const;
export const familyGuardSchema = z.enum(FAMILY_GUARDS);
export type FamilyGuard = (typeof FAMILY_GUARDS)[number];

type Change = {
  from: readonly FamilyStatus[];
  to: FamilyStatus;
  permission: Permission;
  guards: readonly FamilyGuard[];
};

/** A plan in one of these is somebody's work. */
const OPEN = ['baseline', 'agreed', 'active', 'ready', 'graduated', 'monitoring', 'relapsed'] as const;

/**
 * The whole state machine of a family's plan (anchor: graduation pathways). The server's guard and the buttons read it
 * alike. `graduate` and `send-back` are decisions of a second person; `slip` and `relapse` also happen by a measurement.
 */
export const FAMILY_ACTIONS = {
  /** The family agrees to its goals. */
  agree: { from: ['baseline'], to: 'agreed', permission: 'case:work', guards: ['baseline-measured', 'goal-set'] },
  /** The first step is made. */
  begin: { from: ['agreed'], to: 'active', permission: 'case:work', guards: [] },
  /** Propose that the family graduates. */
  propose: { from: ['active'], to: 'ready', permission: 'case:work', guards: ['required-met-twice'] },
  /** Whoever proposed it takes it back. */
  withdraw: { from: ['ready'], to: 'active', permission: 'case:work', guards: [] },
  'send-back': { from: ['ready'], to: 'active', permission: 'case:approve', guards: [] },
  graduate: { from: ['ready'], to: 'graduated', permission: 'case:approve', guards: ['required-met-twice'] },
  /** Measured below the criteria while it waits for the decision. */
  slip: { from: ['ready'], to: 'active', permission: 'case:work', guards: [] },
  /** The family was told and knows how it can be reached for the twelve months. */
  monitor: { from: ['graduated'], to: 'monitoring', permission: 'case:work', guards: [] },
  sustain: {
    from: ['monitoring'],
    to: 'sustained',
    permission: 'case:work',
    guards: ['monitored-long-enough', 'required-met-now'],
  },
  relapse: { from: ['graduated', 'monitoring'], to: 'relapsed', permission: 'case:work', guards: [] },
  /** Agreed anew, with a goal: the way begins again and the relapse stays counted. */
  restart: { from: ['relapsed'], to: 'active', permission: 'case:work', guards: ['goal-set'] },
  stop: { from: OPEN, to: 'stopped', permission: 'case:work', guards: [] },
} as const satisfies Record<string, Change>;
export type FamilyAction = keyof typeof FAMILY_ACTIONS;
export const FAMILY_ACTION_NAMES = Object.keys(FAMILY_ACTIONS) as FamilyAction[];
export const familyActionSchema = z.enum(FAMILY_ACTION_NAMES as [FamilyAction, ...FamilyAction[]]);

export function canChangeFamily(status: FamilyStatus, action: FamilyAction): boolean {
  return (FAMILY_ACTIONS[action].from as readonly FamilyStatus[]).includes(status);
}

export function isOpenFamily(status: FamilyStatus): boolean {
  return (OPEN as readonly FamilyStatus[]).includes(status);
}

export const AGREED_BY = ['person', 'head', 'guardian', 'whole-family'] as const;
export const agreedBySchema = z.enum(AGREED_BY);
export const AGREED_HOW = ['signed', 'said', 'thumbprint'] as const;
export const agreedHowSchema = z.enum(AGREED_HOW);
export const RELAPSE_REASONS = [
  'measured',
  'income-lost',
  'illness',
  'new-debt',
  'house-lost',
  'school-left',
  'violence',
  'other',
] as const;
export const relapseReasonSchema = z.enum(RELAPSE_REASONS);
export const STOP_REASONS = [
  'family-wishes',
  'moved',
  'split',
  'died',
  'not-found',
  'lasting-care',
  'safety-first',
  'duplicate',
] as const;
export const stopReasonSchema = z.enum(STOP_REASONS);

/** Who does what for a goal. */
export const RESPONSIBLE = ['person', 'worker', 'provider', 'joint'] as const;
export const responsibleSchema = z.enum(RESPONSIBLE);
export const GOAL_OUTCOMES = ['reached', 'partly', 'dropped'] as const;
export const goalOutcomeSchema = z.enum(GOAL_OUTCOMES);
export type GoalOutcome = (typeof GOAL_OUTCOMES)[number];
export const MEASUREMENT_KINDS = ['baseline', 'review', 'monitoring'] as const;
export const measurementKindSchema = z.enum(MEASUREMENT_KINDS);
export const MEASURED_HOW = ['home-visit', 'office', 'call', 'third-party'] as const;
export const measuredHowSchema = z.enum(MEASURED_HOW);

/** What stands in the timeline of a plan. */
export const FAMILY_TIMELINE_KINDS = [
  ...['started', 'measured', 'goal-added', 'goal-ended', 'agreed', 'begun', 'proposed', 'withdrawn', 'sent-back'],
  ...['graduated', 'slipped', 'monitored', 'sustained', 'relapsed', 'restarted', 'stopped', 'late', 'decision-late'],
  ...['corrected', 'relapse-undone'],
] as const;
export const familyTimelineKindSchema = z.enum(FAMILY_TIMELINE_KINDS);
export type FamilyTimelineKind = (typeof FAMILY_TIMELINE_KINDS)[number];

const id = z.uuid();
const moment = z.iso.datetime();
const day = z.iso.date();

export const familyMeasurementSchema = z
  .object({
    id,
    /** 0 is the baseline. */
    number: z.int(),
    kind: measurementKindSchema,
    /** Which of the planned ones it is, in months; null: between them. */
    month: z.int().nullable(),
    measuredOn: day,
    how: measuredHowSchema,
    members: z.int().nullable(),
    monthlyIncome: z.int().nullable(),
    answers: z.record(z.string(), z.string()),
    toolVersion: z.string(),
    meetsCriteria: z.boolean(),
    note: z.string().nullable(),
    by: namedPersonSchema,
    at: moment,
  })
  .meta({ id: 'FamilyMeasurement' });
export type FamilyMeasurement = z.infer<typeof familyMeasurementSchema>;

export const familyGoalSchema = z
  .object({
    id,
    dimension: dimensionSchema,
    indicator: indicatorSchema.nullable(),
    targetLevel: z.int().nullable(),
    what: z.string(),
    responsible: responsibleSchema,
    who: z.string().nullable(),
    dueOn: day,
    outcome: goalOutcomeSchema.nullable(),
    endedAt: moment.nullable(),
  })
  .meta({ id: 'FamilyGoal' });
export type FamilyGoal = z.infer<typeof familyGoalSchema>;

export const familyProposalSchema = z
  .object({
    requestedBy: namedPersonSchema,
    requestedAt: moment,
    dueAt: moment,
    decision: z.enum(['approved', 'sent-back', 'withdrawn']).nullable(),
    reason: z.string().nullable(),
    decidedBy: namedPersonSchema.nullable(),
    decidedAt: moment.nullable(),
    /** Four eyes: neither who proposed it, nor the worker, nor who measured. */
    mayDecide: z.boolean(),
  })
  .meta({ id: 'FamilyProposal' });

export const familyTimelineEntrySchema = z
  .object({
    id,
    at: moment,
    kind: familyTimelineKindSchema,
    by: namedPersonSchema.nullable(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({ id: 'FamilyTimelineEntry' });
export type FamilyTimelineEntry = z.infer<typeof familyTimelineEntrySchema>;

export const familyPlanSchema = z
  .object({
    id,
    code: z.string(),
    version: z.int(),
    caseId: id,
    status: familyStatusSchema,
    statusSince: moment,
    startedAt: moment,
    agreedOn: day.nullable(),
    agreedBy: agreedBySchema.nullable(),
    agreedHow: agreedHowSchema.nullable(),
    /** The next planned measurement. */
    nextMeasure: z.object({ month: z.int(), on: day }).nullable(),
    graduatedOn: day.nullable(),
    /** Twelve months after the graduation. */
    monitoredUntil: day.nullable(),
    relapses: z.int(),
    endedAt: moment.nullable(),
    endReason: z.string().nullable(),
    /** Who lives with the person now are other people than those who agreed. */
    householdChanged: z.boolean(),
    measurements: z.array(familyMeasurementSchema),
    goals: z.array(familyGoalSchema),
    /** Until which day the last measurement can be corrected; null: not any more. */
    correctUntil: day.nullable(),
    /** The newest one. */
    proposal: familyProposalSchema.nullable(),
    timeline: z.array(familyTimelineEntrySchema),
    actions: z.array(z.object({ action: familyActionSchema, missing: z.array(familyGuardSchema) })),
  })
  .meta({ id: 'FamilyPlan' });
export type FamilyPlan = z.infer<typeof familyPlanSchema>;

/** Months, days and who is called when; data with its source, because no ministry has confirmed them. */
export const familyRulesSchema = z.strictObject({
  note: z.string(),
  source: z.string(),
  unverified: z.boolean(),
  /** Measured so many months after the agreement, and after the graduation. */
  reviewMonths: z.array(z.int().min(1)).min(1),
  /** After the last of them, as long as the plan goes on. */
  thenEveryMonths: z.int().min(1),
  monitoringMonths: z.array(z.int().min(1)).min(1),
  /** A planned one may be taken so many days early. */
  earlyDays: z.int().min(0),
  /** Two measurements nearer to each other count as one. */
  apartDays: z.int().min(1),
  /** Something required was not known: asked again after this. */
  againDays: z.int().min(1),
  remindDaysBefore: z.int().min(0),
  supervisorAfterDays: z.int().min(0),
  provinceAfterDays: z.int().min(0),
  decisionWorkdays: z.int().min(1),
  /** Told by nobody: the monitoring begins by itself. */
  monitorAfterDays: z.int().min(1),
  /** A wrong measurement can be corrected for so long after it was saved. */
  correctDays: z.int().min(1),
});
export type FamilyRules = z.infer<typeof familyRulesSchema>;

/** The plan of a case's family: the open one or the newest, and what there is beside it. */
export const caseFamilySchema = z
  .object({
    caseCode: z.string(),
    plan: familyPlanSchema.nullable(),
    earlier: z.array(z.object({ code: z.string(), status: familyStatusSchema, endedAt: moment.nullable() })),
    /** The open plan of the same household stands in another case. */
    elsewhere: z.object({ caseId: id, caseCode: z.string(), status: familyStatusSchema }).nullable(),
    hasHousehold: z.boolean(),
    mayWork: z.boolean(),
    rules: familyRulesSchema,
  })
  .meta({ id: 'CaseFamily' });
export type CaseFamily = z.infer<typeof caseFamilySchema>;

export const familyChangedSchema = z
  .object({ id, status: familyStatusSchema, version: z.int() })
  .meta({ id: 'FamilyChanged' });
export type FamilyChanged = z.infer<typeof familyChangedSchema>;

export const measureFamilySchema = z.strictObject({
  measuredOn: day,
  how: measuredHowSchema,
  members: z.int().min(1).max(30).optional(),
  monthlyIncome: z.int().min(0).max(10_000_000).optional(),
  answers: familyAnswersSchema,
  note: optionalText(500).optional(),
});
export type MeasureFamily = z.infer<typeof measureFamilySchema>;

/** The last measurement was wrong: what it should have been, and why it was not. */
export const correctMeasurementSchema = measureFamilySchema.extend({ reason: requiredText(500) });
export type CorrectMeasurement = z.infer<typeof correctMeasurementSchema>;

export const addGoalSchema = z.strictObject({
  dimension: dimensionSchema,
  indicator: indicatorSchema.optional(),
  targetLevel: z.int().min(1).max(3).optional(),
  what: requiredText(200),
  responsible: responsibleSchema,
  /** The provider, or who of the family. */
  who: optionalText(100).optional(),
  dueOn: day,
});
export type AddGoal = z.infer<typeof addGoalSchema>;
export const endGoalSchema = z.strictObject({ outcome: goalOutcomeSchema });

export const agreeFamilySchema = z.strictObject({
  agreedOn: day,
  agreedBy: agreedBySchema,
  agreedHow: agreedHowSchema,
});
export type AgreeFamily = z.infer<typeof agreeFamilySchema>;
export const decideFamilySchema = z.strictObject({
  decision: z.enum(['approved', 'sent-back']),
  /** The measurement that was read; if there is a newer one, it has to be read first. */
  measurementId: id,
  /** Needed to send it back. */
  reason: optionalText(500).optional(),
});
export type DecideFamily = z.infer<typeof decideFamilySchema>;
export const relapseFamilySchema = z.strictObject({ reason: relapseReasonSchema.exclude(['measured']) });
export const stopFamilySchema = z.strictObject({ reason: stopReasonSchema, note: optionalText(500).optional() });
export type StopFamily = z.infer<typeof stopFamilySchema>;
export const familyMadeSchema = z.object({ id });

/** What a plan waits for, in words of an act. */
export const FAMILY_STEPS = [
  'measure-baseline',
  'set-goals',
  'agree',
  'begin',
  'measure',
  'decide',
  'tell',
  'sustain',
  'restart',
  'propose',
] as const;
export const familyStepSchema = z.enum(FAMILY_STEPS);
export type FamilyStep = (typeof FAMILY_STEPS)[number];

/** One plan in a list. A child is not named. */
export const familyRowSchema = z
  .object({
    id,
    code: z.string(),
    caseId: id,
    caseCode: z.string(),
    status: familyStatusSchema,
    personName: z.string().nullable(),
    isMinor: z.boolean(),
    place: administrativePlaceSchema,
    agency: namedAgencySchema,
    worker: namedPersonSchema.nullable(),
    step: familyStepSchema.nullable(),
    dueOn: day.nullable(),
    nextMeasure: z.object({ month: z.int(), on: day }).nullable(),
    relapses: z.int(),
    measurements: z.int(),
    meetsCriteria: z.boolean().nullable(),
    endedAt: moment.nullable(),
    endReason: z.string().nullable(),
  })
  .meta({ id: 'FamilyRow' });
export type FamilyRow = z.infer<typeof familyRowSchema>;

export const familyListQuerySchema = z.strictObject({
  /** `mine`: I am the worker; `decide`: waits for my decision; `open`: all of my branch; `ended`. */
  scope: z.enum(['mine', 'decide', 'open', 'ended']).default('open'),
});
export const familyListSchema = z.object({ plans: z.array(familyRowSchema), isCut: z.boolean() });
export type FamilyList = z.infer<typeof familyListSchema>;

export const familyFiguresQuerySchema = z.strictObject({ from: day, until: day });
/** Counted in the database, for what the actor may see; a family counts once for each step that it made in these days. */
export const familyFiguresSchema = z
  .object({
    agencies: z.array(
      z.object({
        agency: namedAgencySchema,
        onTheWay: z.int(),
        waiting: z.int(),
        monitoring: z.int(),
        late: z.int(),
        started: z.int(),
        graduated: z.int(),
        sustained: z.int(),
        relapsed: z.int(),
        stopped: z.int(),
      }),
    ),
    stopped: z.array(z.object({ reason: z.string(), families: z.int() })),
    /** Of families with two or more: the mean of the first and of the last measurement. */
    change: z.array(z.object({ dimension: dimensionSchema, families: z.int(), first: z.number(), last: z.number() })),
  })
  .meta({ id: 'FamilyFigures' });
export type FamilyFigures = z.infer<typeof familyFiguresSchema>;

export const printFamilySchema = z.strictObject({ language: z.enum(['th', 'en']) });
