import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { incidentDetailSchema } from '#contract/incident';
import {
  acknowledgeSchema,
  changePlaceDetailSchema,
  closeSchema,
  mergeSchema,
  reopenSchema,
  resolveSchema,
  sendMessageSchema,
  setTypeSchema,
  takeOverSchema,
  transferAnswerSchema,
  transferSchema,
} from '#contract/incident-actions';
import { VIEW_AN_INCIDENT } from '#contract/permission';
import type { Work } from '#platform/database/transaction';
import { fileAnswer, type Route, routeTable } from '#platform/http/route';
import type { IncidentContext } from './context.ts';
import { writeToReporter } from './conversation/commands/write-to-reporter.ts';
import { getAttachment } from './conversation/queries/get-attachment.ts';
import { acknowledgeIncident } from './life/commands/acknowledge-incident.ts';
import { answerTransfer } from './life/commands/answer-transfer.ts';
import { changeIncidentEta } from './life/commands/change-eta.ts';
import { changeIncidentPlaceDetail } from './life/commands/change-place-detail.ts';
import { cancelIncident, closeIncident, reopenIncident, resolveIncident } from './life/commands/end-incident.ts';
import { mergeIncidents, unmergeIncident } from './life/commands/merge-incidents.ts';
import { requestIncidentTransfer } from './life/commands/request-transfer.ts';
import { setType } from './life/commands/set-type.ts';
import { takeOverIncident } from './life/commands/take-over-incident.ts';
import { getIncidentDetail } from './queries/get-incident-detail.ts';
import { outcomeRoutes } from './routes/outcomes.ts';
import { safetyRoutes } from './routes/safety.ts';
import { silentHelpRoutes } from './routes/silent-help.ts';
import { stationRoutes } from './routes/stations.ts';
import { visibilityRoutes } from './routes/visibility.ts';
import { forgetTransferTarget } from './visibility/commands/end-access.ts';

const { get, post } = routeTable<Actor>();
const params = z.object({ id: z.uuid() });
const answer = incidentDetailSchema;
/** A malformed link gets the same answer as a forged one. */
const signedLink = z.strictObject({ until: z.coerce.number().catch(0), signature: z.string().max(100).catch('') });
const INCIDENT = '/api/v1/incidents/:id';

/** Every command answers with the incident after the change, read in the same transaction. */
export function incidentRoutes(context: IncidentContext): Route<Actor>[] {
  const answerAfter = async (work: Work, actor: Actor, id: string, command: Promise<void>) => {
    await command;
    return getIncidentDetail(context, work.tx, actor, id);
  };
  return [
    ...visibilityRoutes(context),
    ...stationRoutes(context),
    ...silentHelpRoutes(context),
    ...safetyRoutes(context),
    ...outcomeRoutes(context),
    get({
      path: INCIDENT,
      summary: 'One incident with all details',
      permission: VIEW_AN_INCIDENT,
      audit: { view: 'incident/view', subject: 'incident' },
      params,
      answer,
      run: ({ tx }, { actor, params: { id } }) => getIncidentDetail(context, tx, actor, id),
    }),
    get({
      path: `${INCIDENT}/attachments/:attachmentId`,
      summary: 'A picture or file that a reporter sent',
      permission: VIEW_AN_INCIDENT,
      audit: {
        view: 'incident/view-attachment',
        subject: 'incident',
        details: ({ params: { attachmentId } }) => ({ attachmentId }),
      },
      params: params.extend({ attachmentId: z.uuid() }),
      query: signedLink,
      answer: fileAnswer,
      run: ({ tx }, { actor, params: { id: incidentId, attachmentId }, query: link }) =>
        getAttachment(context, tx, actor, { incidentId, attachmentId, ...link }),
    }),
    post({
      path: `${INCIDENT}/acknowledge`,
      summary: 'Acknowledge the alert and give an ETA',
      permission: 'incident:acknowledge',
      params,
      body: acknowledgeSchema,
      answer,
      run: (work, { actor, params: { id }, body }) =>
        answerAfter(work, actor, id, acknowledgeIncident(context, work, actor, id, body.etaMinutes)),
    }),
    post({
      path: `${INCIDENT}/take-over`,
      summary: 'Take it over from a station that does not answer',
      permission: 'incident:take-over',
      params,
      body: takeOverSchema.nullish(),
      answer,
      run: (work, { actor, params: { id }, body }) =>
        answerAfter(work, actor, id, takeOverIncident(context, work, actor, id, body ?? {})),
    }),
    post({
      path: `${INCIDENT}/place-detail`,
      summary: 'Write or correct house number, lane and landmark',
      permission: 'incident:message',
      params,
      body: changePlaceDetailSchema,
      answer,
      run: (work, { actor, params: { id }, body }) =>
        answerAfter(work, actor, id, changeIncidentPlaceDetail(context, work, actor, id, body)),
    }),
    post({
      path: `${INCIDENT}/eta`,
      summary: 'Correct the ETA',
      permission: 'incident:acknowledge',
      params,
      body: acknowledgeSchema,
      answer,
      run: (work, { actor, params: { id }, body }) =>
        answerAfter(work, actor, id, changeIncidentEta(context, work, actor, id, body.etaMinutes)),
    }),
    post({
      path: `${INCIDENT}/type`,
      summary: 'Set the incident type',
      permission: 'incident:progress',
      params,
      body: setTypeSchema,
      answer,
      run: (work, { actor, params: { id }, body }) =>
        answerAfter(work, actor, id, setType(context, work, actor, id, body.type)),
    }),
    post({
      path: `${INCIDENT}/resolve`,
      summary: 'Resolve it with a disposition',
      permission: 'incident:resolve',
      params,
      body: resolveSchema,
      answer,
      run: (work, { actor, params: { id }, body }) =>
        answerAfter(work, actor, id, resolveIncident(context, work, actor, id, body)),
    }),
    post({
      path: `${INCIDENT}/close`,
      summary: 'Close the incident',
      permission: 'incident:close',
      params,
      body: closeSchema.nullish(),
      answer,
      run: (work, { actor, params: { id }, body }) =>
        answerAfter(work, actor, id, closeIncident(context, work, actor, id, body ?? {})),
    }),
    post({
      path: `${INCIDENT}/reopen`,
      summary: 'Reopen it: the alarm rings again, louder',
      permission: 'incident:reopen',
      params,
      body: reopenSchema,
      answer,
      run: (work, { actor, params: { id }, body }) =>
        answerAfter(work, actor, id, reopenIncident(context, work, actor, id, body.reason)),
    }),
    post({
      path: `${INCIDENT}/cancel`,
      summary: 'Cancel it because the reporter asked to',
      permission: 'incident:resolve',
      params,
      answer,
      run: (work, { actor, params: { id } }) => answerAfter(work, actor, id, cancelIncident(context, work, actor, id)),
    }),
    post({
      path: `${INCIDENT}/transfer`,
      summary: 'Ask another station to take over',
      permission: 'incident:transfer',
      params,
      body: transferSchema,
      answer,
      run: (work, { actor, params: { id }, body }) =>
        answerAfter(work, actor, id, requestIncidentTransfer(context, work, actor, id, body)),
    }),
    post({
      path: `${INCIDENT}/transfer-answer`,
      summary: 'Accept or decline a transfer',
      permission: 'incident:transfer',
      params,
      body: transferAnswerSchema,
      answer,
      async run(work, { actor, params: { id }, body }) {
        const before = await answerTransfer(context, work, actor, id, body);
        const shown = await getIncidentDetail(context, work.tx, actor, id);
        // Only afterwards: the agency that declined sees the result one last time.
        if (!body.accept) await forgetTransferTarget(context, work, before);
        return shown;
      },
    }),
    post({
      path: `${INCIDENT}/merge`,
      summary: 'Merge this incident into another',
      permission: 'incident:merge',
      params,
      body: mergeSchema,
      answer,
      run: (work, { actor, params: { id }, body }) =>
        answerAfter(work, actor, id, mergeIncidents(context, work, actor, id, body.intoIncidentId)),
    }),
    post({
      path: `${INCIDENT}/unmerge`,
      summary: 'Undo a merge',
      permission: 'incident:merge',
      params,
      answer,
      run: (work, { actor, params: { id } }) => answerAfter(work, actor, id, unmergeIncident(context, work, actor, id)),
    }),
    post({
      path: `${INCIDENT}/messages`,
      summary: 'Write to a reporter',
      permission: 'incident:message',
      params,
      body: sendMessageSchema,
      answer,
      run: (work, { actor, params: { id }, body }) =>
        answerAfter(work, actor, id, writeToReporter(context, work, actor, id, body)),
    }),
  ];
}
