import { FREE_TEXT, type ReporterScreen } from '#contract/silent-help';
import { LockScreenText } from './PhoneScreen.tsx';
import css from './ReadyQuestions.module.css';

/** While an officer writes: what the locked phone will show of it. */
export function FreeTextScreen({ screen, text }: { screen: ReporterScreen; text: string }) {
  const lockScreen = screen.lockScreen.map((line) => line.replace(FREE_TEXT, text));
  return (
    <p className={css.locked} data-shows={lockScreen.length > 0} role="status">
      <LockScreenText screen={{ ...screen, lockScreen }} />
    </p>
  );
}
