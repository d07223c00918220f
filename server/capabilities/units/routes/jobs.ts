import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { deviceKeySchema, myJobSchema } from '#contract/patrol-phone';
import { VIEW_A_CASE } from '#contract/permission';
import {
  arrivalSchema,
  assignmentSchema,
  backUpSchema,
  doneSchema,
  jobsSchema,
  reportNoteSchema,
  stepSchema,
} from '#contract/units';
import type { Work } from '#platform/database/transaction';
import { type Route, routeTable } from '#platform/http/route';
import type { Assignment } from '../assignment.ts';
import { reportFromJob } from '../commands/report-from-job.ts';
import { stepAssignment } from '../commands/step-assignment.ts';
import type { UnitsContext } from '../context.ts';
import { getOwnJob } from '../queries/get-own-job.ts';
import { showAssignment } from '../queries/list-incident-units.ts';
import { listMyJobs } from '../queries/list-my-jobs.ts';

const table = routeTable<Actor>();
const params = z.object({ id: z.uuid() });

/** `deviceKeyOf`: the key with which a person's phone encrypts its unsent entries. */
export type JobRoutesContext = UnitsContext & { deviceKeyOf(personId: string): string };

/** A body that was left out is an empty one. */
type JobCommand<Action, Sent> = (
  context: UnitsContext,
  work: Work,
  actor: Actor,
  id: string,
  action: Action,
  sent: Sent | Record<string, never>,
) => Promise<Assignment>;

/** Routes of a patrol's phone. Every step answers with the updated job. */
export function jobRoutes(context: JobRoutesContext): Route<Actor>[] {
  const post = <Action extends string, Body extends z.ZodType>({
    action,
    command,
    ...line
  }: {
    action: Action;
    summary: string;
    body: Body;
    command: JobCommand<Action, NonNullable<z.output<Body>>>;
  }) =>
    table.post({
      ...line,
      path: `/api/v1/assignments/:id/${action}`,
      permission: 'incident:progress',
      params,
      answer: assignmentSchema,
      run: async (work, { actor, params: { id }, body }) =>
        showAssignment(await command(context, work, actor, id, action, body ?? {})),
    });
  return [
    table.get({
      path: '/api/v1/me/assignments',
      summary: 'The open jobs of my unit',
      permission: 'unit:serve',
      audit: {
        view: 'units/view-my-jobs',
        subject: 'unit',
        subjectId: () => 'own',
        details: (_, { jobs }) => ({ jobs: jobs.length }),
      },
      answer: jobsSchema,
      run: ({ tx }, { actor }) => listMyJobs(context, tx, actor),
    }),
    table.get({
      path: '/api/v1/me/assignments/:id',
      summary: 'The status of a job of my unit, also when I can no longer see its incident',
      permission: 'unit:serve',
      audit: { view: 'units/view-my-job', subject: 'assignment' },
      params,
      answer: myJobSchema,
      run: ({ tx }, { params: { id } }) => getOwnJob(tx, id),
    }),
    table.get({
      path: '/api/v1/me/device-key',
      summary: 'The key with which my phone encrypts its unsent entries',
      permission: ['unit:serve', ...VIEW_A_CASE],
      audit: { nothingPersonal: 'A key of the person’s own; it opens nothing but what their phone sealed.' },
      answer: deviceKeySchema,
      run: async (_, { actor }) => ({ key: context.deviceKeyOf(actor.userId) }),
    }),
    post({
      action: 'en-route',
      summary: 'My unit is on its way',
      body: stepSchema.nullish(),
      command: stepAssignment,
    }),
    post({
      action: 'on-scene',
      summary: 'My unit has arrived',
      body: arrivalSchema.nullish(),
      command: stepAssignment,
    }),
    post({ action: 'done', summary: 'My unit is done here', body: doneSchema.nullish(), command: stepAssignment }),
    post({ action: 'note', summary: 'Add a note from the scene', body: reportNoteSchema, command: reportFromJob }),
    post({
      action: 'back-up',
      summary: 'My unit needs back-up: the station and the control room are alerted at once',
      body: backUpSchema.nullish(),
      command: reportFromJob,
    }),
  ];
}
