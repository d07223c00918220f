import { TextInput } from '@mantine/core';
import { useText } from '../../ui/use-text.ts';

/** As in authenticator apps (RFC 6238). */
const DIGITS = 6;

type Props = { value: string; onChange: (digits: string) => void; autoFocus?: boolean };

/** The six digits of the authenticator app: numeric keyboard on phones, autofill where browsers support it. */
export function CodeField({ value, onChange, autoFocus = true }: Props) {
  const { t } = useText();
  return (
    <TextInput
      label={t('access.code')}
      inputMode="numeric"
      autoComplete="one-time-code"
      required
      withAsterisk={false}
      size="lg"
      maxLength={DIGITS + 1}
      autoFocus={autoFocus}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value.replace(/\D/g, '').slice(0, DIGITS))}
    />
  );
}

export function isWholeCode(code: string): boolean {
  return code.length === DIGITS;
}
