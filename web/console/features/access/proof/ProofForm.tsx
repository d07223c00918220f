import { Button } from '@mantine/core';
import { IconFingerprint, IconLock, IconShieldLock } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Protection } from '#contract/access-account';
import { useWords } from '../../../ui/use-words.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import { type Proof, protectionQuery, proveAgain, proveAgainByPasskey } from '../account/account.ts';
import { isTyped, ProofField } from '../ProofField.tsx';
import { useFailureWords } from '../use-failure-words.ts';
import css from './ProofForm.module.css';
import { type ProofWay, waysToProve } from './ways-to-prove.ts';

type Props = { onAnswer: (isProved: boolean) => void };

/** The question itself, with whatever this person has to answer it. */
export function ProofForm({ onAnswer }: Props) {
  const { t } = useWords();
  const sayFailure = useFailureWords();
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
      <div className={css.words}>
        <IconShieldLock aria-hidden size={28} />
        <div>
          <h2 id="proof-title" className={css.title}>
            {t('proof.title')}
          </h2>
          <p className={css.hint}>{t('proof.hint')}</p>
        </div>
      </div>
      {protection.isPending && <Waiting words={t('app.loading')} />}
      {protection.isError && <p role="alert">{sayFailure(protection.error)}</p>}
      {protection.data && <Ways protection={protection.data} onAnswer={onAnswer} />}
      <Button className={css.cancel} variant="default" onClick={() => onAnswer(false)}>
        {t('app.cancel')}
      </Button>
    </section>
  );
}

function Ways({ protection, onAnswer }: Props & { protection: Protection }) {
  const { t } = useWords();
  const sayFailure = useFailureWords();
  const ways = waysToProve(protection);
  const [way, setWay] = useState<ProofWay | undefined>(ways[0]);
  const [secret, setSecret] = useState('');
  const attempt = useMutation({
    mutationFn: (proof: Proof | 'passkey') => (proof === 'passkey' ? proveAgainByPasskey() : proveAgain(proof)),
    onSuccess: () => onAnswer(true),
    onError: () => setSecret(''),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (attempt.isPending || way === undefined) return;
    if (way === 'passkey') attempt.mutate('passkey');
    else if (way === 'password') attempt.mutate({ password: secret });
    else attempt.mutate(way === 'totp' ? { totp: secret } : { recoveryCode: secret });
  };
  if (way === undefined) return <p>{t('proof.noWay')}</p>;
  return (
    <form className={css.form} onSubmit={submit}>
      {way !== 'passkey' && <ProofField way={way} value={secret} onChange={setSecret} />}
      <Button
        type="submit"
        size="lg"
        leftSection={way === 'passkey' ? <IconFingerprint aria-hidden size={22} /> : <IconLock aria-hidden size={22} />}
        autoFocus={way === 'passkey'}
        loading={attempt.isPending}
        disabled={way !== 'passkey' && !isTyped(way, secret)}
      >
        {t(way === 'passkey' ? 'proof.byPasskey' : 'access.confirm')}
      </Button>
      {ways
        .filter((other) => other !== way)
        .map((other) => (
          <Button
            key={other}
            variant="default"
            size="lg"
            onClick={() => {
              attempt.reset();
              setSecret('');
              setWay(other);
            }}
          >
            {t(`proof.use.${other}`)}
          </Button>
        ))}
      {attempt.isError && (
        <p className={css.problem} role="alert">
          {sayFailure(attempt.error)}
        </p>
      )}
    </form>
  );
}

/** Afterwards the keyboard is where it was: on the act that waited. */
function useFocusBack(): void {
  const before = useRef(document.activeElement);
  useEffect(() => {
    const { current } = before;
    return () => {
      if (current instanceof HTMLElement && current.isConnected) current.focus();
    };
  }, []);
}
