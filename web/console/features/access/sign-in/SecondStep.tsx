import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { isProblem } from '../../../api/request.ts';
import { useWords } from '../../../ui/use-words.ts';
import { isTyped, ProofField } from '../ProofField.tsx';
import { canUsePasskeys } from '../passkey.ts';
import css from './SignInPage.module.css';
import { TryProblem } from './TryProblem.tsx';
import { useRetryWait } from './use-retry-wait.ts';
import { type SecondWay, signInBySecondFactor, signInBySecondPasskey } from './ways-in.ts';

type Props = {
  /** What this person has to show, quickest first. */
  ways: readonly SecondWay[];
  onGesture: () => void;
  onSignedIn: () => Promise<void>;
  /** The first step is too long ago, or the person wants another account. `error` says why. */
  onBeginAnew: (error?: unknown) => void;
};

const HINTS = {
  passkey: 'access.passkeyHint',
  totp: 'access.codeHint',
  'recovery-code': 'access.recoveryHint',
} as const;
const USES = { passkey: 'proof.use.passkey', totp: 'access.useCode', 'recovery-code': 'access.useRecovery' } as const;

/** The second step: the device's own lock, six digits of the app, or a recovery code when neither is at hand. */
export function SecondStep({ ways, onGesture, onSignedIn, onBeginAnew }: Props) {
  const { t } = useWords();
  // A browser that has no passkeys offers what is left; what can't be used here is said rather than hidden.
  const usable = ways.filter((way) => way !== 'passkey' || canUsePasskeys());
  const [way, setWay] = useState<SecondWay>(usable[0] ?? 'passkey');
  const [code, setCode] = useState('');
  const attempt = useMutation({
    mutationFn: async () => {
      if (way === 'passkey') await signInBySecondPasskey();
      else await signInBySecondFactor(way === 'totp' ? { totp: code } : { recoveryCode: code });
      await onSignedIn();
    },
    onError: (error) => {
      if (isProblem(error, 'access/sign-in-again')) onBeginAnew(error);
      else setCode('');
    },
  });
  const wait = useRetryWait(attempt.error);
  const isGiven = way === 'passkey' ? canUsePasskeys() : isTyped(way, code);
  const isReady = wait === 0 && isGiven;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isReady || attempt.isPending) return;
    onGesture();
    attempt.mutate();
  };
  return (
    <>
      <form className={css.step} onSubmit={submit}>
        <p className={css.hint}>{t(isGiven || way !== 'passkey' ? HINTS[way] : 'access.passkeyElsewhere')}</p>
        {way !== 'passkey' && <ProofField way={way} value={code} onChange={setCode} />}
        <TryProblem error={attempt.error} wait={wait} />
        <Button
          type="submit"
          size="lg"
          autoFocus={way === 'passkey'}
          leftSection={way === 'passkey' && <IconFingerprint aria-hidden size={24} />}
          loading={attempt.isPending}
          disabled={!isReady}
        >
          {t(way === 'passkey' ? 'proof.byPasskey' : 'access.confirm')}
        </Button>
      </form>
      <div className={css.others}>
        {usable
          .filter((other) => other !== way)
          .map((other) => (
            <Button
              key={other}
              variant="default"
              size="lg"
              onClick={() => {
                setWay(other);
                setCode('');
                attempt.reset();
              }}
            >
              {t(USES[other])}
            </Button>
          ))}
        <Button variant="default" size="lg" onClick={() => onBeginAnew()}>
          {t('access.beginAnew')}
        </Button>
      </div>
      <p className={css.hint}>{t('access.neither')}</p>
    </>
  );
}
