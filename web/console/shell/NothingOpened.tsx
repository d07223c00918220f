import { IconHandClick } from '@tabler/icons-react';
import { useText } from '../ui/use-text.ts';
import { KeyList } from './KeyList.tsx';
import css from './Shell.module.css';

/** The empty right column shows the keyboard shortcuts. */
export function NothingOpened({ isMissing, hasKeys = true }: { isMissing: boolean; hasKeys?: boolean }) {
  const { t } = useText();
  return (
    <div className={css.nothing}>
      <IconHandClick aria-hidden size={44} stroke={1.5} />
      <h2>{isMissing ? t('app.notFound') : t('incident.none')}</h2>
      {hasKeys && <KeyList />}
    </div>
  );
}
