import { addCallBack, cancelCallBacks } from './commands/add-call-back.ts';
import { callOutStation } from './commands/call-out-station.ts';
import type { ControlRoomContext } from './context.ts';

/** Keeps the call-back list up to date, and alerts stations that are asked to help. */
export function registerControlRoomReactions(context: ControlRoomContext): void {
  const { events } = context;
  events.on('report-unfinished', (work, { reportId }) => addCallBack(context, work, reportId, 'unfinished'));
  events.on('report-finished', (work, { reportId }) =>
    cancelCallBacks(context, work, [reportId], ['unfinished', 'cut-off']),
  );
  events.on('report-cut-off', (work, { reportId }) => addCallBack(context, work, reportId, 'cut-off'));
  events.on('reporter-reachability-changed', async (work, { reportIds, reachable }) => {
    if (reachable) return cancelCallBacks(context, work, reportIds, ['unreachable']);
    for (const reportId of reportIds) await addCallBack(context, work, reportId, 'unreachable');
  });
  events.on('report-call-back-needed', (work, { reportId, news }) =>
    news === 'nothing'
      ? cancelCallBacks(context, work, [reportId], ['news'])
      : addCallBack(context, work, reportId, news === 'message' ? 'message' : 'news'),
  );
  events.on('incident-station-involved', (work, involved) => callOutStation(context, work, involved));
  for (const ended of ['incident-closed', 'incident-cancelled'] as const) {
    events.on(ended, (work, { reportIds }) => cancelCallBacks(context, work, reportIds, 'all'));
  }
}
