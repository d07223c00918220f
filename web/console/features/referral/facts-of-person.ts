import type { CarePerson } from '#contract/case-api';
import { type CaseRisk, FORM_CODES } from '#contract/case-forms';
import { ageOn } from '#contract/person-age';
import type { PersonFacts } from '#contract/service-eligibility';

/** What services ask for, from what a case knows of its person. What nobody knows stays out: it is asked, never assumed. */
export function factsOfPerson(person: CarePerson | null, risk: CaseRisk | null, today: string): PersonFacts {
  if (!person) return risk === null ? {} : { risk };
  const { birthDate, birthYear, sex, nationality, schoolStatus, pregnant, disabilities, childFlags } = person;
  const age = birthDate
    ? ageOn({ kind: 'exact', date: birthDate }, today)
    : birthYear
      ? ageOn({ kind: 'estimated', year: birthYear }, today)
      : undefined;
  const known = <Code extends string>(codes: readonly Code[], value: string | null) =>
    codes.find((code) => code === value);
  const many = <Code extends string>(codes: readonly Code[], values: readonly string[]) =>
    codes.filter((code) => values.includes(code));
  const facts = {
    age,
    risk: risk ?? undefined,
    sex: known(FORM_CODES.sex, sex),
    nationality: known(FORM_CODES.nationality, nationality),
    'school-status': known(FORM_CODES.schoolStatus, schoolStatus),
    pregnant: known(FORM_CODES.yesNoUnknown, pregnant),
    disability: disabilities.length > 0 ? many(FORM_CODES.disability, disabilities) : undefined,
    'child-flag': childFlags.length > 0 ? many(FORM_CODES.childFlag, childFlags) : undefined,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as PersonFacts;
}
