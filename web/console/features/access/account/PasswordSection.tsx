import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Protection } from '#contract/access-account';
import { ACCOUNT_TEXT } from '../../../text/account.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import { isLongEnough, NewPasswordField } from '../NewPasswordField.tsx';
import { CurrentPasswordField } from '../ProofField.tsx';
import css from './account.module.css';
import { changePassword, protectionQuery, sessionsQuery } from './account.ts';
import { KeepLinks } from './KeepLinks.tsx';
import { Section } from './Section.tsx';

/**
 * A new password. Requires the current one; with a second factor, the server requires that instead.
 */
export function PasswordSection({ protection }: { protection: Protection }) {
  const { t } = useText();
  const { hasPassword, totp, passkeys } = protection;
  const needsCurrent = hasPassword && !totp && passkeys.length === 0;
  const { t: more } = useText(ACCOUNT_TEXT);
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [keepLinks, setKeepLinks] = useState(false);
  const change = useMutation({
    mutationFn: () => changePassword({ password, keepLinks, ...(needsCurrent && { current }) }),
    onSuccess: () => {
      setOpen(false);
      setPassword('');
      setCurrent('');
    },
    onSettled: () => Promise.all([client.invalidateQueries(protectionQuery), client.invalidateQueries(sessionsQuery)]),
  });
  return (
    <Section title={t('access.password')} icon={<IconKey aria-hidden size={22} />}>
      {change.isSuccess && !isOpen && (
        <p className={css.good} role="status">
          {t('account.password.changed')}
        </p>
      )}
      {isOpen ? (
        <InlineForm
          why={t('account.password.why')}
          submitLabel={t('account.password.change')}
          isReady={isLongEnough(password) && (!needsCurrent || current !== '')}
          isSending={change.isPending}
          error={change.error}
          onSubmit={() => change.mutate()}
          onCancel={() => setOpen(false)}
        >
          {needsCurrent && <CurrentPasswordField label={more('current')} value={current} onChange={setCurrent} />}
          <NewPasswordField value={password} onChange={setPassword} autoFocus={!needsCurrent} />
          <KeepLinks isChecked={keepLinks} onChange={setKeepLinks} />
        </InlineForm>
      ) : (
        <div className={css.buttons}>
          <Button
            variant="default"
            onClick={() => {
              change.reset();
              setOpen(true);
            }}
          >
            {t(hasPassword ? 'account.password.change' : 'account.password.set')}
          </Button>
        </div>
      )}
    </Section>
  );
}
