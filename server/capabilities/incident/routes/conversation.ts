import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { sendMessageSchema } from '#contract/incident-actions';
import { VIEW_AN_INCIDENT } from '#contract/permission';
import { askQuestionSchema, silentHelpSchema } from '#contract/silent-help';
import { signedLinkSchema } from '#platform/attachments/signed-link';
import { fileAnswer, type Route, routeTable } from '#platform/http/route';
import type { IncidentContext } from '../context.ts';
import { askReporter } from '../conversation/commands/ask-reporter.ts';
import { writeToReporter } from '../conversation/commands/write-to-reporter.ts';
import { getAttachment } from '../conversation/queries/get-attachment.ts';
import { getSilentHelp } from '../conversation/queries/get-silent-help.ts';
import { markDuressSeen } from '../life/commands/note-duress.ts';
import { incidentRouteTable } from './incident-route-table.ts';

const table = routeTable<Actor>();
/** A malformed link gets the same answer as a forged one. */

/** The chat, and help for somebody who can't speak: questions answered by a tap, and how their phone shows them. */
export function conversationRoutes(context: IncidentContext): Route<Actor>[] {
  const { get, post } = incidentRouteTable(context);
  return [
    post({
      path: '/messages',
      summary: 'Write to a reporter',
      permission: 'incident:message',
      body: sendMessageSchema,
      command: writeToReporter,
    }),
    table.get({
      path: '/api/v1/incidents/:id/attachments/:attachmentId',
      summary: 'A picture or file that a reporter sent',
      permission: VIEW_AN_INCIDENT,
      audit: {
        view: 'incident/view-attachment',
        subject: 'incident',
        details: ({ params: { attachmentId } }) => ({ attachmentId }),
      },
      params: z.object({ id: z.uuid(), attachmentId: z.uuid() }),
      query: signedLinkSchema,
      answer: fileAnswer,
      run: ({ tx }, { actor, params: { id: incidentId, attachmentId }, query: link }) =>
        getAttachment(context, tx, actor, { incidentId, attachmentId, ...link }),
    }),
    get({
      path: '/questions',
      summary: 'Ready questions: the answers, and what the phone shows of each',
      permission: ['incident:view', 'incident:view-assigned'],
      audit: { view: 'incident/view', subject: 'incident' },
      answer: silentHelpSchema,
      query: getSilentHelp,
    }),
    post({
      path: '/questions',
      summary: 'Ask a reporter a ready question, answered by a tap',
      permission: 'incident:message',
      body: askQuestionSchema,
      command: askReporter,
    }),
    post({
      path: '/duress-seen',
      summary: 'Confirm that a duress signal was seen: the consoles stop ringing',
      permission: 'incident:acknowledge',
      command: markDuressSeen,
    }),
  ];
}
