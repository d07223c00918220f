import { NumberInput } from '@mantine/core';
import '@mantine/core/styles/NumberInput.layer.css';
import { useState } from 'react';

type Props = { label: string; value: number; min: number; max: number; onChange: (seconds: number) => void };

/** Seconds as they are typed: an emptied field stays empty meanwhile, or "45" would be written before a 0 and be 450. */
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
