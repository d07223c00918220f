import { IconSchool } from '@tabler/icons-react';
import { useWords } from '../../../ui/use-words.ts';
import css from './notices.module.css';

/** Above everything else on the panel: nobody must drive to a practice as to an emergency. */
export function ExerciseNotice() {
  const { t } = useWords();
  return (
    <div className={css.exercise} role="note">
      <IconSchool aria-hidden size={26} />
      <p>
        <strong className={css.silentTitle}>{t('exercise.mark')}</strong>
        <br />
        {t('exercise.why')}
      </p>
    </div>
  );
}
