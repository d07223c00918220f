import { NativeSelect } from '@mantine/core';
import { Choices } from './Choices.tsx';
import type { Option } from './options.ts';

const MOST_CHIPS = 8;

type Props = { label: string; options: readonly Option[]; value: string; onChange: (value: unknown) => void };

/** Few codes are chips under the thumb; many are a list. */
export function OneOf({ label, options, value, onChange }: Props) {
  if (options.length <= MOST_CHIPS)
    return (
      <Choices
        label={label}
        options={options}
        chosen={value ? [value] : []}
        onChange={([chosen]) => onChange(chosen)}
      />
    );
  return (
    <NativeSelect
      size="lg"
      label={label}
      value={value}
      data={[{ value: '', label: '–' }, ...options]}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}
