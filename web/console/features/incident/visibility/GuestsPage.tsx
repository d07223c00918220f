import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { PageList } from '../../../ui/PageList.tsx';
import { useText } from '../../../ui/use-text.ts';
import { GuestRow } from './GuestRow.tsx';
import { InviteGuestForm } from './InviteGuestForm.tsx';
import css from './VisibilityPage.module.css';
import { useGuests } from './visibility.ts';

/** Partners invited to one incident until a day: hospital, school, social office; inviting and withdrawing. */
export default function GuestsPage({ incidentId }: { incidentId: string }) {
  const { t } = useText();
  const guests = useGuests(incidentId);
  const [isInviting, setInviting] = useState(false);
  const inForce = guests.data?.filter(({ endedAt }) => endedAt === null) ?? [];
  const ended = guests.data?.filter(({ endedAt }) => endedAt !== null) ?? [];
  return (
    <div className={css.part}>
      <p className={css.hint}>{t('guest.hint')}</p>
      {isInviting ? (
        <InviteGuestForm incidentId={incidentId} onDone={() => setInviting(false)} />
      ) : (
        <Button
          className={css.add}
          leftSection={<IconUserPlus aria-hidden size={20} />}
          onClick={() => setInviting(true)}
        >
          {t('guest.invite')}
        </Button>
      )}
      <PageList list={guests} empty={t('guest.empty')} isEmpty={inForce.length === 0 && ended.length === 0}>
        <ul className={css.rows}>
          {[...inForce, ...ended].map((guest) => (
            <GuestRow key={guest.id} incidentId={incidentId} guest={guest} />
          ))}
        </ul>
      </PageList>
    </div>
  );
}
