import { IconLink, IconUserShield } from '@tabler/icons-react';
import type { CaseDetail } from '#contract/case-api';
import { goTo, hrefOf } from '../../../router.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatDate } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './cases.module.css';
import { useCaseTitle } from './use-case-title.ts';
import { useFormTexts } from './use-form-texts.ts';

/** Who of other professions sees which sections until when, and cases that belong together. */
export function CaseTeam({ team, links }: Pick<CaseDetail, 'team' | 'links'>) {
  const { t, language } = useText(CASES_TEXT);
  const { sections } = useFormTexts();
  const titleOf = useCaseTitle();
  const inForce = team.filter(({ isInForce }) => isInForce);
  if (inForce.length === 0 && links.length === 0) return null;
  return (
    <section className={css.part} aria-labelledby="team">
      <h3 id="team" className={css.partTitle}>
        {t('team.title')}
      </h3>
      <ul className={css.lines}>
        {inForce.map(({ id, person, profession, sections: seen, until }) => (
          <li key={id} className={css.line}>
            <IconUserShield aria-hidden size={26} />
            <span className={css.what}>
              <strong>
                {person.name} · {t(`profession.${profession}`)}
              </strong>
              <span className={css.small}>
                {seen.map((one) => sections[one]).join(', ')} · {t('until', { day: formatDate(until, language) })}
              </span>
            </span>
          </li>
        ))}
        {links.map(({ kind, case: linked }) => {
          const view = { name: 'page', page: 'cases', id: linked.id } as const;
          return (
            <li key={linked.id}>
              <a
                className={css.line}
                href={hrefOf(view)}
                onClick={(event) => {
                  event.preventDefault();
                  goTo(view);
                }}
              >
                <IconLink aria-hidden size={26} />
                <span className={css.what}>
                  <strong>{titleOf(linked)}</strong>
                  <span className={css.small}>
                    {t(`link.${kind}`)} · {t(`status.${linked.status}`)}
                  </span>
                </span>
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
