import type { HelpForm } from '#contract/help-form';
import type { Benefit, EligibilityRule, HelpRules, RuleAnswer } from '#contract/help-rules';
import { ageOn } from '#contract/person-age';
import type { ThaiDay } from '#contract/thai-day';

type Asked = { form: HelpForm; today: ThaiDay; limits: HelpRules['selfCheck'] };

const ELDERLY_FROM = 60;
const CHILD_BELOW = 18;
/** A child out of school may be helped until then (Zero Dropout counts 3 to 18; not verified for this regulation). */
const YOUTH_BELOW = 25;

const yesNo = (is: boolean | undefined): RuleAnswer => (is === undefined ? 'unknown' : is ? 'yes' : 'no');

function ageOf({ form, today }: Asked): number | undefined {
  return form.person?.birth && ageOn(form.person.birth, today);
}

/** Everybody of the household whose age is known, and whether somebody's is not. */
function agesOf({ form, today }: Asked): { ages: number[]; isWhole: boolean } {
  const births = (form.household?.members ?? []).map(({ birth }) => birth);
  const ages = births.flatMap((birth) => (birth ? [ageOn(birth, today)] : []));
  return { ages, isWhole: form.household?.members !== undefined && ages.length === births.length };
}

/** What each rule asks of a form. "Unknown" is an answer: nobody is refused for what was not asked. */
const QUESTIONS: Record<EligibilityRule, (asked: Asked) => RuleAnswer> = {
  adult(asked) {
    const age = ageOf(asked);
    return yesNo(age === undefined ? undefined : age >= asked.limits.ageFrom);
  },
  elderly(asked) {
    const age = ageOf(asked);
    return yesNo(age === undefined ? undefined : age >= ELDERLY_FROM);
  },
  'low-income'({ form, limits }) {
    const income = form.income?.perYear;
    return yesNo(income === undefined ? undefined : income <= limits.incomePerYearTo);
  },
  hardship: ({ form }) => yesNo(form.hardship?.codes && form.hardship.codes.length > 0),
  disabled({ form }) {
    const conditions = [form.person?.condition, ...(form.household?.members ?? []).map(({ condition }) => condition)];
    if (conditions.includes('disabled') || form.hardship?.codes?.includes('disability-without-aid')) return 'yes';
    return yesNo(form.person?.condition === undefined ? undefined : false);
  },
  'child-in-household'(asked) {
    const { ages, isWhole } = agesOf(asked);
    const own = ageOf(asked);
    if ([...ages, ...(own === undefined ? [] : [own])].some((age) => age < CHILD_BELOW)) return 'yes';
    return yesNo(isWhole ? false : undefined);
  },
  'child-out-of-school'(asked) {
    const members = asked.form.household?.members ?? [];
    const isOut = (school: string | undefined) =>
      school === 'out-under-1y' || school === 'out-over-1y' || school === 'never';
    const out = members.filter(({ school }) => isOut(school));
    if (out.some(({ birth }) => birth && ageOn(birth, asked.today) < YOUTH_BELOW)) return 'yes';
    if (out.some(({ birth }) => !birth) || asked.form.hardship?.codes?.includes('out-of-school')) return 'unknown';
    return yesNo(asked.form.household?.members === undefined ? undefined : false);
  },
  'woman-or-family'({ form }) {
    if (form.person?.sex === 'female' || (form.household?.members ?? []).length > 0) return 'yes';
    return yesNo(form.person?.sex === undefined || form.household?.members === undefined ? undefined : false);
  },
  'unfit-home': ({ form }) =>
    yesNo(form.hardship?.codes && (form.hardship.codes.includes('unfit') || form.hardship.codes.includes('no-home'))),
};

export type Eligibility = { eligible: RuleAnswer; rules: { rule: EligibilityRule; answer: RuleAnswer }[] };

/** Whether a form fits a benefit: no as soon as one rule says no, unknown while one is not answered. */
export function judgeEligibility(
  form: HelpForm,
  benefit: Pick<Benefit, 'rules'>,
  { today, limits }: Omit<Asked, 'form'>,
): Eligibility {
  const rules = benefit.rules.map((rule) => ({ rule, answer: QUESTIONS[rule]({ form, today, limits }) }));
  const answers = rules.map(({ answer }) => answer);
  return { eligible: answers.includes('no') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes', rules };
}
