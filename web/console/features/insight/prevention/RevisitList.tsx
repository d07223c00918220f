import { IconCheck, IconCircle, IconClockExclamation, IconDoor, IconHandStop, IconShare3 } from '@tabler/icons-react';
import type { Revisit, RevisitState } from '#contract/places';
import type { ThaiDay } from '#contract/thai-day';
import { PLACES_TEXT } from '../../../text/places.ts';
import { formatDay } from '../../../ui/thai-day.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './places.module.css';

const ICONS: Record<Exclude<RevisitState, 'replaced'>, typeof IconCheck> = {
  open: IconCircle,
  done: IconCheck,
  'not-at-home': IconDoor,
  refused: IconHandStop,
  referred: IconShare3,
};

/** The visits on days 1, 7 and 28: icon, word and date. */
export function RevisitList({ revisits, today }: { revisits: readonly Revisit[]; today: ThaiDay }) {
  const { t, language } = useText(PLACES_TEXT);
  return (
    <ul className={css.visits} aria-label={t('revisits')}>
      {revisits.map(({ id, day, dueOn, who, state, tries, cameOf, referredTo }) => {
        if (state === 'replaced') return null;
        const isDue = state === 'open' && dueOn <= today;
        const Icon = isDue ? IconClockExclamation : ICONS[state];
        const when = state === 'open' ? t(dueOn < today ? 'late' : 'dueOn', { day: formatDay(dueOn, language) }) : null;
        const found = [...cameOf.map((code) => t(`came.${code}`)), ...(referredTo ? [t(`to.${referredTo}`)] : [])];
        return (
          <li key={id} data-state={isDue ? 'due' : state}>
            <Icon aria-hidden size={20} />
            <span>
              <strong>{t('day', { day })}</strong> {when ?? t(`state.${state}`)} · {t(`who.${who}`)}
              {tries > 0 && state === 'open' && ` · ${t('tries', { n: tries })}`}
              {found.length > 0 && <small>{found.join(' · ')}</small>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
