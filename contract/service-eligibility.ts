import { z } from 'zod';
import { CASE_RISKS, FORM_CODES } from './case-forms.ts';

/**
 * Who may use a service, as rules that a program can apply: all of them must hold. A fact that is not known decides nothing:
 * it is named, so that somebody asks instead of turning a person away.
 */
const oneOf = <const Fact extends string, const Codes extends readonly [string, ...string[]]>(
  fact: Fact,
  codes: Codes,
) => z.strictObject({ fact: z.literal(fact), oneOf: z.array(z.enum(codes)).min(1).max(20) });

const age = z.int().min(0).max(130);
const simpleRuleSchema = z.discriminatedUnion('fact', [
  z
    .strictObject({ fact: z.literal('age'), from: age.optional(), to: age.optional() })
    .refine(({ from, to }) => from !== undefined || to !== undefined, 'needs one end at least')
    .refine(({ from, to }) => from === undefined || to === undefined || from <= to, 'ends in the wrong order'),
  /** Baht a month for each head of the household. */
  z.strictObject({ fact: z.literal('income-per-head'), to: z.int().min(0).max(1_000_000) }),
  oneOf('sex', FORM_CODES.sex),
  oneOf('nationality', FORM_CODES.nationality),
  oneOf('school-status', FORM_CODES.schoolStatus),
  oneOf('pregnant', ['yes']),
  oneOf('risk', CASE_RISKS),
  /** At least one of these. */
  oneOf('disability', FORM_CODES.disability),
  oneOf('child-flag', FORM_CODES.childFlag),
]);
export type SimpleRule = z.infer<typeof simpleRuleSchema>;

/** One rule; `anyOf` holds when one of its parts does. */
export const eligibilityRuleSchema = z.union([
  simpleRuleSchema,
  z.strictObject({ anyOf: z.array(simpleRuleSchema).min(2).max(6) }),
]);
export type EligibilityRule = z.infer<typeof eligibilityRuleSchema>;
export const eligibilityRulesSchema = z.array(eligibilityRuleSchema).max(12);

export const PERSON_FACTS = [
  ...(['age', 'income-per-head', 'sex', 'nationality', 'school-status'] as const),
  ...(['pregnant', 'risk', 'disability', 'child-flag'] as const),
] as const;
export const personFactSchema = z.enum(PERSON_FACTS);
export type PersonFact = z.infer<typeof personFactSchema>;

/** What is known of a person, as far as services ask for it; nobody is named by it. */
export const personFactsSchema = z.strictObject({
  age: age.optional(),
  'income-per-head': z.int().min(0).optional(),
  sex: z.enum(FORM_CODES.sex).optional(),
  nationality: z.enum(FORM_CODES.nationality).optional(),
  'school-status': z.enum(FORM_CODES.schoolStatus).optional(),
  pregnant: z.enum(FORM_CODES.yesNoUnknown).optional(),
  risk: z.enum(CASE_RISKS).optional(),
  disability: z.array(z.enum(FORM_CODES.disability)).optional(),
  'child-flag': z.array(z.enum(FORM_CODES.childFlag)).optional(),
});
export type PersonFacts = z.infer<typeof personFactsSchema>;

export type Eligibility =
  | { verdict: 'eligible' }
  /** Rules that do not hold. */
  | { verdict: 'not-eligible'; failed: EligibilityRule[] }
  /** What has to be asked before it can be said. */
  | { verdict: 'unknown'; ask: PersonFact[] };

type Holds = true | false | PersonFact[];

/** Whether somebody of whom this is known may use a service with these rules. */
export function decideEligibility(rules: readonly EligibilityRule[], facts: PersonFacts): Eligibility {
  const held = rules.map((rule) => ({ rule, holds: applyRule(rule, facts) }));
  const failed = held.flatMap(({ rule, holds }) => (holds === false ? rule : []));
  if (failed.length > 0) return { verdict: 'not-eligible', failed };
  const ask = [...new Set(held.flatMap(({ holds }) => (typeof holds === 'boolean' ? [] : holds)))];
  return ask.length > 0 ? { verdict: 'unknown', ask } : { verdict: 'eligible' };
}

function applyRule(rule: EligibilityRule, facts: PersonFacts): Holds {
  if (!('anyOf' in rule)) return applySimple(rule, facts);
  const parts = rule.anyOf.map((part) => applySimple(part, facts));
  if (parts.includes(true)) return true;
  const asked = parts.flatMap((part) => (typeof part === 'boolean' ? [] : part));
  return asked.length > 0 ? asked : false;
}

function applySimple(rule: SimpleRule, facts: PersonFacts): Holds {
  if (rule.fact === 'age') {
    if (facts.age === undefined) return ['age'];
    return facts.age >= (rule.from ?? 0) && facts.age <= (rule.to ?? Infinity);
  }
  if (rule.fact === 'income-per-head') {
    const income = facts['income-per-head'];
    return income === undefined ? ['income-per-head'] : income <= rule.to;
  }
  const known = facts[rule.fact];
  // "Unknown" is an answer of the form, and no knowledge.
  if (known === undefined || known === 'unknown') return [rule.fact];
  const accepted: readonly string[] = rule.oneOf;
  return [known].flat().some((code) => accepted.includes(code));
}
