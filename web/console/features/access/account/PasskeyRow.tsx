import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Protection } from '#contract/access-account';
import { isWritten } from '#contract/words';
import { serverNow } from '../../../live/clock.ts';
import { AskForm } from '../../../ui/AskForm.tsx';
import { sayMoment } from '../../../ui/time-words.ts';
import { useWords } from '../../../ui/use-words.ts';
import css from './account.module.css';
import { protectionQuery, removePasskey, renamePasskey } from './account.ts';

export function PasskeyRow({ passkey }: { passkey: Protection['passkeys'][number] }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const [act, setAct] = useState<'rename' | 'remove' | null>(null);
  const [name, setName] = useState(passkey.name);
  const send = useMutation({
    mutationFn: () => (act === 'remove' ? removePasskey(passkey.id) : renamePasskey(passkey.id, name)),
    onSuccess: () => setAct(null),
    onSettled: () => client.invalidateQueries(protectionQuery),
  });
  const open = (next: 'rename' | 'remove'): void => {
    send.reset();
    setName(passkey.name);
    setAct(next);
  };
  const now = serverNow();
  const form = {
    isSending: send.isPending,
    error: send.error,
    onSubmit: () => send.mutate(),
    onCancel: () => setAct(null),
  };
  return (
    <li className={css.row}>
      <div className={css.rowWords}>
        <strong>{passkey.name}</strong>
        <p className={css.small}>
          {t('account.passkey.made', { time: sayMoment(passkey.createdAt, now, language) })} ·{' '}
          {passkey.lastUsedAt
            ? t('account.passkey.used', { time: sayMoment(passkey.lastUsedAt, now, language) })
            : t('account.passkey.unused')}
        </p>
      </div>
      {act === null && (
        <div className={css.buttons}>
          <Button
            variant="default"
            aria-label={`${t('account.rename')}: ${passkey.name}`}
            onClick={() => open('rename')}
          >
            {t('account.rename')}
          </Button>
          <Button
            variant="default"
            aria-label={`${t('account.remove')}: ${passkey.name}`}
            onClick={() => open('remove')}
          >
            {t('account.remove')}
          </Button>
        </div>
      )}
      {act === 'rename' && (
        <AskForm {...form} submitLabel={t('app.save')} isReady={isWritten(name)}>
          <TextInput
            label={t('account.passkey.name')}
            required
            withAsterisk={false}
            size="lg"
            maxLength={60}
            autoFocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </AskForm>
      )}
      {act === 'remove' && (
        <AskForm {...form} tone="danger" why={t('account.passkey.removeWhy')} submitLabel={t('account.remove')} />
      )}
    </li>
  );
}
