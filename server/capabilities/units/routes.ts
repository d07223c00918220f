import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { getIncidentDetail } from '#capabilities/incident';
import { incidentDetailSchema } from '#contract/incident';
import { onSceneSchema, progressSchema } from '#contract/incident-actions';
import { VIEW_AN_INCIDENT } from '#contract/permission';
import {
  assignmentsSchema,
  assignSchema,
  sendUnitSchema,
  unitSuggestionsSchema,
  withdrawUnitSchema,
} from '#contract/units';
import type { Work } from '#platform/database/transaction';
import { type Route, routeTable } from '#platform/http/route';
import { assignToIncident } from './commands/assign-incident.ts';
import { sendUnit } from './commands/send-unit.ts';
import { stepIncident } from './commands/step-incident.ts';
import { reassignUnit, withdrawUnit } from './commands/withdraw-unit.ts';
import { listIncidentUnits } from './queries/list-incident-units.ts';
import { listUnitSuggestions } from './queries/list-unit-suggestions.ts';
import { type JobRoutesContext, jobRoutes } from './routes/jobs.ts';
import { photoRoutes } from './routes/photos.ts';
import { unitRoutes } from './routes/units.ts';

const { get, post } = routeTable<Actor>();
const params = z.object({ id: z.uuid() });
const unitParams = params.extend({ unitId: z.uuid() });
const answer = incidentDetailSchema;
const INCIDENT = '/api/v1/incidents/:id';

/** Routes for sending units; every change answers with the updated incident. */
export function unitsRoutes(context: JobRoutesContext): Route<Actor>[] {
  const then = async (work: Work, actor: Actor, id: string, command: Promise<void>) => {
    await command;
    return getIncidentDetail(context, work.tx, actor, id);
  };
  return [
    ...unitRoutes(context),
    ...jobRoutes(context),
    ...photoRoutes(context),
    post({
      path: `${INCIDENT}/assign`,
      summary: 'Assign the first unit: a registered one, or a name alone',
      permission: 'incident:assign',
      params,
      body: assignSchema,
      answer,
      run: (work, { actor, params: { id }, body }) =>
        then(work, actor, id, assignToIncident(context, work, actor, id, body)),
    }),
    get({
      path: `${INCIDENT}/units`,
      summary: 'Every unit that was sent, with the status of its job',
      permission: VIEW_AN_INCIDENT,
      audit: { view: 'units/view-incident-units', subject: 'incident' },
      params,
      answer: assignmentsSchema,
      run: async ({ tx }, { actor, params: { id } }) => ({
        assignments: await listIncidentUnits(context, tx, actor, id),
      }),
    }),
    get({
      path: `${INCIDENT}/unit-suggestions`,
      summary: 'Units that could go, best first, with the reasons',
      permission: 'incident:assign',
      audit: { view: 'units/view-suggestions', subject: 'incident' },
      params,
      answer: unitSuggestionsSchema,
      run: ({ tx }, { actor, params: { id } }) => listUnitSuggestions(context, tx, actor, id),
    }),
    post({
      path: `${INCIDENT}/units`,
      summary: 'Send a further unit',
      permission: 'incident:assign',
      params,
      body: sendUnitSchema,
      answer,
      run: (work, { actor, params: { id }, body }) => then(work, actor, id, sendUnit(context, work, actor, id, body)),
    }),
    post({
      path: `${INCIDENT}/units/:unitId/withdraw`,
      summary: 'Withdraw a unit',
      permission: 'incident:assign',
      params: unitParams,
      body: withdrawUnitSchema.nullish(),
      answer,
      run: (work, { actor, params: { id, unitId }, body }) =>
        then(work, actor, id, withdrawUnit(context, work, actor, id, { unitId, reason: body?.reason })),
    }),
    post({
      path: `${INCIDENT}/units/:unitId/reassign`,
      summary: 'Replace a unit by another',
      permission: 'incident:assign',
      params: unitParams,
      body: sendUnitSchema,
      answer,
      run: (work, { actor, params: { id, unitId }, body }) =>
        then(work, actor, id, reassignUnit(context, work, actor, id, unitId, body)),
    }),
    post({
      path: `${INCIDENT}/en-route`,
      summary: 'The unit is on its way',
      permission: 'incident:progress',
      params,
      body: progressSchema.nullish(),
      answer,
      run: (work, { actor, params: { id }, body }) =>
        then(work, actor, id, stepIncident(context, work, actor, id, 'en-route', body ?? {})),
    }),
    post({
      path: `${INCIDENT}/on-scene`,
      summary: 'The unit has arrived',
      permission: 'incident:progress',
      params,
      body: onSceneSchema.nullish(),
      answer,
      run: (work, { actor, params: { id }, body }) =>
        then(work, actor, id, stepIncident(context, work, actor, id, 'on-scene', body ?? {})),
    }),
  ];
}
