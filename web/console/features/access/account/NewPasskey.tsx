import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isWritten } from '#contract/text';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import { describeDevice } from '../describe-device.ts';
import { useFailureText } from '../use-failure-text.ts';
import css from './account.module.css';
import { addPasskey, protectionQuery } from './account.ts';

/** `onDone` receives new recovery codes if the account had none. */
type Props = { onDone: (newRecoveryCodes: string[]) => void; onCancel: () => void };

/** Names a passkey, then lets the device create it. By the name the person can later remove the right one. */
export function NewPasskey({ onDone, onCancel }: Props) {
  const { t } = useText();
  const describeFailure = useFailureText();
  const client = useQueryClient();
  const [name, setName] = useState(() => describeDevice(navigator.userAgent) ?? '');
  const add = useMutation({
    mutationFn: () => addPasskey(name),
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries(protectionQuery),
  });
  return (
    <InlineForm
      why={t('account.passkey.addWhy')}
      submitLabel={t('account.passkey.make')}
      isReady={isWritten(name)}
      isSending={add.isPending}
      onSubmit={() => add.mutate()}
      onCancel={onCancel}
    >
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
      {add.isError && (
        <p className={css.problem} role="alert">
          {describeFailure(add.error)}
        </p>
      )}
    </InlineForm>
  );
}
