import { IconEyeOff, IconPhoneCall } from '@tabler/icons-react';
import type { Me } from '#contract/access';
import { formatAgency } from '../ui/format-agency.ts';
import { useText } from '../ui/use-text.ts';
import css from './StartPage.module.css';

/** For accounts without another page than their own: what they are for, and whom to ask if that is wrong. */
export function StartPage({ me }: { me: Me }) {
  const { t, language } = useText();
  return (
    <section className={css.start} aria-labelledby="start-title">
      <h2 id="start-title" className={css.title}>
        {t('start.title', { name: me.name })}
      </h2>
      <ul className={css.roles}>
        {me.memberships.map(({ agency, role }) => (
          <li key={`${agency.id} ${role}`} className={css.role}>
            <strong>
              {t(`access.role.${role}`)} · {formatAgency(agency, language)}
            </strong>
            <p>{t(`access.roleHint.${role}`)}</p>
          </li>
        ))}
      </ul>
      <p className={css.fact}>
        <IconEyeOff aria-hidden size={24} /> {t('start.noIncidents')}
      </p>
      <p className={css.small}>{t('start.wrong')}</p>
      <a className={css.emergency} href="tel:191">
        <IconPhoneCall aria-hidden size={24} /> {t('start.emergency')}
      </a>
    </section>
  );
}
