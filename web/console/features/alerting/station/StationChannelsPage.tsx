import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Me } from '#contract/access';
import { ROLES } from '#contract/permission';
import { describeProblem } from '../../../api/describe-problem.ts';
import { CHANNELS_TEXT } from '../../../text/channels.ts';
import { formatAgency } from '../../../ui/format-agency.ts';
import { useText } from '../../../ui/use-text.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import css from '../alerting.module.css';
import { agencyChannelsQuery } from '../channels.ts';
import { GatewaysSection } from './GatewaysSection.tsx';
import { GroupsSection } from './GroupsSection.tsx';

/** LINE groups and gateways of an agency that this person manages. */
export default function StationChannelsPage({ me }: { me: Me }) {
  const { t } = useText(CHANNELS_TEXT);
  const { t: appText, language } = useText();
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
            label: formatAgency(agency, language),
          }))}
        />
      )}
      {channels.isPending && <Waiting label={appText('app.loading')} />}
      {channels.isError && <p role="alert">{describeProblem(channels.error, language)}</p>}
      {channels.data && (
        <>
          <GroupsSection agencyId={agencyId} channels={channels.data} />
          <GatewaysSection agencyId={agencyId} channels={channels.data} />
        </>
      )}
    </div>
  );
}
