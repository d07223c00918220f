import type { AlertingContext } from '#capabilities/alerting';
import { callOutStation } from './commands/call-out-station.ts';
import { hearWelfareAnswer, planWelfareChecks, takeWelfareChecksBack } from './commands/check-welfare.ts';
import { keepHandOver } from './commands/keep-hand-over.ts';
import { listForCallBack, takeOffCallBacks } from './commands/list-for-call-back.ts';
import type { DispatchContext } from './context.ts';

/** Who has to be called because of what others say, and what comes after an incident. */
export function registerDispatchReactions(context: DispatchContext & { alerting: AlertingContext }): void {
  const { events } = context;
  events.on('report-unfinished', (work, { reportId }) => listForCallBack(context, work, reportId, 'unfinished'));
  events.on('report-settled', (work, { reportId }) =>
    takeOffCallBacks(context, work, [reportId], ['unfinished', 'cut-off']),
  );
  events.on('report-cut-off', (work, { reportId }) => listForCallBack(context, work, reportId, 'cut-off'));
  events.on('reporter-reachability-changed', async (work, { reportIds, reachable }) => {
    if (reachable) return takeOffCallBacks(context, work, reportIds, ['unreachable']);
    for (const reportId of reportIds) await listForCallBack(context, work, reportId, 'unreachable');
  });
  events.on('report-to-be-told-by-phone', (work, { reportId, news }) =>
    news === 'nothing'
      ? takeOffCallBacks(context, work, [reportId], ['news'])
      : listForCallBack(context, work, reportId, news === 'message' ? 'message' : 'news'),
  );
  events.on('incident-station-involved', (work, involved) => callOutStation(context, work, involved));
  for (const ended of ['incident-closed', 'incident-cancelled'] as const) {
    events.on(ended, (work, { reportIds }) => takeOffCallBacks(context, work, reportIds, 'all'));
  }
  events.on('incident-handed-over', (work, handedOver) => keepHandOver(work, handedOver));
  events.on('incident-closed', (work, closed) => planWelfareChecks(context, work, closed));
  events.on('incident-reopened', (work, { incidentId }) => takeWelfareChecksBack(work, incidentId));
  events.on('welfare-answered', (work, answered) => hearWelfareAnswer(context, work, answered));
}
