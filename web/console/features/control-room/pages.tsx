import { IconLayoutDashboard, IconPhoneCall, IconPhoneIncoming } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { Page, PageProps } from '../../page.ts';
import { goTo } from '../../router.ts';
import { useDueCallBacks } from './call-backs/due-call-backs.ts';
import { AreaPage, CallBacksPage, CallPage } from './lazy-pages.ts';

const openIncident = (incidentId: string): void => goTo({ name: 'incident', incidentId });
const openReport = (reportId: string): void => goTo({ name: 'page', page: 'calls', id: reportId });

function Calls({ me, id }: PageProps) {
  return (
    <CallPage
      reportId={id}
      agencyId={me.memberships[0]?.agency.id}
      onOpen={openIncident}
      onReport={(reportId) => (reportId ? openReport(reportId) : goTo({ name: 'page', page: 'calls' }))}
    />
  );
}

function CallBacks({ me, board }: PageProps) {
  if (!board) return null;
  return <CallBacksPage myId={me.id} incidents={board.queue.incidents} onOpen={openIncident} onComplete={openReport} />;
}

function DueCallBackCount({ className }: { className?: string | undefined }) {
  const due = useDueCallBacks(true);
  return due > 0 ? <strong className={className}>{due}</strong> : null;
}

function Area({ me, board }: PageProps) {
  const reports = board?.queue.unfinished;
  const unfinished = useMemo(() => [...(reports?.values() ?? [])], [reports]);
  if (!board) return null;
  return (
    <AreaPage
      incidents={board.ordered}
      unfinished={unfinished}
      mine={board.mine}
      mayCallBack={me.permissions.includes('report:call-back')}
      onOpen={openIncident}
      onComplete={me.permissions.includes('report:take-by-phone') ? openReport : undefined}
      onCallBacks={() => goTo({ name: 'page', page: 'call-backs' })}
      onWall={() => goTo({ name: 'wall' })}
    />
  );
}

export const PAGES: readonly Page[] = [
  {
    path: 'calls',
    takesId: true,
    title: 'controlRoom.calls',
    icon: IconPhoneIncoming,
    permissions: ['report:take-by-phone'],
    order: 10,
    task: { label: 'nav.action.calls', order: 10, key: 'c' },
    width: 1320,
    Component: Calls,
  },
  {
    path: 'call-backs',
    title: 'controlRoom.callBacks',
    icon: IconPhoneCall,
    permissions: ['report:call-back'],
    order: 20,
    task: { label: 'nav.action.call-backs', order: 20, Count: DueCallBackCount },
    width: 1040,
    Component: CallBacks,
  },
  {
    path: 'area',
    title: 'controlRoom.area',
    icon: IconLayoutDashboard,
    permissions: ['report:view-unfinished'],
    order: 30,
    task: { label: 'nav.action.area', order: 30 },
    width: 1040,
    Component: Area,
  },
];
