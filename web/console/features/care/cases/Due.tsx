import { useClock } from '../../../live/clock.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './cases.module.css';
import { Since } from './Since.tsx';

/** How long until then, or how late. */
export function Due({ at }: { at: string }) {
  const { t } = useText(CASES_TEXT);
  const isLate = useClock((now) => now > Date.parse(at));
  return (
    <span className={css.due} data-late={isLate}>
      <Since at={at} text={(time) => t(isLate ? 'over' : 'left', { time })} />
    </span>
  );
}
