import { Button, PasswordInput, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconVolume } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { sayProblem } from '../../api/problem-words.ts';
import { ProblemError } from '../../api/request.ts';
import { useWords } from '../../ui/use-words.ts';
import { DemoAccounts } from './DemoAccounts.tsx';
import css from './SignInPage.module.css';
import { listDemoAccounts, signIn } from './session.ts';

type Props = {
  expired: boolean;
  /** The click that signs in is also the gesture browsers want before anything may sound. */
  onGesture: () => void;
  onSignedIn: () => Promise<void>;
};

export function SignInPage({ expired, onGesture, onSignedIn }: Props) {
  const { t, language } = useWords();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const demo = useQuery({ queryKey: ['demo-accounts'], queryFn: ({ signal }) => listDemoAccounts(signal) });
  const attempt = useMutation({
    mutationFn: async (pair: { email: string; password: string }) => {
      await signIn(pair.email, pair.password);
      await onSignedIn();
    },
  });
  const submit = (pair: { email: string; password: string }): void => {
    onGesture();
    attempt.mutate(pair);
  };
  const submitForm = (event: FormEvent): void => {
    event.preventDefault();
    submit({ email, password });
  };

  return (
    <main className={css.page}>
      <div className={css.sheet}>
        <form className={css.form} onSubmit={submitForm}>
          <header>
            <p className={css.brand}>{t('app.name')}</p>
            <p className={css.fullName}>{t('app.fullName')}</p>
          </header>
          {expired && (
            <div className={css.expired} role="alert">
              <IconAlertTriangle aria-hidden size={28} />
              <p>
                <strong>{t('access.expired')}</strong>
                <br />
                {t('access.expiredHint')}
              </p>
            </div>
          )}
          <h1 className={css.title}>{t('access.title')}</h1>
          <TextInput
            label={t('access.email')}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            size="lg"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('access.password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            size="lg"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {attempt.isError && (
            <p className={css.problem} role="alert">
              {sayRefusal(attempt.error)}
            </p>
          )}
          <Button type="submit" size="lg" loading={attempt.isPending}>
            {t('access.signIn')}
          </Button>
          <p className={css.soundHint}>
            <IconVolume aria-hidden size={20} /> {t('access.soundHint')}
          </p>
        </form>
        {demo.data && demo.data.length > 0 && (
          <DemoAccounts accounts={demo.data} disabled={attempt.isPending} onChoose={submit} />
        )}
      </div>
    </main>
  );

  function sayRefusal(error: unknown): string {
    const status = error instanceof ProblemError ? error.problem.status : 0;
    if (status === 400 || status === 401 || status === 403 || status === 422) return t('access.wrong');
    return status === 429 ? t('access.tooMany') : sayProblem(error, language);
  }
}
