import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { lazy, type ReactNode } from 'react';
import type { Me } from '#contract/access';
import { goTo } from '../address.ts';
import { AccountPage, PeoplePage } from '../features/access/index.ts';
import { UnusualViewsPage } from '../features/access-review/index.ts';
import { ChannelsPage, StationChannelsPage } from '../features/alerting/index.ts';
import { AftercarePage } from '../features/control-room/index.ts';
import { DutyPage, ReadinessPage } from '../features/duty/index.ts';
import { EscalationPoliciesPage } from '../features/escalation/index.ts';
import { SystemAlertsPage } from '../features/system-alerts/index.ts';
import { LazyPage } from '../ui/LazyPage.tsx';
import { useText } from '../ui/use-text.ts';
import { pathOf, type View } from '../view.ts';
import { type Board, ControlRoomPage, type ControlRoomPageName, isControlRoomPage } from './ControlRoomPage.tsx';
import css from './Shell.module.css';

/** By its door and not at the first load: the door leads to the patrol's phone as well. */
const UnitsPage = lazy(async () => ({ default: (await import('../features/units/index.ts')).UnitsPage }));

/** Pages that take the place of queue and map, below the alarm. */
export type PageName =
  | ControlRoomPageName
  | ('duty' | 'readiness' | 'aftercare' | 'unusual-views' | 'channels' | 'station-channels')
  | ('account' | 'people' | 'system-alerts' | 'escalation-policies' | 'units');
export const PAGE_TITLES = {
  area: 'controlRoom.area',
  calls: 'controlRoom.calls',
  'call-backs': 'controlRoom.callBacks',
  duty: 'duty.title',
  readiness: 'duty.readiness',
  'unusual-views': 'nav.unusualViews',
  aftercare: 'aftercare.title',
  account: 'account.title',
  channels: 'nav.channels',
  'station-channels': 'nav.stationChannels',
  people: 'nav.people',
  'system-alerts': 'systemAlerts.title',
  'escalation-policies': 'nav.escalationPolicies',
  units: 'units.title',
} as const;
export type PageView = Extract<View, { name: PageName }>;

/** In the order of the menu; only what this person may open. */
export function pagesFor({ permissions }: Pick<Me, 'permissions'>): PageName[] {
  const pages: PageName[] = permissions.includes('report:take-by-phone') ? ['calls'] : [];
  if (permissions.includes('report:call-back')) pages.push('call-backs');
  if (permissions.includes('report:view-unfinished')) pages.push('area');
  if (permissions.includes('duty:serve')) pages.push('duty');
  if (permissions.includes('duty:view')) pages.push('readiness');
  if (permissions.includes('unit:view')) pages.push('units');
  if (permissions.includes('hand-over:view') || permissions.includes('incident:export')) pages.push('aftercare');
  if (permissions.includes('audit:view')) pages.push('unusual-views');
  pages.push('account');
  // Who serves nowhere is never alerted, and has no channels to set.
  if (permissions.includes('duty:serve')) pages.push('channels');
  if (permissions.includes('alerting:manage')) pages.push('station-channels');
  if (permissions.includes('account:view')) pages.push('people');
  if (permissions.includes('system-alert:view')) pages.push('system-alerts');
  if (permissions.includes('escalation-policy:view')) pages.push('escalation-policies');
  return pages;
}

export function isPage(view: View, me: Pick<Me, 'permissions'>): view is PageView {
  return pagesFor(me).some((name) => name === view.name);
}

const viewsPath = (incidentId: string) => pathOf({ name: 'visibility', incidentId, part: 'views' });

type Props = {
  me: Me;
  view: PageView;
  /** What is live; absent where nobody sees incidents. */
  board?: Board;
  /** The main tasks, beside the way back. */
  bar?: ReactNode;
  /** Absent where there is no queue to go back to. */
  onBack?: () => void;
  /** The session ended by an act on the page. */
  onSignedOut: () => void;
};

export function ShellPage({ me, view, board, bar, onBack, onSignedOut }: Props) {
  const { t } = useText();
  return (
    <>
      {onBack && (
        <div className={css.back} data-page={view.name}>
          <Button variant="default" leftSection={<IconArrowLeft size={20} />} onClick={onBack}>
            {t('app.toQueue')}
          </Button>
          {bar}
        </div>
      )}
      <LazyPage key={view.name}>
        {view.name === 'unusual-views' && (
          <UnusualViewsPage
            viewsPath={(incidentId) => `/console${viewsPath(incidentId)}`}
            onOpen={(incidentId) => goTo(viewsPath(incidentId))}
          />
        )}
        {view.name === 'aftercare' && (
          <AftercarePage
            maySeeHandOvers={me.permissions.includes('hand-over:view')}
            maySeeOutcomes={me.permissions.includes('incident:export')}
          />
        )}
        {view.name === 'duty' && <DutyPage me={me} />}
        {view.name === 'readiness' && <ReadinessPage />}
        {view.name === 'units' && (
          <UnitsPage
            me={me}
            incidentPath={(incidentId) => `/console${pathOf({ name: 'incident', incidentId })}`}
            onOpen={(incidentId) => goTo(pathOf({ name: 'incident', incidentId }))}
          />
        )}
        {isControlRoomPage(view) && board && <ControlRoomPage me={me} view={view} board={board} />}
        {view.name === 'system-alerts' && (
          <SystemAlertsPage mayResolve={me.permissions.includes('system-alert:resolve')} />
        )}
        {view.name === 'escalation-policies' && <EscalationPoliciesPage me={me} />}
        {view.name === 'channels' && <ChannelsPage accountPath={`/console${pathOf({ name: 'account' })}`} />}
        {view.name === 'station-channels' && <StationChannelsPage me={me} />}
        {view.name === 'account' && <AccountPage me={me} onSignedOut={onSignedOut} />}
        {view.name === 'people' && (
          <PeoplePage
            me={me}
            agencyId={view.agencyId}
            onChoose={(agencyId) => goTo(pathOf({ name: 'people', agencyId }))}
          />
        )}
      </LazyPage>
    </>
  );
}
