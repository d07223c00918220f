import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { incidentDetailSchema } from '#contract/incident';
import { askQuestionSchema, silentHelpSchema } from '#contract/silent-help';
import { type Route, routeTable } from '#platform/http/route';
import type { IncidentContext } from '../context.ts';
import { askReporter } from '../conversation/commands/ask-reporter.ts';
import { markDuressSeen } from '../conversation/commands/receive-answer.ts';
import { getSilentHelp } from '../conversation/queries/get-silent-help.ts';
import { getIncidentDetail } from '../queries/get-incident-detail.ts';

const { get, post } = routeTable<Actor>();
const params = z.object({ id: z.uuid() });
const QUESTIONS = '/api/v1/incidents/:id/questions';

/** Help for somebody who can't speak: questions answered by a tap, and how their phone shows them. */
export function silentHelpRoutes(context: IncidentContext): Route<Actor>[] {
  return [
    get({
      path: QUESTIONS,
      summary: 'Ready questions: the answers, and what the phone shows of each',
      permission: ['incident:view', 'incident:view-assigned'],
      audit: { view: 'incident/view', subject: 'incident' },
      params,
      answer: silentHelpSchema,
      run: ({ tx }, { actor, params: { id } }) => getSilentHelp(context, tx, actor, id),
    }),
    post({
      path: '/api/v1/incidents/:id/duress-seen',
      summary: 'Confirm that a duress signal was seen: the consoles stop ringing',
      permission: 'incident:acknowledge',
      params,
      body: z.strictObject({}).nullish(),
      answer: incidentDetailSchema,
      async run(work, { actor, params: { id } }) {
        await markDuressSeen(context, work, actor, id);
        return getIncidentDetail(context, work.tx, actor, id);
      },
    }),
    post({
      path: QUESTIONS,
      summary: 'Ask a reporter a ready question, answered by a tap',
      permission: 'incident:message',
      params,
      body: askQuestionSchema,
      answer: incidentDetailSchema,
      async run(work, { actor, params: { id }, body }) {
        await askReporter(context, work, actor, id, body);
        return getIncidentDetail(context, work.tx, actor, id);
      },
    }),
  ];
}
