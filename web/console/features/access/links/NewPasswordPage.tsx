import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { isProblem } from '../../../api/request.ts';
import { useText } from '../../../ui/use-text.ts';
import { isLongEnough, NewPasswordField } from '../NewPasswordField.tsx';
import { useFailureText } from '../use-failure-text.ts';
import { LinkSheet } from './LinkSheet.tsx';
import css from './links.module.css';
import { setPasswordByLink } from './links.ts';

type Props = { token: string; onLeave: () => void };

/** For a forgotten password: the agency's administrator handed over this link. */
export default function NewPasswordPage({ token, onLeave }: Props) {
  const { t } = useText();
  const describeFailure = useFailureText();
  const [password, setPassword] = useState('');
  const send = useMutation({ mutationFn: () => setPasswordByLink(token, password) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!send.isPending) send.mutate();
  };
  const toSignIn = (
    <Button size="lg" onClick={onLeave}>
      {t('link.toSignIn')}
    </Button>
  );
  if (send.isSuccess) {
    return (
      <LinkSheet title={t('link.passwordTitle')}>
        <p className={css.good} role="status">
          <IconCircleCheck aria-hidden size={26} /> <span>{t('link.passwordSet', { email: send.data })}</span>
        </p>
        {toSignIn}
      </LinkSheet>
    );
  }
  // The server answers a truncated link as malformed.
  if (isProblem(send.error, 'access/link-not-valid') || isProblem(send.error, 'request/invalid') || token === '') {
    return (
      <LinkSheet title={t('link.passwordTitle')}>
        <p className={css.problem} role="alert">
          {t('link.notValid')}
        </p>
        <p>{t('link.askAnew')}</p>
        {toSignIn}
      </LinkSheet>
    );
  }
  return (
    <LinkSheet title={t('link.passwordTitle')}>
      <form className={css.form} onSubmit={submit}>
        <NewPasswordField value={password} onChange={setPassword} autoFocus />
        {send.isError && (
          <p className={css.problem} role="alert">
            {describeFailure(send.error)}
          </p>
        )}
        <Button type="submit" size="lg" loading={send.isPending} disabled={!isLongEnough(password)}>
          {t('link.setPassword')}
        </Button>
      </form>
      <p className={css.muted}>{t('link.passwordHint')}</p>
    </LinkSheet>
  );
}
