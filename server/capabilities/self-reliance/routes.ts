import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { logbookExportSchema } from '#contract/family-logbook';
import {
  addGoalSchema,
  agreeFamilySchema,
  caseFamilySchema,
  correctMeasurementSchema,
  decideFamilySchema,
  endGoalSchema,
  familyChangedSchema,
  familyFiguresQuerySchema,
  familyFiguresSchema,
  familyListQuerySchema,
  familyListSchema,
  familyMadeSchema,
  measureFamilySchema,
  printFamilySchema,
  relapseFamilySchema,
  stopFamilySchema,
} from '#contract/self-reliance';
import type { Work } from '#platform/database/transaction';
import { type Answered, fileAnswer, type Route, routeTable } from '#platform/http/route';
import { decideGraduation, proposeGraduation, withdrawGraduation } from './commands/decide-graduation.ts';
import { correctMeasurement, measureFamily } from './commands/measure-family.ts';
import { agreeBy, movePlanBy, relapseFamily, stopFamilyPlan } from './commands/move-plan.ts';
import { addGoal, endFamilyGoal } from './commands/set-goals.ts';
import { startFamilyPlan } from './commands/start-plan.ts';
import type { FamilyContext, FamilyRoutesContext } from './context.ts';
import { countFigures } from './queries/count-figures.ts';
import { getCaseFamily } from './queries/get-case-family.ts';
import { getLogbookFile } from './queries/get-logbook-file.ts';
import { getPrintedFamily } from './queries/get-printed-family.ts';
import { listFamilies } from './queries/list-families.ts';

const table = routeTable<Actor>();
const PLAN = '/api/v1/cases/:id/self-reliance';

export function selfRelianceRoutes(context: FamilyRoutesContext): Route<Actor>[] {
  /** A change of a case's plan: a path begins after the plan's own, a command gets the case's id and what was sent. */
  function post<
    Body extends z.ZodType | undefined = undefined,
    Answer extends z.ZodType | undefined = undefined,
  >(line: {
    path: string;
    summary: string;
    permission: 'case:work' | 'case:approve';
    body?: Body;
    answer?: Answer;
    command(
      context: FamilyContext,
      work: Work,
      actor: Actor,
      caseId: string,
      input: Body extends z.ZodType ? z.output<Body> : undefined,
      ids: Readonly<Record<string, string>>,
    ): Answered<Answer>;
  }): Route<Actor> {
    const { path, command, ...rest } = line;
    const ids = Object.fromEntries([...path.matchAll(/:(\w+)/g)].map(([, name]) => [name, z.uuid()]));
    return table.post({
      ...rest,
      path: PLAN + path,
      params: z.object({ id: z.uuid(), ...ids }),
      run: (work, { actor, params, body }) => {
        const { id, ...others } = params as { id: string };
        return command(context, work, actor, id, body as never, others);
      },
    });
  }
  const answer = familyChangedSchema;
  return [
    table.get({
      path: PLAN,
      summary: 'The plan of the family to stand on its own, with everything in it',
      permission: 'case:view',
      params: z.object({ id: z.uuid() }),
      audit: { view: 'self-reliance/view', subject: 'case' },
      answer: caseFamilySchema,
      run: ({ tx }, { actor, params: { id } }) => getCaseFamily(context, tx, actor, id),
    }),
    post({
      path: '',
      summary: 'Begin a plan for the household of the case',
      permission: 'case:work',
      answer: familyMadeSchema,
      command: startFamilyPlan,
    }),
    post({
      path: '/measurements',
      summary: 'Measure the family: the baseline, a planned one, or one between them',
      permission: 'case:work',
      body: measureFamilySchema,
      answer,
      command: measureFamily,
    }),
    post({
      path: '/measurements/:measurementId/correct',
      summary: 'The last measurement was wrong: what it should have been, and why',
      permission: 'case:work',
      body: correctMeasurementSchema,
      answer,
      command: correctMeasurement,
    }),
    post({
      path: '/goals',
      summary: 'Add a goal, with who does what for it',
      permission: 'case:work',
      body: addGoalSchema,
      answer: familyMadeSchema,
      command: addGoal,
    }),
    post({
      path: '/goals/:goalId/end',
      summary: 'A goal is reached, partly reached, or dropped',
      permission: 'case:work',
      body: endGoalSchema,
      answer: familyMadeSchema,
      command: endFamilyGoal,
    }),
    post({
      path: '/agree',
      summary: 'The family agrees to its goals',
      permission: 'case:work',
      body: agreeFamilySchema,
      answer,
      command: agreeBy('agree'),
    }),
    post({
      path: '/begin',
      summary: 'The first step is made',
      permission: 'case:work',
      answer,
      command: movePlanBy('begin'),
    }),
    post({
      path: '/propose',
      summary: 'Propose that the family graduates: the criteria were met twice in a row',
      permission: 'case:work',
      answer,
      command: proposeGraduation,
    }),
    post({
      path: '/withdraw',
      summary: 'Take back what I proposed',
      permission: 'case:work',
      answer,
      command: withdrawGraduation,
    }),
    post({
      path: '/decide',
      summary: 'Approve the graduation or send it back; never what one proposed or measured oneself',
      permission: 'case:approve',
      body: decideFamilySchema,
      answer,
      command: decideGraduation,
    }),
    post({
      path: '/monitor',
      summary: 'The family was told: the twelve months begin',
      permission: 'case:work',
      answer,
      command: movePlanBy('monitor'),
    }),
    post({
      path: '/sustain',
      summary: 'Twelve months later the family still stands on its own',
      permission: 'case:work',
      answer,
      command: movePlanBy('sustain'),
    }),
    post({
      path: '/relapse',
      summary: 'The family has fallen back after it graduated, with a reason',
      permission: 'case:work',
      body: relapseFamilySchema,
      answer,
      command: relapseFamily,
    }),
    post({
      path: '/restart',
      summary: 'Agreed anew after a relapse',
      permission: 'case:work',
      body: agreeFamilySchema,
      answer,
      command: agreeBy('restart'),
    }),
    post({
      path: '/stop',
      summary: 'End the plan before its goal, with a reason',
      permission: 'case:work',
      body: stopFamilySchema,
      answer,
      command: stopFamilyPlan,
    }),
    table.get({
      path: '/api/v1/self-reliance/plans',
      summary: 'Families on their way: mine, for my decision, all of my branch, or ended',
      permission: 'case:view',
      query: familyListQuerySchema,
      audit: {
        view: 'self-reliance/view-list',
        subject: 'board',
        subjectId: ({ query }) => `self-reliance-${query.scope}`,
        details: (_, { plans }) => ({ plans: plans.length }),
      },
      answer: familyListSchema,
      run: ({ tx }, { actor, query }) => listFamilies(context, tx, actor, query.scope),
    }),
    table.get({
      path: '/api/v1/self-reliance/figures',
      summary: 'How many families are on their way, graduated, stayed so and fell back, by agency',
      permission: 'case:view',
      query: familyFiguresQuerySchema,
      audit: { nothingPersonal: 'sums by agency, no family' },
      answer: familyFiguresSchema,
      run: ({ tx }, { query }) => countFigures(context, tx, query),
    }),
    table.get({
      path: `${PLAN}/print`,
      summary: 'The way of the family on paper, for the family',
      permission: 'case:view',
      params: z.object({ id: z.uuid() }),
      query: printFamilySchema,
      audit: { view: 'self-reliance/print', subject: 'case' },
      answer: fileAnswer,
      run: ({ tx }, { actor, params: { id }, query }) => getPrintedFamily(context, tx, actor, id, query.language),
    }),
    table.get({
      path: '/api/v1/self-reliance/export',
      summary: 'Every measurement since a day for the family logbook, as CSV or JSON',
      permission: 'case:approve',
      query: logbookExportSchema,
      audit: {
        view: 'self-reliance/export',
        subject: 'board',
        subjectId: () => 'family-logbook',
        details: ({ query: { from, format } }) => ({ from, format }),
      },
      answer: fileAnswer,
      run: ({ tx }, { query }) => getLogbookFile(context, tx, query),
    }),
  ];
}
