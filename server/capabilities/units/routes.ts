import type { Actor } from '#capabilities/access';
import { incidentRouteTable } from '#capabilities/incident';
import { onSceneSchema, progressSchema } from '#contract/incident-actions';
import { VIEW_AN_INCIDENT } from '#contract/permission';
import {
  assignmentsSchema,
  assignSchema,
  sendUnitSchema,
  unitSuggestionsSchema,
  withdrawUnitSchema,
} from '#contract/units';
import type { Route } from '#platform/http/route';
import { assignToIncident } from './commands/assign-incident.ts';
import { sendUnit } from './commands/send-unit.ts';
import { stepIncident } from './commands/step-incident.ts';
import { reassignUnit, withdrawUnit } from './commands/withdraw-unit.ts';
import { listIncidentUnits } from './queries/list-incident-units.ts';
import { listUnitSuggestions } from './queries/list-unit-suggestions.ts';
import { type JobRoutesContext, jobRoutes } from './routes/jobs.ts';
import { photoRoutes } from './routes/photos.ts';
import { unitRoutes } from './routes/units.ts';

/** Routes for sending units; every change answers with the updated incident. */
export function unitsRoutes(context: JobRoutesContext): Route<Actor>[] {
  const { get, post } = incidentRouteTable(context);
  return [
    ...unitRoutes(context),
    ...jobRoutes(context),
    ...photoRoutes(context),
    post({
      path: '/assign',
      summary: 'Assign the first unit: a registered one, or a name alone',
      permission: 'incident:assign',
      body: assignSchema,
      command: assignToIncident,
    }),
    get({
      path: '/units',
      summary: 'Every unit that was sent, with the status of its job',
      permission: VIEW_AN_INCIDENT,
      audit: { view: 'units/view-incident-units', subject: 'incident' },
      answer: assignmentsSchema,
      query: async (...asked) => ({ assignments: await listIncidentUnits(...asked) }),
    }),
    get({
      path: '/unit-suggestions',
      summary: 'Units that could go, best first, with the reasons',
      permission: 'incident:assign',
      audit: { view: 'units/view-suggestions', subject: 'incident' },
      answer: unitSuggestionsSchema,
      query: listUnitSuggestions,
    }),
    post({
      path: '/units',
      summary: 'Send a further unit',
      permission: 'incident:assign',
      body: sendUnitSchema,
      command: sendUnit,
    }),
    post({
      path: '/units/:unitId/withdraw',
      summary: 'Withdraw a unit',
      permission: 'incident:assign',
      body: withdrawUnitSchema.nullish(),
      command: withdrawUnit,
    }),
    post({
      path: '/units/:fromUnitId/reassign',
      summary: 'Replace a unit by another',
      permission: 'incident:assign',
      body: sendUnitSchema,
      command: reassignUnit,
    }),
    post({
      path: '/en-route',
      summary: 'The unit is on its way',
      permission: 'incident:progress',
      body: progressSchema.nullish(),
      command: (of, work, actor, id, step) => stepIncident(of, work, actor, id, 'en-route', step),
    }),
    post({
      path: '/on-scene',
      summary: 'The unit has arrived',
      permission: 'incident:progress',
      body: onSceneSchema.nullish(),
      command: (of, work, actor, id, step) => stepIncident(of, work, actor, id, 'on-scene', step),
    }),
  ];
}
