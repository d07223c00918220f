import { Button } from '@mantine/core';
import { IconDeviceMobile, IconFingerprint, IconLogout, IconShieldLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Me } from '#contract/access';
import { describeProblem } from '../../../api/describe-problem.ts';
import { useText } from '../../../ui/use-text.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import { canUsePasskeys } from '../passkey.ts';
import css from './account.module.css';
import { protectionQuery } from './account.ts';
import { NewPasskey } from './NewPasskey.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { Section } from './Section.tsx';
import { TotpEnrolment } from './TotpEnrolment.tsx';

type Action = { name: 'choose' | 'totp' | 'passkey' } | { name: 'codes'; codes: string[] };
type Props = { me: Me; onDone: () => void; onSignOut: () => void };

/** After sign-in, for roles that require a second factor: set one up, then continue to the console. */
export default function SecondFactorPage({ me, onDone, onSignOut }: Props) {
  const { t, language } = useText();
  const protection = useQuery(protectionQuery);
  const [action, setAction] = useState<Action>({ name: 'choose' });
  const choose = (): void => setAction({ name: 'choose' });
  // Enrolled, but not used in this session: signing in again asks for it.
  const isEnrolled = protection.data && (protection.data.totp || protection.data.passkeys.length > 0);
  return (
    <div className={css.page}>
      <h1 className={css.title}>
        <IconShieldLock aria-hidden size={28} /> {t('secondFactor.title')}
      </h1>
      {action.name === 'choose' && (
        <>
          <p>{t(isEnrolled ? 'secondFactor.signInAgain' : 'secondFactor.why')}</p>
          {protection.isPending && <Waiting label={t('app.loading')} />}
          {protection.isError && <p role="alert">{describeProblem(protection.error, language)}</p>}
          {protection.data && !isEnrolled && (
            <>
              <Section title={t('account.totp.title')} icon={<IconDeviceMobile aria-hidden size={22} />}>
                <p className={css.small}>{t('account.totp.what')}</p>
                <div className={css.buttons}>
                  <Button size="lg" onClick={() => setAction({ name: 'totp' })}>
                    {t('account.totp.enrol')}
                  </Button>
                </div>
              </Section>
              {canUsePasskeys() && (
                <Section title={t('account.passkey.title')} icon={<IconFingerprint aria-hidden size={22} />}>
                  <p className={css.small}>{t('account.passkey.what')}</p>
                  <div className={css.buttons}>
                    <Button size="lg" variant="default" onClick={() => setAction({ name: 'passkey' })}>
                      {t('account.passkey.make')}
                    </Button>
                  </div>
                </Section>
              )}
            </>
          )}
        </>
      )}
      {action.name === 'totp' && (
        <TotpEnrolment onConfirmed={(codes) => setAction({ name: 'codes', codes })} onCancel={choose} />
      )}
      {action.name === 'passkey' && (
        <NewPasskey
          onDone={(codes) => (codes.length > 0 ? setAction({ name: 'codes', codes }) : onDone())}
          onCancel={choose}
        />
      )}
      {action.name === 'codes' && <RecoveryCodes codes={action.codes} name={me.name} onSaved={onDone} />}
      <Button
        className={css.leave}
        variant="default"
        leftSection={<IconLogout aria-hidden size={20} />}
        onClick={onSignOut}
      >
        {t('access.signOut')}
      </Button>
    </div>
  );
}
