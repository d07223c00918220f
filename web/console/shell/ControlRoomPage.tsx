import { useMemo } from 'react';
import type { Me } from '#contract/access';
import type { IncidentSummary } from '#contract/incident';
import { goTo } from '../address.ts';
import { AreaPage, CallBacksPage, CallPage } from '../features/control-room/index.ts';
import type { MyAgencies, QueueState } from '../features/incident/index.ts';
import { pathOf, type View } from '../view.ts';

/** Pages of 191, the province and the nation. */
export type ControlRoomPageName = 'area' | 'calls' | 'call-backs';
export type ControlRoomPageView = Extract<View, { name: ControlRoomPageName }>;
/** What is live on this console, most urgent first. */
export type Board = { queue: QueueState; ordered: readonly IncidentSummary[]; mine: MyAgencies };

export function isControlRoomPage(view: View): view is ControlRoomPageView {
  return view.name === 'area' || view.name === 'calls' || view.name === 'call-backs';
}

type Props = { me: Me; view: ControlRoomPageView; board: Board };

export function ControlRoomPage({ me, view, board: { queue, ordered, mine } }: Props) {
  const unfinished = useMemo(() => [...queue.unfinished.values()], [queue.unfinished]);
  const go = (to: Exclude<View, { name: 'not-found' }>) => goTo(pathOf(to));
  const onOpen = (incidentId: string) => go({ name: 'incident', incidentId });
  const onComplete = (reportId: string) => go({ name: 'calls', reportId });
  if (view.name === 'calls') {
    return (
      <CallPage
        reportId={view.reportId}
        agencyId={me.memberships[0]?.agency.id}
        onOpen={onOpen}
        onReport={(reportId) => go(reportId ? { name: 'calls', reportId } : { name: 'calls' })}
      />
    );
  }
  if (view.name === 'call-backs')
    return <CallBacksPage myId={me.id} incidents={queue.incidents} onOpen={onOpen} onComplete={onComplete} />;
  return (
    <AreaPage
      incidents={ordered}
      unfinished={unfinished}
      mine={mine}
      mayCallBack={me.permissions.includes('report:call-back')}
      onOpen={onOpen}
      onComplete={me.permissions.includes('report:take-by-phone') ? onComplete : undefined}
      onCallBacks={() => go({ name: 'call-backs' })}
      onWall={() => go({ name: 'wall' })}
    />
  );
}
