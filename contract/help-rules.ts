import { z } from 'zod';

/** What must be true of a person or household for a benefit; each is one pure question over the form. */
export const ELIGIBILITY_RULES = [
  'adult',
  'elderly',
  'low-income',
  'hardship',
  'disabled',
  'child-in-household',
  'child-out-of-school',
  'woman-or-family',
  'unfit-home',
] as const;
export const eligibilityRuleSchema = z.enum(ELIGIBILITY_RULES);
export type EligibilityRule = z.infer<typeof eligibilityRuleSchema>;

/** The answer to one of them; `unknown`: the form does not say. */
export const RULE_ANSWERS = ['yes', 'no', 'unknown'] as const;
export const ruleAnswerSchema = z.enum(RULE_ANSWERS);
export type RuleAnswer = z.infer<typeof ruleAnswerSchema>;

const sourced = { source: z.string(), unverified: z.boolean() };
const clockSchema = z.strictObject({ days: z.int(), greenTo: z.int(), yellowTo: z.int() });

/** One kind of money or help with its regulation; nothing of it is in code, because every number may change. */
export const benefitSchema = z
  .strictObject({
    code: z.string(),
    /** Of the ministry's own list. */
    number: z.string(),
    th: z.string(),
    en: z.string(),
    payer: z.string(),
    regulation: z.string(),
    ceilingBaht: z.number(),
    /** Null: no limit is stored. */
    timesPerYear: z.int().nullable(),
    countedFor: z.enum(['person', 'family']),
    isActive: z.boolean(),
    validFrom: z.iso.date(),
    rules: z.array(eligibilityRuleSchema),
    ...sourced,
  })
  .meta({ id: 'HelpBenefit' });
export type Benefit = z.infer<typeof benefitSchema>;

/** `database/reference-data/help-rules.json`. */
export const helpRulesSchema = z
  .strictObject({
    source: z.string(),
    note: z.string(),
    fiscalYearStarts: z.strictObject({ month: z.int(), day: z.int(), unverified: z.boolean() }),
    clock: z.strictObject({ known: clockSchema, new: clockSchema, ...sourced }),
    committee: z.strictObject({ aboveBaht: z.number(), ...sourced }),
    appeal: z.strictObject({ days: z.int(), ...sourced }),
    confirmation: z.strictObject({
      askAfterDays: z.int(),
      remindAfterDays: z.int(),
      closeAfterDays: z.int(),
      ...sourced,
    }),
    selfCheck: z.strictObject({ ageFrom: z.int(), incomePerYearTo: z.number(), ...sourced }),
    benefits: z.array(benefitSchema),
  })
  .meta({ id: 'HelpRules' });
export type HelpRules = z.infer<typeof helpRulesSchema>;
