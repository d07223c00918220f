import { IconUserOff, IconUserPlus } from '@tabler/icons-react';
import { describeProblem } from '../../../api/describe-problem.ts';
import { ConfirmButton } from '../../../ui/ConfirmButton.tsx';
import { formatDate, formatDateAndTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import { useVisibilityAction } from './use-visibility-action.ts';
import css from './VisibilityPage.module.css';
import { endGuest, type Guest, guestsKey } from './visibility.ts';

export function GuestRow({ incidentId, guest }: { incidentId: string; guest: Guest }) {
  const { t, language } = useText();
  const ending = useVisibilityAction<null>(
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
            ? t('guest.ended', { when: formatDateAndTime(endedAt, language) })
            : t('guest.until', { day: formatDate(until, language) })}
        </span>
      </p>
      <p>“{guest.reason}”</p>
      <p className={css.small}>{t('visibility.by', { name: by.name, when: formatDateAndTime(at, language) })}</p>
      {ending.error !== null && <p role="alert">{describeProblem(ending.error, language)}</p>}
      {!endedAt && (
        <div>
          <ConfirmButton
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
