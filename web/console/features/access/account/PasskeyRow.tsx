import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Protection } from '#contract/access-account';
import { isWritten } from '#contract/text';
import { serverNow } from '../../../live/clock.ts';
import { formatMoment } from '../../../ui/format-time.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import css from './account.module.css';
import { protectionQuery, removePasskey, renamePasskey } from './account.ts';

export function PasskeyRow({ passkey }: { passkey: Protection['passkeys'][number] }) {
  const { t, language } = useText();
  const client = useQueryClient();
  const [action, setAction] = useState<'rename' | 'remove' | null>(null);
  const [name, setName] = useState(passkey.name);
  const send = useMutation({
    mutationFn: () => (action === 'remove' ? removePasskey(passkey.id) : renamePasskey(passkey.id, name)),
    onSuccess: () => setAction(null),
    onSettled: () => client.invalidateQueries(protectionQuery),
  });
  const open = (next: 'rename' | 'remove'): void => {
    send.reset();
    setName(passkey.name);
    setAction(next);
  };
  const now = serverNow();
  const form = {
    isSending: send.isPending,
    error: send.error,
    onSubmit: () => send.mutate(),
    onCancel: () => setAction(null),
  };
  return (
    <li className={css.row}>
      <div className={css.rowText}>
        <strong>{passkey.name}</strong>
        <p className={css.small}>
          {t('account.passkey.made', { time: formatMoment(passkey.createdAt, now, language) })} ·{' '}
          {passkey.lastUsedAt
            ? t('account.passkey.used', { time: formatMoment(passkey.lastUsedAt, now, language) })
            : t('account.passkey.unused')}
        </p>
      </div>
      {action === null && (
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
      {action === 'rename' && (
        <InlineForm {...form} submitLabel={t('app.save')} isReady={isWritten(name)}>
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
        </InlineForm>
      )}
      {action === 'remove' && (
        <InlineForm {...form} tone="danger" why={t('account.passkey.removeWhy')} submitLabel={t('account.remove')} />
      )}
    </li>
  );
}
