import { z } from 'zod';
import { caseConcernSchema, caseStatusSchema } from './case.ts';
import { caseApprovalSchema, caseSummarySchema } from './case-api.ts';
import { clauseSchema } from './case-clock.ts';
import { caseRiskSchema, domainSchema, FORM_CODES, recordKindSchema } from './case-forms.ts';
import { namedAgencySchema, namedPersonSchema } from './incident.ts';
import { latLngSchema } from './position.ts';

const id = z.uuid();
const moment = z.iso.datetime();

/**
 * What there is to do on a case, in the words of the work and not of a form; texts in `texts/case-work.{th,en}.json`.
 * One row is one act.
 */
export const WORK_ACTS = [
  'accept',
  'contact',
  'assess',
  'plan',
  'visit',
  'give-service',
  'do-decision',
  'review',
  'record',
  'meet',
  'end-hold',
  'mind-law',
  'answer-transfer',
  'amend',
  'decide',
  'wait-for-decision',
  'wait-for-owner',
  'find-help',
] as const;
export const workActSchema = z.enum(WORK_ACTS);
export type WorkAct = (typeof WORK_ACTS)[number];

/** How somebody can be reached, as short as a row is; number and question stand on the case. */
export const shortContactSchema = z
  .object({
    channel: z.enum(FORM_CODES.contactChannel).nullable(),
    hours: z.union([z.literal('any'), z.object({ from: z.string(), to: z.string() })]).nullable(),
    /** Somebody must not learn of it. */
    isSecret: z.boolean(),
    /** Ask the check question first. */
    asksFirst: z.boolean(),
  })
  .meta({ id: 'ShortContact' });
export type ShortContact = z.infer<typeof shortContactSchema>;

/** One act of one case. Nothing in it identifies a child. */
export const workRowSchema = z
  .object({
    /** What the act is about: a clock, an approval, an offer, or the case itself. */
    id,
    act: workActSchema,
    caseId: id,
    caseCode: z.string(),
    status: caseStatusSchema,
    risk: caseRiskSchema.nullable(),
    concern: caseConcernSchema,
    isMinor: z.boolean(),
    /** Null for a minor, and as long as nobody has asked. */
    personName: z.string().nullable(),
    /** Reported in silence: a call or a visit may put somebody in danger. */
    silent: z.boolean(),
    agency: namedAgencySchema,
    /** Whose act it is; null: nobody's yet. */
    whose: namedPersonSchema.nullable(),
    since: moment,
    dueAt: moment.nullable(),
    /** The rule of the clock that runs; null: none does, so the act comes from the status of the case. */
    rule: z.string().nullable(),
    /** The need that nobody works on, where the act is about one. */
    need: domainSchema.nullable(),
    /** The form that the act is about, where it is one. */
    form: recordKindSchema.nullable(),
    /** Its fields that were sent back. */
    fields: z.array(z.object({ field: z.string(), reason: z.string() })),
    /** Half of the time is over: it may be asked for. */
    mayNudge: z.boolean(),
    /** When it was last asked for. */
    nudgedAt: moment.nullable(),
    /** It waits for anybody, and I was proposed: it is mine to look at first. */
    isSuggested: z.boolean(),
    safeContact: shortContactSchema.nullable(),
  })
  .meta({ id: 'WorkRow' });
export type WorkRow = z.infer<typeof workRowSchema>;

/** A worker's day in the order in which it is read; inside each part the nearest first. */
export const workTodaySchema = z
  .object({
    doNow: z.array(workRowSchema),
    late: z.array(workRowSchema),
    waitingForMe: z.array(workRowSchema),
    waitingForOthers: z.array(workRowSchema),
    /** The next act of cases that need nothing today. */
    later: z.array(workRowSchema),
  })
  .meta({ id: 'WorkToday' });
export type WorkToday = z.infer<typeof workTodaySchema>;

/** What waits for a second person. One's own is in the list, locked, with the reason. */
export const approvalListSchema = z.object({
  approvals: z.array(
    z
      .object({
        approval: caseApprovalSchema,
        case: caseSummarySchema,
        mayDecide: z.boolean(),
        /** `proposed`, `wrote` or `works`: what one did oneself, so that a second person decides. */
        lockedBecause: z.enum(['proposed', 'wrote', 'works']).nullable(),
      })
      .meta({ id: 'ApprovalToDecide' }),
  ),
});
export type ApprovalList = z.infer<typeof approvalListSchema>;

export const workloadLimitsSchema = z.object({
  warnAt: z.int(),
  stopAt: z.int(),
  source: z.string(),
  validFrom: z.iso.date(),
  unverified: z.boolean(),
});
/** `warn`: offer to move some; `full`: is proposed none any more. */
export const workloadLevelSchema = z.enum(['free', 'warn', 'full']);
export const workloadQuerySchema = z.strictObject({ agencyId: id.optional() });
export const workloadSchema = z.object({
  limits: workloadLimitsSchema,
  workers: z.array(
    z
      .object({
        worker: namedPersonSchema,
        agency: namedAgencySchema,
        open: z.int(),
        high: z.int(),
        /** Share of high risk, 0 to 1. */
        highShare: z.number(),
        late: z.int(),
        level: workloadLevelSchema,
      })
      .meta({ id: 'Workload' }),
  ),
  /** Cases that nobody has accepted, by the agency that owns them. */
  unaccepted: z.array(z.object({ agency: namedAgencySchema, open: z.int(), high: z.int() })),
});
export type WorkloadList = z.infer<typeof workloadSchema>;

const lateCounts = {
  open: z.int(),
  high: z.int(),
  /** Nobody has accepted them. */
  waiting: z.int(),
  late: z.int(),
  /** Late for more than a day. */
  lateADay: z.int(),
  lateSince: moment.nullable(),
};
export const overdueSchema = z.object({
  provinces: z.array(
    z
      .object({
        /** The provincial office; null: owners without one. */
        office: namedAgencySchema.nullable(),
        ...lateCounts,
        /** Owners with something late or unaccepted, the worst first. */
        agencies: z.array(z.object({ agency: namedAgencySchema, ...lateCounts }).meta({ id: 'LateAgency' })),
      })
      .meta({ id: 'LateProvince' }),
  ),
});
export type OverdueList = z.infer<typeof overdueSchema>;

export const caseSearchQuerySchema = z.strictObject({ q: z.string().trim().min(2).max(100) });
export const foundBySchema = z.enum(['code', 'id-number', 'name', 'phone']);
export const caseSearchSchema = z.object({
  found: z.array(z.object({ by: foundBySchema, case: caseSummarySchema }).meta({ id: 'FoundCase' })),
  isCut: z.boolean(),
});
export type CaseSearch = z.infer<typeof caseSearchSchema>;

/** What the law asks for in a case, and which of its clocks run. */
export const caseClausesSchema = z.object({
  isMinor: z.boolean(),
  clauses: z.array(
    z
      .object({
        code: z.string(),
        clause: clauseSchema,
        th: z.string(),
        en: z.string(),
        source: z.string(),
        unverified: z.boolean(),
        /** Clocks that belong to it and run now. */
        running: z.array(z.object({ id, rule: z.string(), startedAt: moment, dueAt: moment })),
      })
      .meta({ id: 'CaseClause' }),
  ),
});
export type CaseClauses = z.infer<typeof caseClausesSchema>;

/** Of whoever is about to be written down: exact numbers and names, no search. */
export const duplicatesQuerySchema = z.strictObject({
  idNumber: z.string().trim().max(20).optional(),
  phone: z.string().trim().max(30).optional(),
  name: z.string().trim().max(200).optional(),
});
export type DuplicatesQuery = z.infer<typeof duplicatesQuerySchema>;

/** Who of an agency can take cases on, and how many each has, where the actor may see that. */
export const colleaguesSchema = z.object({
  limits: workloadLimitsSchema,
  workers: z.array(
    z
      .object({ worker: namedPersonSchema, open: z.int().nullable(), level: workloadLevelSchema })
      .meta({ id: 'CareColleague' }),
  ),
});
export type CareColleagues = z.infer<typeof colleaguesSchema>;

/** Who can be invited to sections of a case. */
export const partnersQuerySchema = z.strictObject({ search: z.string().trim().min(2).max(100) });
export const partnersSchema = z.object({
  people: z.array(
    z.object({ person: namedPersonSchema, agencies: z.array(namedAgencySchema) }).meta({ id: 'CarePartner' }),
  ),
});
export type CarePartners = z.infer<typeof partnersSchema>;

/**
 * Where open cases are: by subdistrict, never closer. Whoever decides sees each of these cases, so that small numbers tell
 * them nothing new.
 */
export const casePlacesSchema = z.object({
  places: z.array(
    z
      .object({
        code: z.string(),
        name: z.object({ th: z.string(), en: z.string() }),
        /** The middle of the subdistrict; null for a code that the register does not have. */
        position: latLngSchema.nullable(),
        open: z.int(),
        waiting: z.int(),
        late: z.int(),
        lateSince: moment.nullable(),
      })
      .meta({ id: 'CasePlace' }),
  ),
});
export type CasePlaces = z.infer<typeof casePlacesSchema>;

/**
 * Who has to act where something is late: `worker` and `receiver` (who was offered the case) by name, `nobody`: whoever of the
 * agency accepts it, `decider`: whoever decides there, `agency`: offered to an agency.
 */
export const MUST_ACT = ['worker', 'nobody', 'decider', 'receiver', 'agency'] as const;
export type MustAct = (typeof MUST_ACT)[number];

export const lateListQuerySchema = z.strictObject({ subdistrict: z.string().max(10).optional() });
export const lateListSchema = z.object({
  /** The longest late first. */
  cases: z.array(
    z
      .object({
        case: caseSummarySchema,
        /** The provincial office over it; null: none. */
        office: namedAgencySchema.nullable(),
        mustAct: z.enum(MUST_ACT),
        /** Where they are; it differs from the owner where the case is offered. */
        at: namedAgencySchema,
        whose: namedPersonSchema.nullable(),
        /** Rules that were not kept, the longest late first. */
        rules: z.array(
          z.object({
            rule: z.string(),
            kind: z.enum(['work', 'law']),
            th: z.string(),
            en: z.string(),
            dueAt: moment,
          }),
        ),
      })
      .meta({ id: 'LateCase' }),
  ),
  /** There are more than are shown. */
  isCut: z.boolean(),
});
export type LateList = z.infer<typeof lateListSchema>;
