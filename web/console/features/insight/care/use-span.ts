import { INSIGHT_TEXT } from '../../../text/insight.ts';
import { useText } from '../../../ui/use-text.ts';
import { splitSeconds } from '../split-seconds.ts';

/** Says a time at a glance. */
export function useSpan(): (seconds: number) => string {
  const { t, language } = useText(INSIGHT_TEXT);
  return (seconds) => {
    const { unit, n } = splitSeconds(seconds);
    return t(`unit.${unit}`, { n: n.toLocaleString(language) });
  };
}
