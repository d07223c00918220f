import { Button, PasswordInput, TextInput } from '@mantine/core';
import { IconBuilding, IconFingerprint, IconVolume } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useText } from '../../../ui/use-text.ts';
import { canUsePasskeys } from '../passkey.ts';
import css from './SignInPage.module.css';
import { ORGANISATION_SIGN_IN, signInByPasskey, useSignInMethods } from './sign-in-methods.ts';
import { TryProblem } from './TryProblem.tsx';
import { usePasskeyAutofill } from './use-passkey-autofill.ts';
import { useRetryWait } from './use-retry-wait.ts';

type Props = {
  /** The error of the last try by password. */
  error: unknown;
  isTrying: boolean;
  onGesture: () => void;
  onTry: (name: string, password: string) => void;
  onSignedIn: () => Promise<void>;
};

/** The first step: name and password, a passkey, or the organisation's sign-in. */
export function PasswordStep({ error, isTrying, onGesture, onTry, onSignedIn }: Props) {
  const { t } = useText();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const methods = useSignInMethods().data;
  const stopAutofill = usePasskeyAutofill(methods?.passkey === true, () => void onSignedIn());
  const passkey = useMutation({
    mutationFn: async () => {
      stopAutofill();
      await signInByPasskey();
      await onSignedIn();
    },
  });
  const shown = passkey.error ?? error;
  const [tried, setTried] = useState('');
  const left = useRetryWait(shown);
  // Only this name must wait: a colleague at the same screen may sign in.
  const wait = passkey.error || name === tried ? left : 0;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    passkey.reset();
    onGesture();
    setTried(name);
    onTry(name, password);
  };
  return (
    <>
      <form className={css.step} onSubmit={submit}>
        <TextInput
          label={t('access.nameField')}
          inputMode="email"
          autoComplete="username webauthn"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          size="lg"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('access.password')}
          autoComplete="current-password webauthn"
          required
          withAsterisk={false}
          size="lg"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <TryProblem error={shown} wait={wait} />
        <Button type="submit" size="lg" loading={isTrying} disabled={wait > 0 || passkey.isPending}>
          {t('access.signIn')}
        </Button>
      </form>
      {methods && (canUsePasskeys() || methods.organisation !== null) && (
        <div className={css.others}>
          <p className={css.or}>{t('access.or')}</p>
          {canUsePasskeys() && (
            <Button
              variant="default"
              size="lg"
              leftSection={<IconFingerprint aria-hidden size={24} />}
              loading={passkey.isPending}
              disabled={isTrying}
              onClick={() => {
                onGesture();
                passkey.mutate();
              }}
            >
              {t('access.withPasskey')}
            </Button>
          )}
          {methods.organisation !== null && (
            <Button
              component="a"
              href={ORGANISATION_SIGN_IN}
              variant="default"
              size="lg"
              leftSection={<IconBuilding aria-hidden size={24} />}
            >
              {t('access.withOrganisation', { name: methods.organisation })}
            </Button>
          )}
        </div>
      )}
      <p className={css.hint}>{t('access.forgotten')}</p>
      <p className={css.soundHint}>
        <IconVolume aria-hidden size={20} /> {t('access.soundHint')}
      </p>
    </>
  );
}
