import { PasswordInput, TextInput } from '@mantine/core';
import { isWritten } from '#contract/text';
import { useText } from '../../ui/use-text.ts';
import { CodeField, isWholeCode } from './CodeField.tsx';

/** Proofs that are typed; a passkey is not. */
export type TypedProofMethod = 'totp' | 'recovery-code' | 'password';
type FieldProps = { value: string; onChange: (value: string) => void };

/** The code of the app, a recovery code in any spelling, or the password. */
export function ProofField({ method, ...field }: FieldProps & { method: TypedProofMethod }) {
  const { t } = useText();
  if (method === 'totp') return <CodeField {...field} />;
  if (method === 'password') return <CurrentPasswordField label={t('access.password')} {...field} />;
  return (
    <TextInput
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
      value={field.value}
      onChange={(event) => field.onChange(event.currentTarget.value)}
    />
  );
}

export function CurrentPasswordField({ label, value, onChange }: FieldProps & { label: string }) {
  return (
    <PasswordInput
      label={label}
      autoComplete="current-password"
      required
      withAsterisk={false}
      size="lg"
      autoFocus
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** True when there is something to send. */
export function isTyped(method: TypedProofMethod, value: string): boolean {
  return method === 'totp' ? isWholeCode(value) : isWritten(value);
}
