import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { myDutySchema, postSchema } from '#contract/duty';
import { type Route, routeTable } from '#platform/http/route';
import { answerHeartbeat } from '../commands/answer-heartbeat.ts';
import { checkInToDuty, checkOutOfDuty } from '../commands/check-in-out.ts';
import type { DutyContext } from '../context.ts';
import { getMyDuty } from '../queries/get-my-duty.ts';

const { get, post } = routeTable<Actor>();
const serve = { permission: 'duty:serve', answer: myDutySchema } as const;
const here = z.strictObject({ agencyId: z.uuid() });

/** The actor's own check-in and check-out. */
export function myDutyRoutes(context: DutyContext): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/me/duty',
      summary: 'Whether I am on duty, and what comes next',
      permission: 'duty:serve',
      audit: { nothingPersonal: 'A person’s own duty.' },
      answer: myDutySchema,
      run: ({ tx }, { actor }) => getMyDuty(context, tx, actor),
    }),
    post({
      ...serve,
      path: '/api/v1/me/duty/check-in',
      summary: 'Check in for duty',
      body: here.extend({ post: postSchema.optional() }),
      async run(work, { actor, body }) {
        await checkInToDuty(context, work, actor, { ...body, by: 'console' });
        return getMyDuty(context, work.tx, actor);
      },
    }),
    post({
      ...serve,
      path: '/api/v1/me/duty/check-out',
      summary: 'Check out of duty',
      body: here,
      async run(work, { actor, body }) {
        await checkOutOfDuty(context, work, actor, { ...body, by: 'console' });
        return getMyDuty(context, work.tx, actor);
      },
    }),
    post({
      ...serve,
      path: '/api/v1/me/duty/heartbeat',
      summary: 'Answer the daily heartbeat: the station can take alerts',
      body: here,
      async run(work, { actor, body }) {
        await answerHeartbeat(context, work, actor, { ...body, by: 'console' });
        return getMyDuty(context, work.tx, actor);
      },
    }),
  ];
}
