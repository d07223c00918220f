import { useClock } from '../live/clock.ts';
import { splitSpan } from './format-span.ts';
import { useText } from './use-text.ts';

type Props = { at: string; text: (time: string) => string };

/** How long ago, or how long until, in one coarse unit. */
export function Since({ at, text }: Props) {
  const { t } = useText();
  const said = useClock((now) => {
    const { unit, n } = splitSpan(Math.abs(now - Date.parse(at)));
    return `${unit} ${n}`;
  });
  const [unit = 'minutes', n = '0'] = said.split(' ');
  return <>{text(t(`span.${unit as 'minutes' | 'hours' | 'days'}`, { n }))}</>;
}
