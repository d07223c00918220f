import { z } from 'zod';
import { caseRiskSchema } from './case-forms.ts';
import { incidentTypeSchema } from './incident-type.ts';

/** What happens to a case, as far as clocks begin or end with it. */
export const CASE_FACTS = [
  'case-opened',
  'case-accepted',
  'case-reopened',
  'case-closed',
  'case-not-opened',
  'owner-changed',
  'contact-made',
  'record-signed',
  'assessment-signed',
  'reassessment-begun',
  'plan-approved',
  'replanning-begun',
  'follow-up-signed',
  'conference-signed',
  'approval-requested',
  'approval-decided',
  'transfer-offered',
  'transfer-answered',
  'case-held',
  'case-resumed',
  'decision-made',
  'decision-done',
  'service-planned',
  'service-ended',
  'data-copy-given',
] as const;

/** What a worker records because the law counts from it, or counts it (DV Act s.17: orders, breaches, settlements). */
export const LEGAL_FACTS = [
  'complaint-made',
  'protective-order-issued',
  'protective-order-filed',
  'protective-order-breached',
  'court-order-issued',
  'court-order-breached',
  'settlement-made',
  'suspect-arrested',
  'suspect-before-court',
  'child-placed',
  'placement-extended',
  'placement-ordered',
  'child-in-temporary-care',
  'child-returned',
  'data-copy-asked',
  'data-copy-refused',
  'data-copy-withdrawn',
] as const;
/** They concern the person's data, not what happened to them, and count in an ended case too. */
export const DATA_COPY_FACTS = [
  'data-copy-asked',
  'data-copy-refused',
  'data-copy-withdrawn',
] as const satisfies (typeof LEGAL_FACTS)[number][];
export const legalFactSchema = z.enum(LEGAL_FACTS);
export const caseFactSchema = z.enum([...CASE_FACTS, ...LEGAL_FACTS]);
export type CaseFact = z.infer<typeof caseFactSchema>;

/** At half time the worker is reminded, then the supervisor learns of it, then the province. Each happens once. */
export const CLOCK_MARKS = ['half', 'due', 'province'] as const;
export const clockMarkSchema = z.enum(CLOCK_MARKS);
export type ClockMark = z.infer<typeof clockMarkSchema>;

/** The act and section of the law, as people of either language read it. */
export const clauseSchema = z.strictObject({ th: z.string(), en: z.string() }).meta({ id: 'LegalClause' });

const amount = z.int().positive();
/** Hours and days of 24 hours count from the moment; the others to the end of a day in Thailand. */
export const timeLimitSchema = z.union([
  z.strictObject({ hours: amount }),
  z.strictObject({ days: amount }),
  z.strictObject({ endOfDays: amount }),
  z.strictObject({ workdays: amount }),
  z.strictObject({ months: amount }),
]);
export type TimeLimit = z.infer<typeof timeLimitSchema>;

export const clockRuleSchema = z.strictObject({
  rule: z.string(),
  kind: z.enum(['work', 'law']),
  th: z.string(),
  en: z.string(),
  starts: z.array(caseFactSchema).min(1),
  /** The end of a case stops every clock, unless it survives the closure. */
  stops: z.array(caseFactSchema),
  due: z.union([timeLimitSchema, z.record(caseRiskSchema, timeLimitSchema), z.literal('given')]),
  /** A starting fact begins it anew; without this a running clock goes on, so that nothing late is hidden. */
  restarts: z.boolean().optional(),
  marks: z.array(clockMarkSchema).optional(),
  reminder: z.strictObject({ daysBefore: amount }).optional(),
  survivesClosure: z.boolean().optional(),
  /** It goes on while the case is on hold: others wait for it. The clocks of the law always do. */
  runsOnHold: z.boolean().optional(),
  onlyFor: z
    .strictObject({ minor: z.boolean().optional(), incidentTypes: z.array(incidentTypeSchema).optional() })
    .optional(),
  clause: clauseSchema.nullable(),
  source: z.string(),
  validFrom: z.iso.date(),
  /** Nobody has checked it against the law or with the ministry: pages say so. */
  unverified: z.boolean(),
});
export type ClockRule = z.infer<typeof clockRuleSchema>;
export const clockRulesSchema = z.object({ note: z.string(), rules: z.array(clockRuleSchema) });
