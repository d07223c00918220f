import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from './use-text.ts';

/** Copies a text to the clipboard and shows whether that worked. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useText();
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      // No clipboard outside https and in some in-app browsers: the text stays on the screen to be selected by hand.
      setState('failed');
    }
  };
  return (
    <Button
      variant="default"
      leftSection={state === 'copied' ? <IconCheck aria-hidden size={20} /> : <IconCopy aria-hidden size={20} />}
      onClick={() => void copy()}
      onBlur={() => setState('ready')}
    >
      <span aria-live="polite">
        {state === 'copied' ? t('app.copied') : state === 'failed' ? t('app.copyFailed') : label}
      </span>
    </Button>
  );
}
