import { UnstyledButton } from '@mantine/core';
import { IconTool } from '@tabler/icons-react';
import type { Me } from '#contract/access';
import { useSystemAlerts } from '../features/system-alerts/index.ts';
import { useClock } from '../live/clock.ts';
import type { ConnectionState } from '../live/connection.ts';
import { goTo } from '../router.ts';
import { formatAgency } from '../ui/format-agency.ts';
import { formatDate, formatTime } from '../ui/format-time.ts';
import { useText } from '../ui/use-text.ts';
import { ConnectionStatus } from './ConnectionStatus.tsx';
import { DemoMark } from './DemoMark.tsx';
import { ShellMenu } from './ShellMenu.tsx';
import css from './TopBar.module.css';

type Props = {
  me: Me;
  connection: ConnectionState;
  unanswered: number;
  inWork: number;
  /** Alarms that sound on this device now. */
  ringing: number;
  onSignOut: () => void;
};

export function TopBar({ me, connection, unanswered, inWork, ringing, onSignOut }: Props) {
  const { t, language } = useText();
  const maySeeSystemAlerts = me.permissions.includes('system-alert:view');
  const systemAlerts = useSystemAlerts(maySeeSystemAlerts).data?.length ?? 0;
  const agency = me.memberships[0]?.agency;
  const date = useClock((now) => formatDate(now, language));
  const time = useClock((now) => formatTime(now, language));
  return (
    <header className={css.bar}>
      <h1 className={css.brand}>{t('app.name')}</h1>
      {agency && <span className={css.agency}>{formatAgency(agency, language)}</span>}
      <ConnectionStatus connection={connection} />
      {me.demonstration && <DemoMark />}
      <span className={css.space} />
      {systemAlerts > 0 && (
        <UnstyledButton
          className={css.systemAlerts}
          aria-label={t('systemAlerts.count', { count: systemAlerts })}
          title={t('systemAlerts.count', { count: systemAlerts })}
          onClick={() => goTo({ name: 'page', page: 'system-alerts' })}
        >
          <IconTool aria-hidden size={20} /> {systemAlerts}
        </UnstyledButton>
      )}
      <span className={css.pill} data-alarm={unanswered > 0 || undefined}>
        {t('queue.unanswered')} <strong>{unanswered}</strong>
      </span>
      <span className={css.pill}>
        {t('queue.inWork')} <strong>{inWork}</strong>
      </span>
      <span className={css.pill}>
        {date} <strong>{time}</strong>
      </span>
      <ShellMenu me={me} ringing={ringing} onSignOut={onSignOut} />
    </header>
  );
}
