import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { isWritten } from '#contract/words';
import { isProblem } from '../../../api/request.ts';
import { useWords } from '../../../ui/use-words.ts';
import { CodeField, isWholeCode } from '../CodeField.tsx';
import css from './SignInPage.module.css';
import { TryProblem } from './TryProblem.tsx';
import { useRetryWait } from './use-retry-wait.ts';
import { type SecondProof, signInBySecondFactor } from './ways-in.ts';

type Props = {
  onGesture: () => void;
  onSignedIn: () => Promise<void>;
  /** The first step is too long ago, or the person wants another account. `error` says why. */
  onBeginAnew: (error?: unknown) => void;
};

/** The second step: six digits of the app, or a recovery code when the telephone is not at hand. */
export function SecondStep({ onGesture, onSignedIn, onBeginAnew }: Props) {
  const { t } = useWords();
  const [isByPaper, setByPaper] = useState(false);
  const [code, setCode] = useState('');
  const attempt = useMutation({
    mutationFn: async (proof: SecondProof) => {
      await signInBySecondFactor(proof);
      await onSignedIn();
    },
    onError: (error) => {
      if (isProblem(error, 'access/sign-in-again')) onBeginAnew(error);
      else setCode('');
    },
  });
  const wait = useRetryWait(attempt.error);
  const isReady = wait === 0 && (isByPaper ? isWritten(code) : isWholeCode(code));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isReady || attempt.isPending) return;
    onGesture();
    attempt.mutate(isByPaper ? { recoveryCode: code } : { totp: code });
  };
  const change = (): void => {
    setByPaper(!isByPaper);
    setCode('');
    attempt.reset();
  };
  return (
    <>
      <form className={css.step} onSubmit={submit}>
        <p className={css.hint}>{t(isByPaper ? 'access.recoveryHint' : 'access.codeHint')}</p>
        {isByPaper ? (
          <TextInput
            key="paper"
            label={t('access.recoveryCode')}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            required
            withAsterisk={false}
            size="lg"
            autoFocus
            maxLength={40}
            placeholder="XXXX-XXXX-XXXX-XXXX-XXXX-XXXX"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        ) : (
          <CodeField key="app" value={code} onChange={setCode} />
        )}
        <TryProblem error={attempt.error} wait={wait} />
        <Button type="submit" size="lg" loading={attempt.isPending} disabled={!isReady}>
          {t('access.confirm')}
        </Button>
      </form>
      <div className={css.others}>
        <Button variant="default" size="lg" onClick={change}>
          {t(isByPaper ? 'access.useCode' : 'access.useRecovery')}
        </Button>
        <Button variant="default" size="lg" onClick={() => onBeginAnew()}>
          {t('access.beginAnew')}
        </Button>
      </div>
      <p className={css.hint}>{t('access.neither')}</p>
    </>
  );
}
