import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Me } from '#contract/access';
import { ROLES } from '#contract/permission';
import { sayProblem } from '../../../api/problem-words.ts';
import { useWords } from '../../../ui/use-words.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import css from '../alerting.module.css';
import { useChannelWords } from '../channel-words.ts';
import { agencyChannelsQuery } from '../channels.ts';
import { GatewaysSection } from './GatewaysSection.tsx';
import { GroupsSection } from './GroupsSection.tsx';

/** LINE groups and gateways of an agency that this person manages. */
export default function StationChannelsPage({ me }: { me: Me }) {
  const t = useChannelWords();
  const { t: words, language } = useWords();
  const managed = me.memberships.filter(({ role }) => (ROLES[role] as readonly string[]).includes('alerting:manage'));
  const [agencyId, setAgencyId] = useState(managed[0]?.agency.id ?? '');
  const channels = useQuery({ ...agencyChannelsQuery(agencyId), enabled: agencyId !== '' });
  return (
    <div className={css.page}>
      <h2 className={css.title}>{t('station.title')}</h2>
      {managed.length > 1 && (
        <NativeSelect
          size="md"
          label={t('station.choose')}
          value={agencyId}
          onChange={({ currentTarget: { value } }) => setAgencyId(value)}
          data={managed.map(({ agency }) => ({
            value: agency.id,
            label: language === 'en' ? (agency.nameEn ?? agency.nameTh) : agency.nameTh,
          }))}
        />
      )}
      {channels.isPending && <Waiting words={words('app.loading')} />}
      {channels.isError && <p role="alert">{sayProblem(channels.error, language)}</p>}
      {channels.data && (
        <>
          <GroupsSection agencyId={agencyId} channels={channels.data} />
          <GatewaysSection agencyId={agencyId} channels={channels.data} />
        </>
      )}
    </div>
  );
}
