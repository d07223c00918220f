import { useClock } from '../live/clock.ts';
import { Since } from './Since.tsx';
import { useText } from './use-text.ts';
import work from './work-rows.module.css';

/** How long until then, or how late. */
export function Due({ at }: { at: string }) {
  const { t } = useText();
  const isLate = useClock((now) => now > Date.parse(at));
  return (
    <span className={work.due} data-late={isLate}>
      <Since at={at} text={(time) => t(isLate ? 'span.over' : 'span.left', { time })} />
    </span>
  );
}
