import { IconUserOff, IconUserPlus } from '@tabler/icons-react';
import { sayProblem } from '../../../api/problem-words.ts';
import { AskedButton } from '../../../ui/AskedButton.tsx';
import { sayDate, sayDateAndTime } from '../../../ui/time-words.ts';
import { useWords } from '../../../ui/use-words.ts';
import css from './SightPage.module.css';
import { endGuest, type Guest, guestsKey } from './sight.ts';
import { useSightAct } from './use-sight-act.ts';

export function GuestRow({ incidentId, guest }: { incidentId: string; guest: Guest }) {
  const { t, language } = useWords();
  const ending = useSightAct<null>(
    guestsKey(incidentId),
    (_, once) => endGuest(incidentId, guest.id, once),
    () => {},
  );
  const { person, by, at, until, endedAt } = guest;
  const RowIcon = endedAt ? IconUserOff : IconUserPlus;
  return (
    <li className={css.row} data-over={endedAt !== null || undefined}>
      <p className={css.who}>
        <RowIcon aria-hidden size={22} />
        <strong>{person.name}</strong>
        <span className={css.state}>
          {endedAt
            ? t('guest.ended', { when: sayDateAndTime(endedAt, language) })
            : t('guest.until', { day: sayDate(until, language) })}
        </span>
      </p>
      <p>“{guest.reason}”</p>
      <p className={css.small}>{t('sight.by', { name: by.name, when: sayDateAndTime(at, language) })}</p>
      {ending.error !== null && <p role="alert">{sayProblem(ending.error, language)}</p>}
      {!endedAt && (
        <div>
          <AskedButton
            label={t('guest.end')}
            confirmLabel={t('guest.endConfirm')}
            disabled={ending.isSending}
            onConfirm={() => ending.send(null)}
          />
        </div>
      )}
    </li>
  );
}
