import { z } from 'zod';
import { CASE_SOURCES } from './case.ts';
import { CASE_RISKS, domainSchema, serviceCodeSchema } from './case-forms.ts';
import { NEED_OUTCOMES, type NeedOutcome } from './case-need.ts';
import { CHILD_RESULTS } from './eef-api.ts';
import { insightScopesSchema, isOneScope, isSpan } from './insight.ts';
import { PLACEMENT_KINDS } from './outreach.ts';

// Figures of what followed the incidents: cases, needs, referrals, children back in learning; and of what the codes in public places
// brought in. Each has one definition, in `texts/insight.*.json`.

const day = z.iso.date();
const province = z.string().regex(/^\d{2}$/);
/** Days in Thailand, both included. Without a province and an agency: the nation. */
export const careQuerySchema = z
  .strictObject({ from: day, to: day, province: province.optional(), agencyId: z.uuid().optional() })
  .refine(isOneScope)
  .refine(isSpan);
export type CareQuery = z.infer<typeof careQuerySchema>;
export const outreachFiguresQuerySchema = z
  .strictObject({ from: day, to: day, province: province.optional() })
  .refine(isSpan);
export type OutreachFiguresQuery = z.infer<typeof outreachFiguresQuerySchema>;

/** Centres and offices instead of stations. */
export const careScopesSchema = insightScopesSchema.meta({ id: 'InsightCareScopes' });

/** Where a case is. `waiting`: nobody has accepted it. */
export const CARE_STATES = ['waiting', 'working', 'closed', 'not-opened'] as const;
export type CareState = (typeof CARE_STATES)[number];
/** Help that came, help that was not needed any more, and needs that ended without it. */
export const NEED_ENDS = ['met', 'not-needed', 'unmet'] as const;
export type NeedEnd = (typeof NEED_ENDS)[number];
export const NEED_END_OF: Record<NeedOutcome, NeedEnd> = {
  'received-help': 'met',
  'already-had': 'not-needed',
  gone: 'not-needed',
  refused: 'unmet',
  moved: 'unmet',
  died: 'unmet',
  'not-found': 'unmet',
  'loss-accepted': 'unmet',
};
/** Where a referral is, or how it ended. */
export const REFERRAL_STATES = [
  ...(['to-answer', 'working', 'completed', 'not-completed', 'declined', 'expired', 'withdrawn'] as const),
] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];
/** What the person said of a completed referral; `not-asked`: nobody has asked, or no answer came yet. */
export const REFERRAL_SAID = ['received', 'partly', 'not-received', 'not-asked'] as const;

const counts = <Key extends string>(keys: readonly [Key, ...Key[]]) => z.record(z.enum(keys), z.int());
/** Half, and nine of ten, took at most so many seconds; null: fewer than ten. */
const measured = { n: z.int(), p50: z.int().nullable(), p90: z.int().nullable() };
/** Of a hundred with one decimal; null: fewer than ten. */
const percent = z.number().nullable();
const answered = {
  ...{ from: day, to: day },
  /** Everything logged up to here is in the figures. */
  asOf: z.iso.datetime(),
};
const ends = { n: z.int(), met: z.int(), notNeeded: z.int(), unmet: z.int(), open: z.int() };

export const insightCareSchema = z
  .object({
    ...answered,
    /** As many days before. */
    before: z.object({
      from: day,
      to: day,
      cases: z.int(),
      needs: z.int(),
      met: z.int(),
      children: z.int(),
      back: z.int(),
    }),
    /** Cases that were registered; duplicates are counted apart. */
    cases: z.object({
      n: z.int(),
      duplicates: z.int(),
      bySource: counts(CASE_SOURCES),
      byState: counts(CARE_STATES),
      /** Why those that have ended did. */
      byEnd: z.record(z.string(), z.int()),
      reopened: z.int(),
      minors: z.int(),
    }),
    /** From the registration until somebody of care met the person for the first time; cases that were not opened are left out. */
    contact: z.object({
      ...measured,
      /** Open, and nobody has met the person yet; `late`: past the time that their risk allows. */
      waiting: z.int(),
      late: z.int(),
      /** Closed without it being written down. */
      notRecorded: z.int(),
      within: percent,
      /** Targets are not confirmed by the ministry yet. */
      isVerified: z.boolean(),
      byRisk: z.array(
        z.object({
          /** `unknown`: nobody has assessed it; the limit of the high risk counts. */
          risk: z.enum([...CASE_RISKS, 'unknown']),
          limitSeconds: z.int(),
          ...measured,
          within: percent,
          waiting: z.int(),
          late: z.int(),
        }),
      ),
    }),
    /** Needs that were found. */
    needs: z.object({
      ...ends,
      /** Seconds until help had come. */
      toMet: z.object(measured),
      byDomain: z.array(z.object({ domain: domainSchema, ...ends })),
      byOutcome: counts(NEED_OUTCOMES),
    }),
    /** Referrals that were offered. */
    referrals: z.object({
      n: z.int(),
      byState: counts(REFERRAL_STATES),
      /** Until the receiver accepted or declined. */
      answer: z.object({ ...measured, within: percent, waiting: z.int(), late: z.int(), nobodyAnswered: z.int() }),
      /** Why they were declined, ended without help or were withdrawn. */
      byReason: z.record(z.string(), z.int()),
      byOutcome: z.record(z.string(), z.int()),
      said: counts(REFERRAL_SAID),
      byService: z.array(z.object({ service: serviceCodeSchema, n: z.int(), accepted: z.int(), completed: z.int() })),
    }),
    /** Children that were sent to learning, each once. */
    children: z.object({ n: z.int(), back: z.int(), byResult: counts(CHILD_RESULTS) }),
  })
  .meta({ id: 'InsightCare' });
export type InsightCare = z.infer<typeof insightCareSchema>;

export const insightOutreachSchema = z
  .object({
    ...answered,
    /** Of the placements that hang now. */
    placements: z.int(),
    opened: z.int(),
    toLine: z.int(),
    toWeb: z.int(),
    /** Reports that began by a code; exercises are left out. */
    reports: z.object({ n: z.int(), line: z.int(), web: z.int(), liff: z.int() }),
    /** Of those, the ones that became an incident, and that an officer acknowledged. */
    alerted: z.int(),
    acknowledged: z.int(),
    /** Reports whose incident has ended, and those of them that were nothing; null: fewer than thirty. */
    unfounded: z.object({ percent: z.number(), of: z.int() }).nullable(),
    practised: z.int(),
    passed: z.int(),
    before: z.object({ from: day, to: day, opened: z.int(), reports: z.int(), acknowledged: z.int() }),
    /** Reports in full tens, null below ten: one of few placements is easily told from a small number. */
    byKind: z.array(z.object({ kind: z.enum(PLACEMENT_KINDS), opened: z.int(), reports: z.int().nullable() })),
  })
  .meta({ id: 'InsightOutreach' });
export type InsightOutreach = z.infer<typeof insightOutreachSchema>;
