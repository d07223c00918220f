import { IconAlertOctagon } from '@tabler/icons-react';
import { useWords } from '../../../ui/use-words.ts';
import notices from '../panel/notices.module.css';

/** Their screen says that all is over; the officer's must not. */
export function DuressBanner() {
  const { t } = useWords();
  return (
    <div className={notices.notice} data-tone="bad" role="alert">
      <IconAlertOctagon aria-hidden size={28} />
      <div className={notices.body}>
        <strong className={notices.silentTitle}>{t('duress.title')}</strong>
        <p>{t('duress.hint')}</p>
      </div>
    </div>
  );
}
