import { Button, TextInput } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { isWritten } from '#contract/text';
import { useText } from '../../../ui/use-text.ts';
import { isLongEnough, NewPasswordField } from '../NewPasswordField.tsx';
import { useFailureText } from '../use-failure-text.ts';
import css from './links.module.css';
import { acceptInvitation } from './links.ts';

type Props = { token: string; email: string; onSignIn: () => void };

/** Creates the account by name and password. Then the person signs in, so that they have done it once with help nearby. */
export function JoinForm({ token, email, onSignIn }: Props) {
  const { t } = useText();
  const describeFailure = useFailureText();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const join = useMutation({ mutationFn: () => acceptInvitation(token, name.trim(), password) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!join.isPending) join.mutate();
  };
  if (join.isSuccess) {
    return (
      <>
        <p className={css.good} role="status">
          <IconCircleCheck aria-hidden size={26} /> <span>{t('link.joined', { email: join.data })}</span>
        </p>
        <Button size="lg" onClick={onSignIn}>
          {t('link.toSignIn')}
        </Button>
      </>
    );
  }
  return (
    <form className={css.form} onSubmit={submit}>
      {/* Tells password managers whose password it is. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <TextInput
        label={t('link.name')}
        description={t('link.nameHint')}
        autoComplete="name"
        required
        withAsterisk={false}
        size="lg"
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NewPasswordField value={password} onChange={setPassword} />
      {join.isError && (
        <p className={css.problem} role="alert">
          {describeFailure(join.error)}
        </p>
      )}
      <Button type="submit" size="lg" loading={join.isPending} disabled={!isWritten(name) || !isLongEnough(password)}>
        {t('link.join')}
      </Button>
    </form>
  );
}
