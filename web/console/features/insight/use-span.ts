import { INSIGHT_TEXT } from '../../text/insight.ts';
import { useText } from '../../ui/use-text.ts';

/** Says a time at a glance. */
export function useSpan(): (seconds: number) => string {
  const { t, language } = useText(INSIGHT_TEXT);
  return (seconds) => {
    const { unit, n } = splitSeconds(seconds);
    return t(`unit.${unit}`, { n: n.toLocaleString(language) });
  };
}

/** A time to read at a glance: `45 s`, `1.5 min`, `12 min`, `2.3 h`. */
function splitSeconds(seconds: number): { unit: 'seconds' | 'minutes' | 'hours' | 'days'; n: number } {
  const short = (n: number) => (n < 10 ? Math.round(n * 10) / 10 : Math.round(n));
  if (seconds < 59.5) return { unit: 'seconds', n: short(seconds) };
  if (seconds < 3570) return { unit: 'minutes', n: short(seconds / 60) };
  if (seconds < 48 * 3600) return { unit: 'hours', n: short(seconds / 3600) };
  return { unit: 'days', n: short(seconds / 86_400) };
}
