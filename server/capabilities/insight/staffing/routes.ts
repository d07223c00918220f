import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import {
  newSimulationSchema,
  simulationListSchema,
  simulationSchema,
  simulationsQuerySchema,
  staffingQuerySchema,
  staffingSchema,
} from '#contract/staffing';
import { type Route, routeTable } from '#platform/http/route';
import type { StaffingContext } from '../context.ts';
import { askForSimulation } from './commands/ask-for-simulation.ts';
import { proposeFromSimulation } from './commands/propose-roster.ts';
import { getSimulation } from './queries/get-simulation.ts';
import { getStaffing } from './queries/get-staffing.ts';
import { listSimulations } from './queries/list-simulations.ts';

const { get, post } = routeTable<Actor>();
const line = { permission: 'insight:view', runsAs: 'service' } as const;
const seen = {
  ...line,
  audit: { nothingPersonal: 'Numbers of incidents and units of stations; no incident, place or person is named.' },
} as const;
const byId = z.object({ id: z.uuid() });
const made = z.object({ id: z.uuid() });

export function staffingRoutes(context: StaffingContext): Route<Actor>[] {
  return [
    get({
      ...seen,
      path: '/api/v1/insight/staffing',
      summary: 'What is known of the units and calls of a province, and what a simulation assumes',
      query: staffingQuerySchema,
      answer: staffingSchema,
      run: ({ tx }, { actor, query: { province } }) => getStaffing(context, tx, actor, province),
    }),
    get({
      ...line,
      path: '/api/v1/insight/simulations',
      summary: 'Earlier simulations of the provinces that I may read: who asked what, and the result in a line',
      query: simulationsQuerySchema,
      audit: { nothingPersonal: 'Names of colleagues and numbers of units; no incident, place or person in need.' },
      answer: simulationListSchema,
      run: ({ tx }, { actor, query }) => listSimulations(context, tx, actor, query),
    }),
    post({
      ...line,
      path: '/api/v1/insight/simulations',
      summary: 'Ask for a simulation: as it is, the smallest roster, a unit moved or taken away, help of neighbours',
      body: newSimulationSchema,
      answer: made,
      acceptedAt: ({ id }) => `/api/v1/insight/simulations/${id}`,
      run: async (work, { actor, body }) => ({ id: await askForSimulation(context, work, actor, body) }),
    }),
    get({
      ...seen,
      path: '/api/v1/insight/simulations/:id',
      summary: 'A simulation: first few replications, then all',
      params: byId,
      answer: simulationSchema,
      run: ({ tx }, { actor, params: { id } }) => getSimulation(context, tx, actor, id),
    }),
    post({
      ...line,
      path: '/api/v1/insight/simulations/:id/proposal',
      summary: 'Send the units of one station to whoever plans its roster',
      params: byId,
      body: z.strictObject({ agencyId: z.uuid() }),
      answer: made,
      run: async (work, { actor, params: { id }, body: { agencyId } }) => ({
        id: await proposeFromSimulation(context, work, actor, { id, agencyId }),
      }),
    }),
  ];
}
