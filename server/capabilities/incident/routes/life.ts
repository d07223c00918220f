import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { incidentDetailSchema } from '#contract/incident';
import {
  acknowledgeSchema,
  changePlaceDetailSchema,
  closeSchema,
  involveStationSchema,
  mergeSchema,
  reopenSchema,
  resolveSchema,
  setTypeSchema,
  takeOverSchema,
  transferAnswerSchema,
  transferSchema,
} from '#contract/incident-actions';
import { sendOfficersSchema, staffSchema, writtenSchema } from '#contract/incident-visibility';
import { noteSafetySchema, safetySchema, withdrawNoteSchema } from '#contract/safety';
import { stationOutcomesSchema } from '#contract/station-outcomes';
import { type Route, routeTable } from '#platform/http/route';
import type { IncidentContext } from '../context.ts';
import { acknowledgeIncident } from '../life/commands/acknowledge-incident.ts';
import { answerTransfer } from '../life/commands/answer-transfer.ts';
import { changeIncidentEta } from '../life/commands/change-eta.ts';
import { changeIncidentPlaceDetail } from '../life/commands/change-place-detail.ts';
import { cancelIncident, closeIncident, resolveIncident } from '../life/commands/end-incident.ts';
import { involveStation, releaseStation } from '../life/commands/involve-station.ts';
import { mergeIncidents, unmergeIncident } from '../life/commands/merge-incidents.ts';
import { noteSafety, withdrawNote } from '../life/commands/note-safety.ts';
import { reopenIncident } from '../life/commands/reopen-incident.ts';
import { requestIncidentTransfer } from '../life/commands/request-transfer.ts';
import { sendOfficers } from '../life/commands/send-officers.ts';
import { setType } from '../life/commands/set-type.ts';
import { takeOverIncident } from '../life/commands/take-over-incident.ts';
import { getSafety } from '../life/queries/get-safety.ts';
import { listOfficers } from '../life/queries/list-officers.ts';
import { listStationOutcomes } from '../life/queries/list-station-outcomes.ts';
import { getIncidentDetail } from '../queries/get-incident-detail.ts';
import { forgetTransferTarget } from '../visibility/commands/end-access.ts';
import { incidentRouteTable } from './incident-route-table.ts';

const table = routeTable<Actor>();

/** From the acknowledgement to the end: who goes, which stations help, and what protects them. */
export function lifeRoutes(context: IncidentContext): Route<Actor>[] {
  const { get, post } = incidentRouteTable(context);
  return [
    post({
      path: '/acknowledge',
      summary: 'Acknowledge the alert and give an ETA',
      permission: 'incident:acknowledge',
      body: acknowledgeSchema,
      command: acknowledgeIncident,
    }),
    post({
      path: '/take-over',
      summary: 'Take it over from a station that does not answer',
      permission: 'incident:take-over',
      body: takeOverSchema.nullish(),
      command: takeOverIncident,
    }),
    post({
      path: '/place-detail',
      summary: 'Write or correct house number, lane and landmark',
      permission: 'incident:message',
      body: changePlaceDetailSchema,
      command: changeIncidentPlaceDetail,
    }),
    post({
      path: '/eta',
      summary: 'Correct the ETA',
      permission: 'incident:acknowledge',
      body: acknowledgeSchema,
      command: changeIncidentEta,
    }),
    post({
      path: '/type',
      summary: 'Set the incident type',
      permission: 'incident:progress',
      body: setTypeSchema,
      command: setType,
    }),
    post({
      path: '/resolve',
      summary: 'Resolve it with a disposition',
      permission: 'incident:resolve',
      body: resolveSchema,
      command: resolveIncident,
    }),
    post({
      path: '/close',
      summary: 'Close the incident',
      permission: 'incident:close',
      body: closeSchema.nullish(),
      command: closeIncident,
    }),
    post({
      path: '/reopen',
      summary: 'Reopen it: the alarm rings again, louder',
      permission: 'incident:reopen',
      body: reopenSchema,
      command: reopenIncident,
    }),
    post({
      path: '/cancel',
      summary: 'Cancel it because the reporter asked to',
      permission: 'incident:resolve',
      command: cancelIncident,
    }),
    post({
      path: '/transfer',
      summary: 'Ask another station to take over',
      permission: 'incident:transfer',
      body: transferSchema,
      command: requestIncidentTransfer,
    }),
    table.post({
      path: '/api/v1/incidents/:id/transfer-answer',
      summary: 'Accept or decline a transfer',
      permission: 'incident:transfer',
      params: z.object({ id: z.uuid() }),
      body: transferAnswerSchema,
      answer: incidentDetailSchema,
      async run(work, { actor, params: { id }, body }) {
        const before = await answerTransfer(context, work, actor, id, body);
        const shown = await getIncidentDetail(context, work.tx, actor, id);
        // Only afterwards: the agency that declined sees the result one last time.
        if (!body.accept) await forgetTransferTarget(context, work, before);
        return shown;
      },
    }),
    post({
      path: '/stations',
      summary: 'Involve a further station in support of the responsible one',
      permission: 'incident:involve',
      body: involveStationSchema,
      command: involveStation,
    }),
    post({
      path: '/stations/:agencyId/release',
      summary: "A further station's help is not needed any more",
      permission: 'incident:involve',
      command: releaseStation,
    }),
    post({
      path: '/merge',
      summary: 'Merge this incident into another',
      permission: 'incident:merge',
      body: mergeSchema,
      command: mergeIncidents,
    }),
    post({ path: '/unmerge', summary: 'Undo a merge', permission: 'incident:merge', command: unmergeIncident }),
    get({
      path: '/officers',
      summary: 'Who can be sent: officers of the responsible agency',
      permission: 'incident:assign',
      audit: { nothingPersonal: 'Names of colleagues on duty, no reporter and no victim' },
      answer: staffSchema,
      query: listOfficers,
    }),
    post({
      path: '/officers',
      summary: 'Set who is sent',
      permission: 'incident:assign',
      body: sendOfficersSchema,
      command: sendOfficers,
    }),
    get({
      path: '/safety',
      summary: 'Before knocking: safety notes, answers and earlier incidents here',
      permission: ['incident:view', 'incident:view-assigned'],
      audit: {
        view: 'incident/view-history',
        subject: 'incident',
        details: (_, { earlier }) => ({ earlier: earlier.length }),
      },
      answer: safetySchema,
      query: getSafety,
    }),
    post({
      path: '/safety-notes',
      summary: 'Add a safety note for the next patrol at this place',
      permission: 'incident:note-safety',
      body: noteSafetySchema,
      answer: writtenSchema,
      command: noteSafety,
    }),
    post({
      path: '/safety-notes/:noteId/withdraw',
      summary: 'Withdraw a safety note, with a reason',
      permission: 'incident:note-safety',
      body: withdrawNoteSchema,
      answer: writtenSchema,
      command: withdrawNote,
    }),
    table.get({
      path: '/api/v1/station-outcomes',
      summary: 'Feedback of reporters on my stations: closed, "nobody came", stars',
      permission: 'incident:export',
      audit: { view: 'incident/view-outcomes', subject: 'board', subjectId: () => 'outcomes' },
      query: z.strictObject({ days: z.coerce.number().int().min(1).max(366).default(90) }),
      answer: stationOutcomesSchema,
      run: ({ tx }, { actor, query: { days } }) => listStationOutcomes(context, tx, actor, days),
    }),
  ];
}
