import { TextInput } from '@mantine/core';
import { staffNumberSchema } from '#contract/access';
import { isWritten } from '#contract/text';
import { useText } from '../../../ui/use-text.ts';

/** The input stays as typed; `isStaffNumber` validates it. */
export function StaffNumberField({ value, onChange }: { value: string; onChange: (typed: string) => void }) {
  const { t } = useText();
  return (
    <TextInput
      label={`${t('account.staffNumber')} (${t('app.optional')})`}
      description={t('people.staffNumberHint')}
      size="lg"
      maxLength={32}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      error={isStaffNumber(value) ? undefined : t('people.staffNumberWrong')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Empty is valid too: not everybody has one. */
export function isStaffNumber(typed: string): boolean {
  return !isWritten(typed) || staffNumberSchema.safeParse(typed).success;
}
