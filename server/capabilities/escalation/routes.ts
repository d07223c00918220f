import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import {
  escalationPoliciesSchema,
  escalationPreviewSchema,
  incidentEscalationSchema,
  publishEscalationPolicySchema,
} from '#contract/escalation';
import { type Route, routeTable } from '#platform/http/route';
import { publishPolicy } from './commands/publish-policy.ts';
import type { EscalationContext } from './context.ts';
import { getEscalationPreview } from './queries/get-escalation-preview.ts';
import { getIncidentEscalation } from './queries/get-incident-escalation.ts';
import { listEscalationPolicies } from './queries/list-escalation-policies.ts';

const { get, post } = routeTable<Actor>();
const params = z.object({ id: z.uuid() });

export function escalationRoutes(context: EscalationContext): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/incidents/:id/escalation',
      summary: 'Who was alerted because nobody answered, by which channel, and who is next',
      permission: 'escalation-policy:view',
      audit: { nothingPersonal: 'Colleagues who were alerted and the results, no reporter and no victim' },
      params,
      answer: incidentEscalationSchema,
      run: ({ tx }, { actor, params: { id } }) => getIncidentEscalation(context, tx, actor, id),
    }),
    get({
      path: '/api/v1/escalation-policies',
      summary: 'The escalation policies of the country and of one’s branches, with all versions',
      permission: 'escalation-policy:view',
      audit: { nothingPersonal: 'Rules, and which colleague published them' },
      answer: escalationPoliciesSchema,
      run: ({ tx }, { actor }) => listEscalationPolicies(context, tx, actor),
    }),
    post({
      path: '/api/v1/escalation-policies',
      summary: 'Publish a new version of an escalation policy for one’s branch',
      permission: 'escalation-policy:edit',
      body: publishEscalationPolicySchema,
      answer: escalationPoliciesSchema,
      async run(work, { actor, body }) {
        await publishPolicy(context, work, actor, body);
        return listEscalationPolicies(context, work.tx, actor);
      },
    }),
    get({
      path: '/api/v1/agencies/:id/escalation-preview',
      summary: 'Whom an unanswered alert of this agency would reach now',
      permission: 'escalation-policy:view',
      audit: { nothingPersonal: 'Agencies and how many people serve there' },
      params,
      answer: escalationPreviewSchema,
      run: ({ tx }, { actor, params: { id } }) => getEscalationPreview(context, tx, actor, id),
    }),
  ];
}
