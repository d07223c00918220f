import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AskForm } from '../../../ui/AskForm.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { isLongEnough, NewPasswordField } from '../NewPasswordField.tsx';
import css from './account.module.css';
import { changePassword, protectionQuery, sessionsQuery } from './account.ts';
import { Section } from './Section.tsx';

export function PasswordSection({ hasPassword }: { hasPassword: boolean }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [password, setPassword] = useState('');
  const change = useMutation({
    mutationFn: () => changePassword(password),
    onSuccess: () => {
      setOpen(false);
      setPassword('');
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
        <AskForm
          why={t('account.password.why')}
          submitLabel={t('account.password.change')}
          isReady={isLongEnough(password)}
          isSending={change.isPending}
          error={change.error}
          onSubmit={() => change.mutate()}
          onCancel={() => setOpen(false)}
        >
          <NewPasswordField value={password} onChange={setPassword} autoFocus />
        </AskForm>
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
