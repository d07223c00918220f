import { TextInput } from '@mantine/core';
import { useWords } from '../../ui/use-words.ts';

type Props = { value: string; onChange: (code: string) => void };

/** One of the codes kept on paper, however it is typed. */
export function RecoveryCodeField({ value, onChange }: Props) {
  const { t } = useWords();
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
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
