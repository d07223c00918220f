import { Button } from '@mantine/core';
import { IconEye, IconEyeOff, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { formatTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './MaskedField.module.css';
import { UnmaskForm } from './UnmaskForm.tsx';
import type { Unmasking } from './use-unmasking.ts';

/** Why something is masked, and how to unmask it: a reason, one tap, and the notice that it was recorded. */
export function MaskedField({ unmasking, mayUnmask }: { unmasking: Unmasking; mayUnmask: boolean }) {
  const { t, language } = useText();
  const [asks, setAsks] = useState(false);
  const { field, shown } = unmasking;
  if (shown) {
    return (
      <div className={css.note} data-shown role="status">
        <IconEye aria-hidden size={20} />
        <div>
          <p>
            {t('visibility.shown', {
              time: formatTime(shown.at, language),
              reason: t(`visibility.reason.${shown.reason}`),
            })}
          </p>
          <Button
            variant="default"
            leftSection={<IconEyeOff aria-hidden size={20} />}
            onClick={() => {
              setAsks(false);
              unmasking.hide();
            }}
          >
            {t('visibility.hide')}
          </Button>
        </div>
      </div>
    );
  }
  if (asks) return <UnmaskForm unmasking={unmasking} onCancel={() => setAsks(false)} />;
  return (
    <div className={css.note}>
      <IconLock aria-hidden size={20} />
      <div>
        <p>{t(`visibility.masked.${field}`)}</p>
        {mayUnmask && (
          <Button variant="default" leftSection={<IconEye aria-hidden size={20} />} onClick={() => setAsks(true)}>
            {t(`visibility.show.${field}`)}
          </Button>
        )}
      </div>
    </div>
  );
}
