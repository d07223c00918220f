import { Button } from '@mantine/core';
import { IconEye, IconEyeOff, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { sayTime } from '../../../ui/time-words.ts';
import { useWords } from '../../../ui/use-words.ts';
import css from './MaskedField.module.css';
import { UnmaskForm } from './UnmaskForm.tsx';
import type { Unmasking } from './use-unmasking.ts';

/** Why something is masked, and the way to have it shown: a reason, one tap, and the note that it was recorded. */
export function MaskedField({ unmasking, mayUnmask }: { unmasking: Unmasking; mayUnmask: boolean }) {
  const { t, language } = useWords();
  const [asks, setAsks] = useState(false);
  const { field, shown } = unmasking;
  if (shown) {
    return (
      <div className={css.note} data-shown role="status">
        <IconEye aria-hidden size={20} />
        <div>
          <p>{t('sight.shown', { time: sayTime(shown.at, language), reason: t(`sight.reason.${shown.reason}`) })}</p>
          <Button
            variant="default"
            leftSection={<IconEyeOff aria-hidden size={20} />}
            onClick={() => {
              setAsks(false);
              unmasking.hide();
            }}
          >
            {t('sight.hide')}
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
        <p>{t(`sight.masked.${field}`)}</p>
        {mayUnmask && (
          <Button variant="default" leftSection={<IconEye aria-hidden size={20} />} onClick={() => setAsks(true)}>
            {t(`sight.show.${field}`)}
          </Button>
        )}
      </div>
    </div>
  );
}
