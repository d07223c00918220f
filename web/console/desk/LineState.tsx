import { IconPlugConnectedX } from '@tabler/icons-react';
import type { Line } from '../live/line.ts';
import { useWords } from '../ui/use-words.ts';
import css from './TopBar.module.css';

/** Whether this page hears what happens, as a dot and a word. */
export function LineState({ line }: { line: Line }) {
  const { t } = useWords();
  return (
    <span className={css.line} data-state={line.state}>
      {line.state === 'down' ? <IconPlugConnectedX aria-hidden size={20} /> : <span className={css.dot} aria-hidden />}
      <span className={css.lineWords}>
        {line.state === 'up' ? t('line.up') : line.state === 'down' ? t('line.down') : t('line.connecting')}
      </span>
    </span>
  );
}
