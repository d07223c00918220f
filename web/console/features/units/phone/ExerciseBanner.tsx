import { PHONE_TEXT } from '../../../text/phone.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './Phone.module.css';

/** Bigger than everything else, so that nobody drives to an exercise as to an emergency. */
export function ExerciseBanner() {
  const { t: p } = useText(PHONE_TEXT);
  return (
    <div className={css.exercise} role="note">
      <strong>{p('exercise')}</strong>
      {p('exerciseWhy')}
    </div>
  );
}
