import { TextInput } from '@mantine/core';
import { useState } from 'react';

type Props = { label: string; value: number | null; most: number; onChange: (value: number | null) => void };

/** A whole number, or nothing; thousands may be parted. */
export function NumberField({ label, value, most, onChange }: Props) {
  const [typed, setTyped] = useState(value === null ? '' : String(value));
  return (
    <TextInput
      size="lg"
      label={label}
      inputMode="numeric"
      pattern="[0-9 ,]*"
      maxLength={15}
      value={typed}
      onChange={(event) => {
        const text = event.currentTarget.value;
        const number = Number(text.replaceAll(/[ ,]/g, ''));
        setTyped(text);
        onChange(text.trim() !== '' && Number.isInteger(number) && number >= 0 && number <= most ? number : null);
      }}
    />
  );
}
