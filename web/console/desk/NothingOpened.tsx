import { IconHandClick } from '@tabler/icons-react';
import { useWords } from '../ui/use-words.ts';
import css from './Desk.module.css';
import { KeyList } from './KeyList.tsx';

/** The empty place on the right teaches the keys while it is quiet. */
export function NothingOpened({ isMissing, hasKeys = true }: { isMissing: boolean; hasKeys?: boolean }) {
  const { t } = useWords();
  return (
    <div className={css.nothing}>
      <IconHandClick aria-hidden size={44} stroke={1.5} />
      <h2>{isMissing ? t('app.notFound') : t('incident.none')}</h2>
      {hasKeys && <KeyList />}
    </div>
  );
}
