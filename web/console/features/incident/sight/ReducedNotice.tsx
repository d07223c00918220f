import { IconLock } from '@tabler/icons-react';
import { useWords } from '../../../ui/use-words.ts';
import notices from '../panel/notices.module.css';

/** What somebody who sees an incident masked is shown, and what not: a gap must not be taken for "nothing happened". */
export function ReducedNotice() {
  const { t } = useWords();
  return (
    <div className={notices.notice} data-tone="plain">
      <IconLock aria-hidden size={24} />
      <div className={notices.body}>
        <strong>{t('guest.panelTitle')}</strong>
        <p>{t('guest.panelHint')}</p>
      </div>
    </div>
  );
}
