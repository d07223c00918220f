import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { isProblem } from '../../../api/request.ts';
import { useText } from '../../../ui/use-text.ts';
import { isTyped, ProofField } from '../ProofField.tsx';
import { canUsePasskeys } from '../passkey.ts';
import css from './SignInPage.module.css';
import { type SecondFactorMethod, signInBySecondFactor, signInBySecondPasskey } from './sign-in-methods.ts';
import { TryProblem } from './TryProblem.tsx';
import { useRetryWait } from './use-retry-wait.ts';

type Props = {
  /** The second factors of this person, fastest first. */
  methods: readonly SecondFactorMethod[];
  onGesture: () => void;
  onSignedIn: () => Promise<void>;
  /** Called when the first step has expired (`error`), or when the person wants to use another account. */
  onStartAgain: (error?: unknown) => void;
};

const HINTS = {
  passkey: 'access.passkeyHint',
  totp: 'access.codeHint',
  'recovery-code': 'access.recoveryHint',
} as const;
const USES = { passkey: 'proof.use.passkey', totp: 'access.useCode', 'recovery-code': 'access.useRecovery' } as const;

/** The second step: a passkey, the code of the app, or a recovery code. */
export function SecondStep({ methods, onGesture, onSignedIn, onStartAgain }: Props) {
  const { t } = useText();
  // Without passkey support the other methods are offered; a method that can't be used here is explained, not hidden.
  const usable = methods.filter((method) => method !== 'passkey' || canUsePasskeys());
  const [method, setMethod] = useState<SecondFactorMethod>(usable[0] ?? 'passkey');
  const [code, setCode] = useState('');
  const attempt = useMutation({
    mutationFn: async () => {
      if (method === 'passkey') await signInBySecondPasskey();
      else await signInBySecondFactor(method === 'totp' ? { totp: code } : { recoveryCode: code });
      await onSignedIn();
    },
    onError: (error) => {
      if (isProblem(error, 'access/sign-in-again')) onStartAgain(error);
      else setCode('');
    },
  });
  const wait = useRetryWait(attempt.error);
  const isGiven = method === 'passkey' ? canUsePasskeys() : isTyped(method, code);
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
        <p className={css.hint}>{t(isGiven || method !== 'passkey' ? HINTS[method] : 'access.passkeyElsewhere')}</p>
        {method !== 'passkey' && <ProofField method={method} value={code} onChange={setCode} />}
        <TryProblem error={attempt.error} wait={wait} />
        <Button
          type="submit"
          size="lg"
          autoFocus={method === 'passkey'}
          leftSection={method === 'passkey' && <IconFingerprint aria-hidden size={24} />}
          loading={attempt.isPending}
          disabled={!isReady}
        >
          {t(method === 'passkey' ? 'proof.byPasskey' : 'access.confirm')}
        </Button>
      </form>
      <div className={css.others}>
        {usable
          .filter((other) => other !== method)
          .map((other) => (
            <Button
              key={other}
              variant="default"
              size="lg"
              onClick={() => {
                setMethod(other);
                setCode('');
                attempt.reset();
              }}
            >
              {t(USES[other])}
            </Button>
          ))}
        <Button variant="default" size="lg" onClick={() => onStartAgain()}>
          {t('access.beginAnew')}
        </Button>
      </div>
      <p className={css.hint}>{t('access.neither')}</p>
    </>
  );
}
