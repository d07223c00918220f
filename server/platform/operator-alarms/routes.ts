import { z } from 'zod';
import { operatorAlarmSchema } from '#contract/live';
import type { Work } from '../database/transaction.ts';
import { type Caller, type Route, routeTable } from '../http/route.ts';
import type { OperatorAlarms } from './operator-alarms.ts';

type RecordAct<Actor> = (
  work: Work,
  caller: Actor,
  deed: { act: string; subjectKind: string; subjectId: string },
) => Promise<void>;

export function operatorAlarmRoutes<Actor extends Caller>(
  alarms: OperatorAlarms,
  recordAct: RecordAct<Actor>,
): Route<Actor>[] {
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
        await recordAct(work, actor, { act: 'operator/settle-alarm', subjectKind: 'operator-alarm', subjectId: id });
        return { alarms: await alarms.list(work.tx) };
      },
    }),
  ];
}
