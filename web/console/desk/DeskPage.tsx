import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { lazy, type ReactNode } from 'react';
import type { Me } from '#contract/access';
import { goTo } from '../address.ts';
import { AccountPage, PeoplePage } from '../features/access/index.ts';
import { ChannelsPage, StationChannelsPage } from '../features/alerting/index.ts';
import { AfterwardsPage } from '../features/dispatch/index.ts';
import { DutyPage, ReadinessPage } from '../features/duty/index.ts';
import { LaddersPage } from '../features/escalation/index.ts';
import { OperatorAlarmsPage } from '../features/operator/index.ts';
import { UnusualLooksPage } from '../features/oversight/index.ts';
import { LaterPage } from '../ui/LaterPage.tsx';
import { useWords } from '../ui/use-words.ts';
import { pathOf, type View } from '../view.ts';
import css from './Desk.module.css';
import { type Board, type DeskPageName, DispatchPage, isDeskPage } from './DispatchPage.tsx';

/** By its door and not at the first load: the door leads to the patrol's phone as well. */
const UnitsPage = lazy(async () => ({ default: (await import('../features/patrol/index.ts')).UnitsPage }));

/** Pages that take the place of queue and map, below the alarm. */
export type PageName =
  | DeskPageName
  | ('duty' | 'readiness' | 'afterwards' | 'unusual-looks' | 'channels' | 'station-channels')
  | ('account' | 'people' | 'operator' | 'ladders' | 'units');
export const PAGE_TITLES = {
  area: 'desk.area',
  calls: 'desk.calls',
  'call-backs': 'desk.callBacks',
  duty: 'duty.title',
  readiness: 'duty.readiness',
  'unusual-looks': 'nav.unusualViews',
  afterwards: 'afterwards.title',
  account: 'account.title',
  channels: 'nav.channels',
  'station-channels': 'nav.stationChannels',
  people: 'nav.people',
  operator: 'operator.title',
  ladders: 'nav.ladders',
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
  if (permissions.includes('hand-over:view') || permissions.includes('incident:export')) pages.push('afterwards');
  if (permissions.includes('audit:view')) pages.push('unusual-looks');
  pages.push('account');
  // Who serves nowhere is never alerted, and has no channels to set.
  if (permissions.includes('duty:serve')) pages.push('channels');
  if (permissions.includes('alerting:manage')) pages.push('station-channels');
  if (permissions.includes('account:view')) pages.push('people');
  if (permissions.includes('operator:view-alarms')) pages.push('operator');
  if (permissions.includes('ladder:view')) pages.push('ladders');
  return pages;
}

export function isPage(view: View, me: Pick<Me, 'permissions'>): view is PageView {
  return pagesFor(me).some((name) => name === view.name);
}

const looksPath = (incidentId: string) => pathOf({ name: 'sight', incidentId, part: 'looks' });

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

export function DeskPage({ me, view, board, bar, onBack, onSignedOut }: Props) {
  const { t } = useWords();
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
      <LaterPage key={view.name}>
        {view.name === 'unusual-looks' && (
          <UnusualLooksPage
            lookPath={(incidentId) => `/console${looksPath(incidentId)}`}
            onOpen={(incidentId) => goTo(looksPath(incidentId))}
          />
        )}
        {view.name === 'afterwards' && (
          <AfterwardsPage
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
        {isDeskPage(view) && board && <DispatchPage me={me} view={view} board={board} />}
        {view.name === 'operator' && (
          <OperatorAlarmsPage maySettle={me.permissions.includes('operator:settle-alarms')} />
        )}
        {view.name === 'ladders' && <LaddersPage me={me} />}
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
      </LaterPage>
    </>
  );
}
