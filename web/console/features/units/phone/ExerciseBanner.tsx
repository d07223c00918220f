import { usePhoneText } from '../use-phone-text.ts';
import css from './Phone.module.css';

/** Nobody is in danger: bigger than everything else, so that no exercise is ridden to like an emergency. */
export function ExerciseBanner() {
  const p = usePhoneText();
  return (
    <div className={css.exercise} role="note">
      <strong>{p('exercise')}</strong>
      {p('exerciseWhy')}
    </div>
  );
}
