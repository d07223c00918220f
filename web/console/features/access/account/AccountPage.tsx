import { IconIdBadge2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Me } from '#contract/access';
import { describeProblem } from '../../../api/describe-problem.ts';
import { formatAgency } from '../../../ui/format-agency.ts';
import { useText } from '../../../ui/use-text.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import css from './account.module.css';
import { protectionQuery } from './account.ts';
import { EventsSection } from './EventsSection.tsx';
import { LineSection } from './LineSection.tsx';
import { OwnNumbersSection } from './OwnNumbersSection.tsx';
import { PasskeySection } from './PasskeySection.tsx';
import { PasswordSection } from './PasswordSection.tsx';
import { Section } from './Section.tsx';
import { SessionsSection } from './SessionsSection.tsx';
import { TotpSection } from './TotpSection.tsx';

type Props = { me: Me; onSignedOut: () => void };

/** One's own account: name and roles, sign-in methods, and sessions. */
export default function AccountPage({ me, onSignedOut }: Props) {
  const { t, language } = useText();
  const protection = useQuery(protectionQuery);
  return (
    <div className={css.page}>
      <h2 className={css.title}>{t('account.title')}</h2>
      <Section title={me.name} icon={<IconIdBadge2 aria-hidden size={22} />}>
        <dl className={css.facts}>
          <dt>{t('access.email')}</dt>
          <dd>{me.email}</dd>
          {me.staffNumber && (
            <>
              <dt>{t('account.staffNumber')}</dt>
              <dd>{me.staffNumber}</dd>
            </>
          )}
          <dt>{t('account.roles')}</dt>
          <dd>
            {me.memberships.length === 0 && t('account.noRole')}
            {me.memberships.map(({ agency, role }) => (
              <p key={`${agency.id} ${role}`}>
                <strong>{t(`access.role.${role}`)}</strong> · {formatAgency(agency, language)}
                <span className={css.roleHint}>{t(`access.roleHint.${role}`)}</span>
              </p>
            ))}
          </dd>
        </dl>
      </Section>
      {protection.isPending && <Waiting label={t('app.loading')} />}
      {protection.isError && <p role="alert">{describeProblem(protection.error, language)}</p>}
      {protection.data && (
        <>
          <TotpSection me={me} protection={protection.data} />
          <PasskeySection me={me} protection={protection.data} />
          <PasswordSection protection={protection.data} />
          <LineSection line={protection.data.line} />
        </>
      )}
      <OwnNumbersSection />
      <SessionsSection onSignedOut={onSignedOut} />
      <EventsSection />
    </div>
  );
}
