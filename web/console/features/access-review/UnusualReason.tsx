import { IconAlertCircle } from '@tabler/icons-react';
import type { Unusual } from '#contract/access-review';
import { useText } from '../../ui/use-text.ts';
import css from './access-review.module.css';

/** Why views are worth a question; worded so that it is not a verdict. */
export function UnusualReason({ why }: { why: Unusual }) {
  const { t } = useText();
  return (
    <p className={css.unusual}>
      <IconAlertCircle aria-hidden size={20} /> {t(`views.unusual.${why}`)}
    </p>
  );
}
