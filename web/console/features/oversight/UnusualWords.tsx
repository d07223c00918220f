import { IconAlertCircle } from '@tabler/icons-react';
import type { Unusual } from '#contract/looks';
import { useWords } from '../../ui/use-words.ts';
import css from './oversight.module.css';

/** Why a way of looking is worth a question, in words; never a verdict. */
export function UnusualWords({ why }: { why: Unusual }) {
  const { t } = useWords();
  return (
    <p className={css.unusual}>
      <IconAlertCircle aria-hidden size={20} /> {t(`looks.unusual.${why}`)}
    </p>
  );
}
