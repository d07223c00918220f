import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { ProblemError } from '../../../api/request.ts';
import { LanguageSwitch } from '../../../ui/LanguageSwitch.tsx';
import { LazyPage } from '../../../ui/LazyPage.tsx';
import { lazyPart } from '../../../ui/lazy-part.ts';
import { useText } from '../../../ui/use-text.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import { DemoAccounts } from './DemoAccounts.tsx';
import { listDemoAccounts } from './demo-accounts.ts';
import { PasswordStep } from './PasswordStep.tsx';
import css from './SignInPage.module.css';
import { readSecondFactorMethods, signInByPassword, useSignInMethods } from './sign-in-methods.ts';

/** Loaded while the password is checked, because most people have no second step. */
const fetchSecondStep = () => import('./SecondStep.tsx');
const SecondStep = lazyPart(async () => ({ default: (await fetchSecondStep()).SecondStep }));

/** The form appears after this time at the latest; before, it waits for the other methods, so that it does not move. */
const WAIT_FOR_OTHERS_MS = 1500;

type Props = {
  /** Shown first, e.g. that this device was signed out. */
  message: ReactNode;
  /** The query string, with the result of a sign-in by the organisation. */
  search: string;
  /** The click to sign in is also the user gesture that browsers require before playing sounds. */
  onGesture: () => void;
  onSignedIn: () => Promise<void>;
  /** Called when the form is visible: other modules may be loaded now. */
  onShown: () => void;
};

/** The sign-in page: first name and password, then the second factor if there is one. */
export function SignInPage({ message, search, onGesture, onSignedIn, onShown }: Props) {
  const { t } = useText();
  const cameBack = new URLSearchParams(search);
  const [second, setSecond] = useState(() => readSecondFactorMethods(cameBack.get('secondFactor')));
  const [earlier, setEarlier] = useState<unknown>(() => problemOf(cameBack.get('problem')));
  const demo = useQuery({ queryKey: ['demo-accounts'], queryFn: ({ signal }) => listDemoAccounts(signal) });
  const methods = useSignInMethods();
  const [hasWaited, setWaited] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), WAIT_FOR_OTHERS_MS);
    return () => clearTimeout(timer);
  }, []);
  const attempt = useMutation({
    mutationFn: async ({ name, password }: { name: string; password: string }) => {
      setEarlier(null);
      void fetchSecondStep().catch(() => undefined);
      const answer = await signInByPassword(name, password);
      if ('secondFactor' in answer) setSecond(answer.secondFactor);
      else await onSignedIn();
    },
  });
  const isShown = hasWaited || !(demo.isPending || methods.isPending);
  useEffect(() => {
    if (isShown) onShown();
  }, [isShown, onShown]);
  if (!isShown) return <Waiting className={css.waiting} label={t('app.loading')} />;
  return (
    <main className={css.page}>
      <div className={css.sheet}>
        <div className={css.form}>
          <header>
            <div className={css.top}>
              <p className={css.brand}>{t('app.name')}</p>
              <LanguageSwitch />
            </div>
            <p className={css.fullName}>{t('app.fullName')}</p>
          </header>
          {message}
          <h1 className={css.title}>{t(second ? 'access.secondTitle' : 'access.title')}</h1>
          {second ? (
            <LazyPage>
              <SecondStep
                methods={second}
                onGesture={onGesture}
                onSignedIn={onSignedIn}
                onStartAgain={(error) => {
                  attempt.reset();
                  setEarlier(error);
                  setSecond(null);
                }}
              />
            </LazyPage>
          ) : (
            <PasswordStep
              error={attempt.error ?? earlier}
              isTrying={attempt.isPending}
              onGesture={onGesture}
              onTry={(name, password) => attempt.mutate({ name, password })}
              onSignedIn={onSignedIn}
            />
          )}
        </div>
        {!second && demo.data && demo.data.length > 0 && (
          <DemoAccounts
            accounts={demo.data}
            disabled={attempt.isPending}
            onChoose={({ email, password }) => {
              onGesture();
              attempt.mutate({ name: email, password });
            }}
          />
        )}
      </div>
    </main>
  );
}

/** The organisation's sign-in returns to this page; a failure is a code in the URL. */
function problemOf(code: string | null): ProblemError | null {
  return code === null ? null : new ProblemError({ type: 'about:blank', title: '', status: 401, code });
}
