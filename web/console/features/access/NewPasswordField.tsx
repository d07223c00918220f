import { PasswordInput } from '@mantine/core';
import { useText } from '../../ui/use-text.ts';

/** The same limit as on the server; only the server checks whether a password is guessable. */
const SHORTEST = 12;

type Props = { value: string; onChange: (password: string) => void; autoFocus?: boolean };

/** Can be shown while typing, so that nobody has to type it twice. */
export function NewPasswordField({ value, onChange, autoFocus = false }: Props) {
  const { t } = useText();
  return (
    <PasswordInput
      label={t('access.newPassword')}
      description={t('access.newPasswordHint', { count: SHORTEST })}
      autoComplete="new-password"
      required
      withAsterisk={false}
      size="lg"
      maxLength={128}
      autoFocus={autoFocus}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export function isLongEnough(password: string): boolean {
  return [...password].length >= SHORTEST;
}
