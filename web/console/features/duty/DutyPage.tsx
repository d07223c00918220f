import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Me } from '#contract/access';
import { DUTY_TEXT } from '../../text/duty.ts';
import { formatAgency } from '../../ui/format-agency.ts';
import { PageList } from '../../ui/PageList.tsx';
import { useText } from '../../ui/use-text.ts';
import css from './duty.module.css';
import { useMyDuty } from './duty-data.ts';
import { GapList } from './GapList.tsx';
import { MyDutyCard } from './MyDutyCard.tsx';
import { RosterPart } from './RosterPart.tsx';

type Props = { me: Me };

/** One's own duty first, then the agency's roster and its gaps. */
export default function DutyPage({ me }: Props) {
  const { t, language } = useText();
  const { t: d } = useText(DUTY_TEXT);
  const mine = useMyDuty();
  const agencies = [...new Map(me.memberships.map(({ agency }) => [agency.id, agency])).values()];
  const [agencyId, setAgencyId] = useState(agencies[0]?.id ?? '');
  const maySee = me.permissions.includes('duty:view');
  return (
    <section className={css.page} aria-labelledby="duty-title">
      <h2 id="duty-title" className={css.title}>
        {t('duty.title')}
      </h2>
      {me.permissions.includes('duty:serve') && (
        <PageList list={mine} isEmpty={mine.data?.agencies.length === 0} empty={d('noNext')}>
          {mine.data?.agencies.map((one) => (
            <MyDutyCard key={one.agency.id} mine={one} />
          ))}
        </PageList>
      )}
      {maySee && agencies.length > 1 && (
        <NativeSelect
          label={d('agency')}
          size="lg"
          value={agencyId}
          onChange={(event) => setAgencyId(event.currentTarget.value)}
          data={agencies.map((agency) => ({
            value: agency.id,
            label: formatAgency(agency, language),
          }))}
        />
      )}
      {maySee && agencyId && <RosterPart key={agencyId} agencyId={agencyId} />}
      {me.permissions.includes('duty:manage') && <GapList ownId={agencyId} />}
    </section>
  );
}
