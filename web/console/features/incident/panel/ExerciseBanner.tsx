import { IconSchool } from '@tabler/icons-react';
import { useText } from '../../../ui/use-text.ts';
import css from './banners.module.css';

/** Above everything else on the panel: nobody must drive to an exercise as to an emergency. */
export function ExerciseBanner() {
  const { t } = useText();
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
