import { IconAlertTriangle, IconCheck, IconClock, IconClockExclamation } from '@tabler/icons-react';
import type { HelpClock } from '#contract/help-api';
import { HELP_TEXT } from '../../text/help.ts';
import { useText } from '../../ui/use-text.ts';
import css from './help.module.css';

const ICONS = { green: IconClock, yellow: IconClock, orange: IconClockExclamation, red: IconAlertTriangle } as const;

/** Which day of ten or fifteen it is, with a colour that is never alone. */
export function ClockChip({ clock }: { clock: HelpClock | null }) {
  const { t } = useText(HELP_TEXT);
  if (!clock) return null;
  const Icon = clock.isRunning ? ICONS[clock.colour] : IconCheck;
  return (
    <span className={css.clock} data-colour={clock.isRunning ? clock.colour : undefined}>
      <Icon aria-hidden size={20} /> {t('day', { day: clock.days, of: clock.of })}
      <span className="visually-hidden">{clock.isRunning && t(`clock.${clock.colour}`)}</span>
    </span>
  );
}
