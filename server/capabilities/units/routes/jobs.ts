import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { deviceKeySchema, myJobSchema } from '#contract/patrol-phone';
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
import { reportFromJob } from '../commands/report-from-job.ts';
import { stepAssignment } from '../commands/step-assignment.ts';
import type { UnitsContext } from '../context.ts';
import { getOwnJob } from '../queries/get-own-job.ts';
import { showAssignment } from '../queries/list-incident-units.ts';
import { listMyJobs } from '../queries/list-my-jobs.ts';

const { get, post } = routeTable<Actor>();
const params = z.object({ id: z.uuid() });
const answer = assignmentSchema;
const ASSIGNMENT = '/api/v1/assignments/:id';

/** `deviceKeyOf`: the key with which a person's phone encrypts its unsent entries. */
export type JobRoutesContext = UnitsContext & { deviceKeyOf(personId: string): string };

/** Routes of a patrol's phone. Every step answers with the updated job. */
export function jobRoutes(context: JobRoutesContext): Route<Actor>[] {
  const step = async (
    work: Work,
    {
      actor,
      params: { id },
      body,
    }: { actor: Actor; params: { id: string }; body: z.output<typeof doneSchema> | null | undefined },
    action: 'en-route' | 'on-scene' | 'done',
  ) => showAssignment(await stepAssignment(context, work, actor, id, action, body ?? {}));
  return [
    get({
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
    get({
      path: '/api/v1/me/assignments/:id',
      summary: 'The status of a job of my unit, also when I can no longer see its incident',
      permission: 'unit:serve',
      audit: { view: 'units/view-my-job', subject: 'assignment' },
      params,
      answer: myJobSchema,
      run: ({ tx }, { params: { id } }) => getOwnJob(tx, id),
    }),
    get({
      path: '/api/v1/me/device-key',
      summary: 'The key with which my phone encrypts its unsent entries',
      permission: 'unit:serve',
      audit: { nothingPersonal: 'A key of the person’s own; it opens nothing but what their phone sealed.' },
      answer: deviceKeySchema,
      run: async (_, { actor }) => ({ key: context.deviceKeyOf(actor.userId) }),
    }),
    post({
      path: `${ASSIGNMENT}/en-route`,
      summary: 'My unit is on its way',
      permission: 'incident:progress',
      params,
      body: stepSchema.nullish(),
      answer,
      run: (work, request) => step(work, request, 'en-route'),
    }),
    post({
      path: `${ASSIGNMENT}/on-scene`,
      summary: 'My unit has arrived',
      permission: 'incident:progress',
      params,
      body: arrivalSchema.nullish(),
      answer,
      run: (work, request) => step(work, request, 'on-scene'),
    }),
    post({
      path: `${ASSIGNMENT}/done`,
      summary: 'My unit is done here',
      permission: 'incident:progress',
      params,
      body: doneSchema.nullish(),
      answer,
      run: (work, request) => step(work, request, 'done'),
    }),
    post({
      path: `${ASSIGNMENT}/note`,
      summary: 'Add a note from the scene',
      permission: 'incident:progress',
      params,
      body: reportNoteSchema,
      answer,
      run: async (work, { actor, params: { id }, body }) =>
        showAssignment(await reportFromJob(context, work, actor, id, 'note', body)),
    }),
    post({
      path: `${ASSIGNMENT}/back-up`,
      summary: 'My unit needs back-up: the station and the control room are alerted at once',
      permission: 'incident:progress',
      params,
      body: backUpSchema.nullish(),
      answer,
      run: async (work, { actor, params: { id }, body }) =>
        showAssignment(await reportFromJob(context, work, actor, id, 'back-up', body ?? {})),
    }),
  ];
}
