import { IconFlask } from '@tabler/icons-react';
import { useText } from '../ui/use-text.ts';
import css from './TopBar.module.css';

/** Nobody may mistake invented incidents for real ones. */
export function DemoMark() {
  const { t } = useText();
  return (
    <span className={css.demo} title={t('app.demonstrationLong')}>
      <IconFlask aria-hidden size={18} /> <span className={css.stateLabel}>{t('app.demonstration')}</span>
    </span>
  );
}
