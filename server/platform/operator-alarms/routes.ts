import { z } from 'zod';
import { operatorAlarmSchema } from '#contract/live';
import { type Caller, type Route, routeTable } from '../http/route.ts';
import type { OperatorAlarms } from './operator-alarms.ts';

export function operatorAlarmRoutes<Actor extends Caller>(alarms: OperatorAlarms): Route<Actor>[] {
  const { get, post } = routeTable<Actor>();
  return [
    get({
      path: '/api/v1/operator-alarms',
      summary: 'What an operator must mend',
      permission: 'operator:view-alarms',
      audit: { nothingPersonal: 'Technical trouble: kinds, counts and codes.' },
      answer: z.object({ alarms: z.array(operatorAlarmSchema) }),
      run: async ({ tx }) => ({ alarms: await alarms.list(tx) }),
    }),
    post({
      path: '/api/v1/operator-alarms/:id/settle',
      summary: 'Say that it is mended',
      permission: 'operator:settle-alarms',
      audit: 'by-the-command',
      params: z.object({ id: z.uuid() }),
      answer: z.object({ alarms: z.array(operatorAlarmSchema) }),
      async run(work, { actor, params: { id } }) {
        await alarms.settle(work, id, actor.userId);
        return { alarms: await alarms.list(work.tx) };
      },
    }),
  ];
}
