import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Person } from '#contract/access-people';
import { addDays, thaiDayOf } from '#contract/thai-day';
import { serverNow } from '../../../live/clock.ts';
import { formatAgency } from '../../../ui/format-agency.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { formatDay } from '../../../ui/thai-day.ts';
import { UntilField } from '../../../ui/UntilField.tsx';
import { useText } from '../../../ui/use-text.ts';
import { formatRole } from '../format-role.ts';
import css from './people.module.css';
import { setMembershipUntil } from './people.ts';
import { usePeopleAction } from './use-people-action.ts';

type Props = { membership: Person['memberships'][number]; agencyId: string; mayChange: boolean };

/** One membership of a person: role, agency and days; can be prolonged or ended. */
export function MembershipRow({ membership, agencyId, mayChange }: Props) {
  const { t, language } = useText();
  const [confirming, setConfirming] = useState<'until' | 'end' | null>(null);
  const [until, setUntil] = useState(membership.untilDate);
  const today = thaiDayOf(new Date(serverNow()));
  const send = usePeopleAction(
    agencyId,
    async () => setMembershipUntil(membership.id, confirming === 'end' ? addDays(today, -1) : until),
    () => setConfirming(null),
  );
  const open = (what: 'until' | 'end'): void => {
    send.reset();
    setUntil(membership.untilDate);
    setConfirming(what);
  };
  const form = {
    isSending: send.isPending,
    error: send.error,
    onSubmit: () => send.mutate(),
    onCancel: () => setConfirming(null),
  };
  const role = formatRole(membership.role, t);
  return (
    <li className={css.membership}>
      <div className={css.rowText}>
        <strong>{role}</strong> · {formatAgency(membership.agency, language)}
        <p className={css.hint}>{formatDays()}</p>
      </div>
      {mayChange && confirming === null && (
        <div className={css.buttons}>
          <Button variant="default" aria-label={`${t('people.changeUntil')}: ${role}`} onClick={() => open('until')}>
            {t('people.changeUntil')}
          </Button>
          {membership.inForce && (
            <Button variant="default" aria-label={`${t('people.endNow')}: ${role}`} onClick={() => open('end')}>
              {t('people.endNow')}
            </Button>
          )}
        </div>
      )}
      {confirming === 'until' && (
        <InlineForm {...form} why={t('people.changeUntilWhy')} submitLabel={t('app.save')}>
          <UntilField value={until} onChange={setUntil} />
        </InlineForm>
      )}
      {confirming === 'end' && (
        <InlineForm {...form} tone="danger" why={t('people.endNowWhy', { role })} submitLabel={t('people.endNow')} />
      )}
    </li>
  );

  function formatDays(): string {
    const { fromDate, untilDate } = membership;
    if (fromDate > today) return t('people.from', { day: formatDay(fromDate, language) });
    if (untilDate === null) return t('people.since', { day: formatDay(fromDate, language) });
    return t(untilDate < today ? 'people.ended' : 'people.until', { day: formatDay(untilDate, language) });
  }
}
