import { z } from 'zod';
import { domainSchema, FORM_CODES, serviceCodeSchema } from './case-forms.ts';
import { latLngSchema } from './position.ts';
import { REFERRAL_PAPERS, referralPaperSchema } from './referral.ts';
import {
  eligibilityRuleSchema,
  eligibilityRulesSchema,
  personFactSchema,
  personFactsSchema,
} from './service-eligibility.ts';
import { serviceHoursSchema } from './service-hours.ts';
import { optionalText, requiredName, requiredText } from './text.ts';

// The directory of services: what can be had where, by whom, and for whom. Nothing in it is about a person in need.

/** `paused`: takes nobody for some time. `ended`: exists no more; kept, because referrals name it. */
export const SERVICE_STATUSES = ['active', 'paused', 'ended'] as const;
export const serviceStatusSchema = z.enum(SERVICE_STATUSES);

export const SERVICE_COSTS = ['free', 'partly', 'paid'] as const;
export const serviceCostSchema = z.enum(SERVICE_COSTS);

/** How far the last check lies back: `due` soon has to be checked again, `stale` and `never` are not suggested. */
export const FRESHNESSES = ['fresh', 'due', 'stale', 'never'] as const;
export const freshnessSchema = z.enum(FRESHNESSES);
export type Freshness = z.infer<typeof freshnessSchema>;

const places = z.int().min(0).max(100_000).nullable();

/** What somebody may write of a service. */
export const serviceFactsSchema = z.strictObject({
  /** Who provides it, and gets the referrals. */
  agencyId: z.uuid(),
  code: serviceCodeSchema,
  nameTh: requiredName(150),
  nameEn: requiredName(150).nullable(),
  aboutTh: optionalText(1000),
  aboutEn: optionalText(1000),
  /** Who may use it, in words. */
  eligibilityTh: optionalText(1000),
  eligibilityEn: optionalText(1000),
  rules: eligibilityRulesSchema,
  papers: z.array(referralPaperSchema).max(REFERRAL_PAPERS.length),
  papersNote: optionalText(300),
  /** Whose areas it serves: centres, offices of a province, or the national one. */
  areaIds: z.array(z.uuid()).min(1).max(100),
  hours: serviceHoursSchema,
  hoursNote: optionalText(200),
  /** How many it can take at all, and how many now; null: not counted, or not known. */
  places,
  free: places,
  waitDays: z.int().min(0).max(3650).nullable(),
  cost: serviceCostSchema,
  costNote: optionalText(200),
  languages: z.array(z.enum(FORM_CODES.language)).max(FORM_CODES.language.length),
  phone: optionalText(40),
  /** Where it is; null: at its provider. */
  place: latLngSchema.nullable(),
  /** Its provider has a duty to take those who are eligible. */
  statutory: z.boolean(),
  /** The clause that says so. */
  statutorySource: optionalText(200),
  status: serviceStatusSchema,
});
export type ServiceFacts = z.infer<typeof serviceFactsSchema>;

export const newServiceSchema = serviceFactsSchema.extend({
  /** What is written was checked with the provider today. */
  checkedToday: z.boolean(),
});
export const changedServiceSchema = newServiceSchema.extend({
  /** The version that was on the screen. */
  basedOn: z.int().min(1),
});

const namedAgencySchema = z.object({
  id: z.uuid(),
  code: z.string(),
  nameTh: z.string(),
  nameEn: z.string().nullable(),
  phone: z.string().nullable(),
});

export const serviceSchema = serviceFactsSchema
  .extend({
    id: z.uuid(),
    version: z.int(),
    provider: namedAgencySchema,
    areas: z.array(namedAgencySchema),
    position: latLngSchema,
    /** When the free places were counted. */
    freeAt: z.iso.datetime().nullable(),
    checkedOn: z.iso.date().nullable(),
    checkedBy: z.string().nullable(),
    freshness: freshnessSchema,
    /** From this day on it is not suggested unless it is checked. */
    staleFrom: z.iso.date().nullable(),
    updatedAt: z.iso.datetime(),
    /** Whether who asks may change it. */
    mayChange: z.boolean(),
  })
  .meta({ id: 'Service' });
export type Service = z.infer<typeof serviceSchema>;

export const serviceListSchema = z.object({
  services: z.array(serviceSchema.extend({ distanceMetres: z.number().nullable() })),
  total: z.int(),
  /** Of all that match, how many are not suggested because nobody has checked them. */
  stale: z.int(),
});
export type ServiceList = z.infer<typeof serviceListSchema>;

/** Why a service is suggested, and what to mind; in the order in which a worker reads it. */
export const suggestionReasonSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('meets-need'), need: domainSchema }),
  z.object({ code: z.literal('same-service') }),
  z.object({ code: z.literal('eligible') }),
  /** Nobody knows yet: ask before it is offered. */
  z.object({ code: z.literal('ask-first'), facts: z.array(personFactSchema) }),
  z.object({ code: z.literal('near'), metres: z.number() }),
  z.object({ code: z.literal('places-free'), free: z.int() }),
  z.object({ code: z.literal('places-unknown') }),
  z.object({ code: z.literal('no-places') }),
  z.object({ code: z.literal('open-now') }),
  z.object({ code: z.literal('wait'), days: z.int() }),
  z.object({ code: z.literal('speaks') }),
  z.object({ code: z.literal('free-of-charge') }),
  z.object({ code: z.literal('statutory') }),
  z.object({ code: z.literal('check-due'), on: z.iso.date() }),
]);
export type SuggestionReason = z.infer<typeof suggestionReasonSchema>;

/** Why a service that would meet the need is not suggested. */
export const LEFT_OUT_BECAUSE = ['stale', 'paused', 'not-eligible', 'high-risk', 'tried'] as const;

export const suggestionsSchema = z
  .object({
    suggestions: z.array(
      z.object({
        service: serviceSchema,
        distanceMetres: z.number().nullable(),
        reasons: z.array(suggestionReasonSchema),
      }),
    ),
    leftOut: z.array(
      z.object({
        id: z.uuid(),
        nameTh: z.string(),
        nameEn: z.string().nullable(),
        because: z.enum(LEFT_OUT_BECAUSE),
        /** The rules that do not hold. */
        failed: z.array(eligibilityRuleSchema),
      }),
    ),
  })
  .meta({ id: 'ServiceSuggestions' });
export type ServiceSuggestions = z.infer<typeof suggestionsSchema>;

/** For whom services are looked for. */
export const suggestionQuestionSchema = z.strictObject({
  need: domainSchema,
  /** Only this service; otherwise all that meet the need. */
  code: serviceCodeSchema.optional(),
  /** Whose area the person lives in: the owner of the case, or a centre. */
  agencyId: z.uuid(),
  /** Where they are, for the distance; otherwise the agency. */
  place: latLngSchema.optional(),
  facts: personFactsSchema,
  language: z.enum(FORM_CODES.language).optional(),
  /** Tried already. */
  except: z.array(z.uuid()).max(50).optional(),
});
export type SuggestionQuestion = z.infer<typeof suggestionQuestionSchema>;

/** Free places now; null: not counted any more. */
export const freePlacesSchema = z.strictObject({ free: places });

export const IMPORT_FORMATS = ['csv', 'hsds'] as const;
/** In characters: some thousand services. */
export const LARGEST_IMPORT = 1_000_000;
export const serviceImportSchema = z.strictObject({
  format: z.enum(IMPORT_FORMATS),
  text: z.string().min(1).max(LARGEST_IMPORT),
  /** Says what would happen and writes nothing. */
  isPreview: z.boolean(),
});

export const IMPORT_PROBLEMS = [
  ...(['not-csv', 'not-json', 'not-hsds', 'empty', 'too-many', 'column-missing', 'column-unknown'] as const),
  ...(['column-twice', 'cell-count', 'required', 'unfit', 'provider-unknown', 'provider-not-yours'] as const),
  ...(['area-unknown', 'twice'] as const),
] as const;
export const importProblemSchema = z.object({
  /** The column or field, where there is one. */
  field: z.string().nullable(),
  code: z.enum(IMPORT_PROBLEMS),
  /** What stood there, shortened. */
  value: z.string().nullable(),
});
export type ServiceImportProblem = z.infer<typeof importProblemSchema>;

export const serviceImportReportSchema = z
  .object({
    isPreview: z.boolean(),
    rows: z.array(
      z.object({
        /** Line of the file, or number of the record. */
        line: z.int(),
        name: z.string(),
        change: z.enum(['added', 'changed', 'unchanged']).nullable(),
        problems: z.array(importProblemSchema),
      }),
    ),
    added: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    wrong: z.int(),
  })
  .meta({ id: 'ServiceImportReport' });
export type ServiceImportReport = z.infer<typeof serviceImportReportSchema>;

export const searchTextSchema = requiredText(100);
