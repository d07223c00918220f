import { IconFlask } from '@tabler/icons-react';
import { useWords } from '../ui/use-words.ts';
import css from './TopBar.module.css';

/** Nobody may take invented incidents for real ones. */
export function DemoMark() {
  const { t } = useWords();
  return (
    <span className={css.demo} title={t('app.demonstrationLong')}>
      <IconFlask aria-hidden size={18} /> <span className={css.lineWords}>{t('app.demonstration')}</span>
    </span>
  );
}
