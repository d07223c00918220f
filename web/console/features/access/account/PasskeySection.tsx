import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Me } from '#contract/access';
import type { Protection } from '#contract/access-account';
import { useWords } from '../../../ui/use-words.ts';
import { canUsePasskeys } from '../passkey.ts';
import css from './account.module.css';
import { protectionQuery } from './account.ts';
import { NewPasskey } from './NewPasskey.tsx';
import { PasskeyRow } from './PasskeyRow.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { CodesLeft, RenewCodes } from './RenewCodes.tsx';
import { Section } from './Section.tsx';

type Act = { name: 'add' | 'renew' } | { name: 'codes'; codes: string[] };
type Props = { me: Me; protection: Protection };

/**
 * Signing in with the lock of the device itself: nothing to remember, nothing to be fished for. Recovery codes come with
 * the first device; where an app is set up too, they stand with the app.
 */
export function PasskeySection({ me, protection: { passkeys, totp, recoveryCodes } }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const [act, setAct] = useState<Act | null>(null);
  const putAway = (): void => setAct(null);
  const showCodes = (codes: string[]): void => {
    setAct(codes.length > 0 ? { name: 'codes', codes } : null);
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
      {act?.name === 'add' && <NewPasskey onDone={showCodes} onCancel={putAway} />}
      {act?.name === 'codes' && <RecoveryCodes codes={act.codes} name={me.name} onKept={putAway} />}
      {act?.name === 'renew' && <RenewCodes onRenewed={showCodes} onCancel={putAway} />}
      {act === null && (
        <div className={css.buttons}>
          {canUsePasskeys() && (
            <Button variant="default" onClick={() => setAct({ name: 'add' })}>
              {t('account.passkey.add')}
            </Button>
          )}
          {hasOwnCodes && (
            <Button variant="default" onClick={() => setAct({ name: 'renew' })}>
              {t('account.recovery.renew')}
            </Button>
          )}
        </div>
      )}
    </Section>
  );
}
