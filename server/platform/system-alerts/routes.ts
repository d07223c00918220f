import { z } from 'zod';
import { systemAlertSchema } from '#contract/live';
import type { Work } from '../database/transaction.ts';
import { type Caller, type Route, routeTable } from '../http/route.ts';
import type { SystemAlerts } from './system-alerts.ts';

export type RecordAction<Actor> = (
  work: Work,
  caller: Actor,
  auditEvent: { action: string; subjectKind: string; subjectId: string },
) => void;

export function systemAlertRoutes<Actor extends Caller>(
  systemAlerts: SystemAlerts,
  recordAction: RecordAction<Actor>,
): Route<Actor>[] {
  const { get, post } = routeTable<Actor>();
  return [
    get({
      path: '/api/v1/system-alerts',
      summary: 'What an operator must mend',
      permission: 'system-alert:view',
      audit: { nothingPersonal: 'Technical trouble: kinds, counts and codes.' },
      answer: z.object({ systemAlerts: z.array(systemAlertSchema) }),
      run: async ({ tx }) => ({ systemAlerts: await systemAlerts.list(tx) }),
    }),
    post({
      path: '/api/v1/system-alerts/:id/resolve',
      summary: 'Say that it is mended',
      permission: 'system-alert:resolve',
      params: z.object({ id: z.uuid() }),
      answer: z.object({ systemAlerts: z.array(systemAlertSchema) }),
      async run(work, { actor, params: { id } }) {
        await systemAlerts.resolve(work, id, actor.userId);
        recordAction(work, actor, { action: 'system-alert/resolve', subjectKind: 'system-alert', subjectId: id });
        return { systemAlerts: await systemAlerts.list(work.tx) };
      },
    }),
  ];
}
