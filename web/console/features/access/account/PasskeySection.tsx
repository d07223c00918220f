import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useState } from 'react';
import type { Protection } from '#contract/access-account';
import { useWords } from '../../../ui/use-words.ts';
import { canUsePasskeys } from '../passkey.ts';
import css from './account.module.css';
import { NewPasskey } from './NewPasskey.tsx';
import { PasskeyRow } from './PasskeyRow.tsx';
import { Section } from './Section.tsx';

/** Signing in with the lock of the device itself: nothing to remember, nothing to be fished for. */
export function PasskeySection({ protection: { passkeys } }: { protection: Protection }) {
  const { t } = useWords();
  const [adds, setAdds] = useState(false);
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
      {!canUsePasskeys() && <p className={css.small}>{t('account.passkey.cannot')}</p>}
      {adds && <NewPasskey onDone={() => setAdds(false)} onCancel={() => setAdds(false)} />}
      {canUsePasskeys() && !adds && (
        <div className={css.buttons}>
          <Button variant="default" onClick={() => setAdds(true)}>
            {t('account.passkey.add')}
          </Button>
        </div>
      )}
    </Section>
  );
}
