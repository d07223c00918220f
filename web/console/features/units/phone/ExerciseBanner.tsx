import { usePhoneText } from '../use-phone-text.ts';
import css from './Phone.module.css';

/** Bigger than everything else, so that nobody drives to an exercise as to an emergency. */
export function ExerciseBanner() {
  const p = usePhoneText();
  return (
    <div className={css.exercise} role="note">
      <strong>{p('exercise')}</strong>
      {p('exerciseWhy')}
    </div>
  );
}
