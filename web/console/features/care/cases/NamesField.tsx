import { TextInput } from '@mantine/core';
import { CASES_TEXT } from '../../../text/cases.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { useText } from '../../../ui/use-text.ts';

type Props = { label: string; value: unknown; onChange: (value: unknown) => void };

/** Names with commas between them; "nobody" is an answer too. */
export function NamesField({ label, value, onChange }: Props) {
  const { t } = useText(CASES_TEXT);
  const names = Array.isArray(value) ? (value as string[]) : null;
  return (
    <>
      <TextInput
        size="lg"
        label={label}
        description={t('form.names')}
        maxLength={300}
        value={names?.join(',') ?? ''}
        onChange={({ currentTarget: { value: typed } }) => onChange(typed === '' ? undefined : splitNames(typed))}
      />
      <Choices
        label={label}
        hideLabel
        options={[{ value: 'nobody', label: t('form.nobody') }]}
        many
        chosen={names?.length === 0 ? ['nobody'] : []}
        onChange={(chosen) => onChange(chosen.length > 0 ? [] : undefined)}
      />
    </>
  );
}

const splitNames = (typed: string): string[] =>
  typed
    .split(',')
    .slice(0, 10)
    .map((name) => name.slice(0, 100));
