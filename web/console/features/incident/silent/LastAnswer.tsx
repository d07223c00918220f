import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import type { AskedQuestion } from '#contract/silent-help';
import { formatTimeWithSeconds } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './ReadyQuestions.module.css';

/** A question waiting for its answer, with the time limit; or one that was not answered in time. */
export function LastAnswer({ asked }: { asked: AskedQuestion }) {
  const { t, language } = useText();
  const isLate = asked.raisedAt !== null;
  const Icon = isLate ? IconAlertTriangle : IconClock;
  return (
    <p className={css.last} data-late={isLate} role="status">
      <Icon aria-hidden size={20} />
      <span>
        {t(`ready.question.${asked.question}`)} ·{' '}
        <strong>
          {isLate ? t('ready.late') : t('ready.waiting', { time: formatTimeWithSeconds(asked.dueAt, language) })}
        </strong>
      </span>
    </p>
  );
}
