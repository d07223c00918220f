import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Me } from '#contract/access';
import type { Protection } from '#contract/access-account';
import { useText } from '../../../ui/use-text.ts';
import { canUsePasskeys } from '../passkey.ts';
import css from './account.module.css';
import { protectionQuery } from './account.ts';
import { NewPasskey } from './NewPasskey.tsx';
import { PasskeyRow } from './PasskeyRow.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { CodesLeft, RenewCodes } from './RenewCodes.tsx';
import { Section } from './Section.tsx';

type Action = { name: 'add' | 'renew' } | { name: 'codes'; codes: string[] };
type Props = { me: Me; protection: Protection };

/**
 * Sign-in by the device's own lock: nothing to remember, and no phishing. Recovery codes come with the first device; if an
 * app is set up too, they are shown there.
 */
export function PasskeySection({ me, protection: { passkeys, totp, recoveryCodes } }: Props) {
  const { t } = useText();
  const client = useQueryClient();
  const [action, setAction] = useState<Action | null>(null);
  const putAway = (): void => setAction(null);
  const showCodes = (codes: string[]): void => {
    setAction(codes.length > 0 ? { name: 'codes', codes } : null);
    void client.invalidateQueries(protectionQuery);
  };
  const hasOwnCodes = passkeys.length > 0 && !totp;
  return (
    <Section title={t('account.passkey.title')} icon={<IconFingerprint aria-hidden size={22} />}>
      <p className={css.small}>{t('account.passkey.what')}</p>
      {passkeys.length > 0 && (
        <ul className={css.list}>
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
      {hasOwnCodes && <CodesLeft count={recoveryCodes} />}
      {!canUsePasskeys() && <p className={css.small}>{t('account.passkey.cannot')}</p>}
      {action?.name === 'add' && <NewPasskey onDone={showCodes} onCancel={putAway} />}
      {action?.name === 'codes' && <RecoveryCodes codes={action.codes} name={me.name} onSaved={putAway} />}
      {action?.name === 'renew' && <RenewCodes onRenewed={showCodes} onCancel={putAway} />}
      {action === null && (
        <div className={css.buttons}>
          {canUsePasskeys() && (
            <Button variant="default" onClick={() => setAction({ name: 'add' })}>
              {t('account.passkey.add')}
            </Button>
          )}
          {hasOwnCodes && (
            <Button variant="default" onClick={() => setAction({ name: 'renew' })}>
              {t('account.recovery.renew')}
            </Button>
          )}
        </div>
      )}
    </Section>
  );
}
