import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import {
  changeUnitSchema,
  crewSchema,
  makeUnitSchema,
  unitSchema,
  unitServiceSchema,
  unitsSchema,
} from '#contract/units';
import type { Work } from '#platform/database/transaction';
import { type Route, routeTable } from '#platform/http/route';
import { changeUnit, disbandUnit, makeUnit, setUnitService } from '../commands/manage-units.ts';
import type { UnitsContext } from '../context.ts';
import { listCrew } from '../queries/list-crew.ts';
import { getUnit, listUnits } from '../queries/list-units.ts';

const { get, post } = routeTable<Actor>();
const params = z.object({ id: z.uuid() });
const answer = unitSchema;
const UNIT = '/api/v1/units/:id';
const NAMES = { view: 'units/view-board', subject: 'units', subjectId: () => 'board' } as const;

/** The register of units and their status. */
export function unitRoutes(context: UnitsContext): Route<Actor>[] {
  const then = async (work: Work, actor: Actor, id: string, command: Promise<void>) => {
    await command;
    return getUnit(context, work.tx, actor, id);
  };
  return [
    get({
      path: '/api/v1/units',
      summary: 'The units of my area with their jobs, or those of one agency',
      permission: ['unit:view', 'unit:serve'],
      audit: { ...NAMES, details: (_, { units }) => ({ units: units.length }) },
      query: z.strictObject({ agencyId: z.uuid().optional() }),
      answer: unitsSchema,
      run: ({ tx }, { actor, query }) => listUnits(context, tx, actor, query),
    }),
    post({
      path: '/api/v1/agencies/:id/units',
      summary: 'Create a unit of the station',
      permission: 'unit:manage',
      params,
      body: makeUnitSchema,
      answer,
      async run(work, { actor, params: { id }, body }) {
        return getUnit(context, work.tx, actor, await makeUnit(context, work, actor, id, body));
      },
    }),
    get({
      path: '/api/v1/agencies/:id/crew',
      summary: 'People who can join a unit of the station, with their present unit',
      permission: 'unit:manage',
      audit: { view: 'units/view-crew', subject: 'agency' },
      params,
      answer: crewSchema,
      run: ({ tx }, { actor, params: { id } }) => listCrew(context, tx, actor, id),
    }),
    post({
      path: `${UNIT}/change`,
      summary: 'Change call sign, kind or crew',
      permission: 'unit:manage',
      params,
      body: changeUnitSchema,
      answer,
      run: (work, { actor, params: { id }, body }) => then(work, actor, id, changeUnit(context, work, actor, id, body)),
    }),
    post({
      path: `${UNIT}/service`,
      summary: 'Set a unit out of service, in service again, or back at its post',
      permission: ['unit:manage', 'unit:serve'],
      params,
      body: unitServiceSchema,
      answer,
      run: (work, { actor, params: { id }, body }) =>
        then(work, actor, id, setUnitService(context, work, actor, id, body)),
    }),
    post({
      path: `${UNIT}/disband`,
      summary: 'Disband a unit',
      permission: 'unit:manage',
      params,
      answer: z.object({ id: z.uuid() }),
      async run(work, { actor, params: { id } }) {
        await disbandUnit(context, work, actor, id);
        return { id };
      },
    }),
  ];
}
