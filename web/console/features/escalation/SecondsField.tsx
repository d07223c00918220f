import { NumberInput } from '@mantine/core';
import '@mantine/core/styles/NumberInput.layer.css';
import { useState } from 'react';

type Props = { label: string; value: number; min: number; max: number; onChange: (seconds: number) => void };

/** A number field that stays empty while it is emptied; otherwise typing "45" before a remaining 0 would make 450. */
export function SecondsField({ label, value, min, max, onChange }: Props) {
  const [typed, setTyped] = useState<number | string>(value);
  return (
    <NumberInput
      label={label}
      size="lg"
      hideControls
      min={min}
      max={max}
      value={typed}
      onChange={(next) => {
        setTyped(next);
        if (next !== '') onChange(Math.min(max, Math.max(min, Number(next) || 0)));
      }}
      onBlur={() => typed === '' && setTyped(value)}
    />
  );
}
