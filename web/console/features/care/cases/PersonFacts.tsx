import type { CarePerson } from '#contract/case-api';
import { FORM_CODES, type FormCode } from '#contract/case-forms';
import { ageOn } from '#contract/person-age';
import { thaiDayOf } from '#contract/thai-day';
import { serverNow } from '../../../live/clock.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './cases.module.css';
import { useFormTexts } from './use-form-texts.ts';

/** Who it is about, as the registration says. The name of a child stands only here, never in a title. */
export function PersonFacts({ person }: { person: CarePerson }) {
  const { t } = useText(CASES_TEXT);
  const { codes, fields } = useFormTexts();
  const { caregiver, guardian, childFlags } = person;
  const { name, alias, birthDate, birthYear, sex, disabilities, schoolStatus, pregnant } = person;
  const today = thaiDayOf(new Date(serverNow()));
  const age = birthDate
    ? t('about.years', { n: ageOn({ kind: 'exact', date: birthDate }, today) })
    : birthYear
      ? t('about.about', { n: ageOn({ kind: 'estimated', year: birthYear }, today) })
      : null;
  const known = <List extends keyof typeof FORM_CODES>(list: List, value: string | null) =>
    (FORM_CODES[list] as readonly string[]).find((one) => one === value) as FormCode<List> | undefined;
  const sexCode = known('sex', sex);
  const school = known('schoolStatus', schoolStatus);
  const disability = disabilities.flatMap((one) => known('disability', one) ?? []).filter((one) => one !== 'none');
  const flags = childFlags.flatMap((one) => known('childFlag', one) ?? []).filter((one) => one !== 'none');
  const kin = [
    [fields.registration.caregiver.title, caregiver, codes.caregiver],
    [fields.registration.guardian.title, guardian, codes.guardian],
  ] as const;
  const facts = [
    age,
    sexCode && codes.sex[sexCode],
    school && codes.schoolStatus[school],
    pregnant === 'yes' ? fields.registration.pregnant : null,
    ...disability.map((one) => codes.disability[one]),
    ...flags.map((one) => codes.childFlag[one]),
  ].filter(Boolean);
  return (
    <section className={css.part} aria-labelledby="person">
      <h3 id="person" className={css.partTitle}>
        {t('about.title')}
      </h3>
      {name || alias ? (
        <p>
          <strong>{[name, alias && `“${alias}”`].filter(Boolean).join(' ')}</strong>
        </p>
      ) : (
        <p className={css.small}>{t('about.unknown')}</p>
      )}
      {facts.length > 0 && <p>{facts.join(' · ')}</p>}
      {kin.map(([title, who, names]) => {
        const said = [(names as Record<string, string>)[String(who?.kind)], who?.name, who?.phone].filter(Boolean);
        return (
          said.length > 0 && (
            <p key={title} className={css.small}>
              {title}: {said.join(' · ')}
            </p>
          )
        );
      })}
    </section>
  );
}
