import { Button } from '@mantine/core';
import { IconFingerprint, IconLock, IconShieldLock } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Protection } from '#contract/access-account';
import { useText } from '../../../ui/use-text.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import { type Proof, protectionQuery, proveAgain, proveAgainByPasskey } from '../account/account.ts';
import { isTyped, ProofField } from '../ProofField.tsx';
import { useFailureText } from '../use-failure-text.ts';
import css from './ProofForm.module.css';
import { type ProofMethod, proofMethodsOf } from './proof-methods.ts';

type Props = { onAnswer: (isProved: boolean) => void };

/** The form for a proof, with the methods that this person has. */
export function ProofForm({ onAnswer }: Props) {
  const { t } = useText();
  const describeFailure = useFailureText();
  const protection = useQuery(protectionQuery);
  useFocusBack();
  return (
    <section
      className={css.bar}
      role="dialog"
      aria-labelledby="proof-title"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onAnswer(false);
      }}
    >
      <div className={css.text}>
        <IconShieldLock aria-hidden size={28} />
        <div>
          <h2 id="proof-title" className={css.title}>
            {t('proof.title')}
          </h2>
          <p className={css.hint}>{t('proof.hint')}</p>
        </div>
      </div>
      {protection.isPending && <Waiting label={t('app.loading')} />}
      {protection.isError && <p role="alert">{describeFailure(protection.error)}</p>}
      {protection.data && <ProofMethods protection={protection.data} onAnswer={onAnswer} />}
      <Button className={css.cancel} variant="default" onClick={() => onAnswer(false)}>
        {t('app.cancel')}
      </Button>
    </section>
  );
}

function ProofMethods({ protection, onAnswer }: Props & { protection: Protection }) {
  const { t } = useText();
  const describeFailure = useFailureText();
  const methods = proofMethodsOf(protection);
  const [method, setMethod] = useState<ProofMethod | undefined>(methods[0]);
  const [secret, setSecret] = useState('');
  const attempt = useMutation({
    mutationFn: (proof: Proof | 'passkey') => (proof === 'passkey' ? proveAgainByPasskey() : proveAgain(proof)),
    onSuccess: () => onAnswer(true),
    onError: () => setSecret(''),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (attempt.isPending || method === undefined) return;
    if (method === 'passkey') attempt.mutate('passkey');
    else if (method === 'password') attempt.mutate({ password: secret });
    else attempt.mutate(method === 'totp' ? { totp: secret } : { recoveryCode: secret });
  };
  if (method === undefined) return <p>{t('proof.noMethod')}</p>;
  return (
    <form className={css.form} onSubmit={submit}>
      {method !== 'passkey' && <ProofField method={method} value={secret} onChange={setSecret} />}
      <Button
        type="submit"
        size="lg"
        leftSection={
          method === 'passkey' ? <IconFingerprint aria-hidden size={22} /> : <IconLock aria-hidden size={22} />
        }
        autoFocus={method === 'passkey'}
        loading={attempt.isPending}
        disabled={method !== 'passkey' && !isTyped(method, secret)}
      >
        {t(method === 'passkey' ? 'proof.byPasskey' : 'access.confirm')}
      </Button>
      {methods
        .filter((other) => other !== method)
        .map((other) => (
          <Button
            key={other}
            variant="default"
            size="lg"
            onClick={() => {
              attempt.reset();
              setSecret('');
              setMethod(other);
            }}
          >
            {t(`proof.use.${other}`)}
          </Button>
        ))}
      {attempt.isError && (
        <p className={css.problem} role="alert">
          {describeFailure(attempt.error)}
        </p>
      )}
    </form>
  );
}

/** Returns the focus to the action that was waiting. */
function useFocusBack(): void {
  const before = useRef(document.activeElement);
  useEffect(() => {
    const { current } = before;
    return () => {
      if (current instanceof HTMLElement && current.isConnected) current.focus();
    };
  }, []);
}
