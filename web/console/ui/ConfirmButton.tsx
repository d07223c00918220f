import { Button } from '@mantine/core';
import { useState } from 'react';

type Props = { label: string; confirmLabel: string; disabled: boolean; onConfirm: () => void };

/** The first press asks for confirmation, the second does it. */
export function ConfirmButton({ label, confirmLabel, disabled, onConfirm }: Props) {
  const [asks, setAsks] = useState(false);
  return (
    <Button
      variant={asks ? undefined : 'default'}
      disabled={disabled}
      onClick={() => (asks ? onConfirm() : setAsks(true))}
      onBlur={() => setAsks(false)}
    >
      {asks ? confirmLabel : label}
    </Button>
  );
}
