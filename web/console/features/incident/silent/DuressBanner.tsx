import { Button } from '@mantine/core';
import { IconAlertOctagon } from '@tabler/icons-react';
import { useWords } from '../../../ui/use-words.ts';
import notices from '../panel/notices.module.css';

type Props = {
  /** Absent where nobody has to say it any more, or this person may not. */
  onSeen?: (() => void) | undefined;
  isSending?: boolean;
};

/** Their screen says that all is over; the officer's must not. It rings until a person says that they saw it. */
export function DuressBanner({ onSeen, isSending = false }: Props) {
  const { t } = useWords();
  return (
    <div className={`${notices.notice} ${notices.forced}`} data-tone="bad" role="alert">
      <IconAlertOctagon aria-hidden size={28} />
      <div className={notices.body}>
        <strong className={notices.silentTitle}>{t('duress.title')}</strong>
        <p className={notices.why}>{t('duress.hint')}</p>
        {onSeen && (
          <Button className={notices.seen} loading={isSending} onClick={onSeen}>
            {t('duress.seen')}
          </Button>
        )}
      </div>
    </div>
  );
}
