import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconDeviceMobile } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Me } from '#contract/access';
import type { Protection } from '#contract/access-account';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import css from './account.module.css';
import { protectionQuery, removeTotp } from './account.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { CodesLeft, RenewCodes } from './RenewCodes.tsx';
import { Section, State } from './Section.tsx';
import { TotpEnrolment } from './TotpEnrolment.tsx';

type Action = { name: 'enrol' | 'renew' | 'remove' } | { name: 'codes'; codes: string[] };
type Props = { me: Me; protection: Protection };

/** The authenticator app and the recovery codes. */
export function TotpSection({ me, protection }: Props) {
  const { t } = useText();
  const client = useQueryClient();
  const [action, setAction] = useState<Action | null>(null);
  const putAway = (): void => setAction(null);
  const showCodes = (codes: string[]): void => {
    setAction({ name: 'codes', codes });
    void client.invalidateQueries(protectionQuery);
  };
  const remove = useMutation({
    mutationFn: removeTotp,
    onSuccess: putAway,
    onSettled: () => client.invalidateQueries(protectionQuery),
  });
  return (
    <Section
      title={t('account.totp.title')}
      icon={<IconDeviceMobile aria-hidden size={22} />}
      state={
        <State
          isGood={protection.totp}
          icon={
            protection.totp ? <IconCircleCheck aria-hidden size={20} /> : <IconAlertTriangle aria-hidden size={20} />
          }
        >
          {t(protection.totp ? 'account.totp.on' : 'account.totp.off')}
        </State>
      }
    >
      <p className={css.small}>{t('account.totp.what')}</p>
      {protection.totp && <CodesLeft count={protection.recoveryCodes} />}
      {action?.name === 'codes' && <RecoveryCodes codes={action.codes} name={me.name} onSaved={putAway} />}
      {action?.name === 'enrol' && <TotpEnrolment onConfirmed={showCodes} onCancel={putAway} />}
      {action?.name === 'renew' && <RenewCodes onRenewed={showCodes} onCancel={putAway} />}
      {action?.name === 'remove' && (
        <InlineForm
          tone="danger"
          why={t(protection.secondFactorRequired ? 'account.totp.removeRequired' : 'account.totp.removeWhy')}
          submitLabel={t('account.totp.remove')}
          isSending={remove.isPending}
          error={remove.error}
          onSubmit={() => remove.mutate()}
          onCancel={putAway}
        />
      )}
      {action === null && (
        <div className={css.buttons}>
          {protection.totp ? (
            <>
              <Button variant="default" onClick={() => setAction({ name: 'renew' })}>
                {t('account.recovery.renew')}
              </Button>
              <Button variant="default" onClick={() => setAction({ name: 'remove' })}>
                {t('account.totp.remove')}
              </Button>
            </>
          ) : (
            <Button onClick={() => setAction({ name: 'enrol' })}>{t('account.totp.enrol')}</Button>
          )}
        </div>
      )}
    </Section>
  );
}
