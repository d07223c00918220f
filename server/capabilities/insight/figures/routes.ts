import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import {
  figuresQuerySchema,
  insightExportListSchema,
  insightHoursSchema,
  insightIntervalsSchema,
  insightMissedTargetsSchema,
  insightRankingSchema,
  insightScopesSchema,
  insightSeriesSchema,
  insightSummarySchema,
  insightTableSchema,
  missedTargetsQuerySchema,
  newExportSchema,
  newMissedReasonSchema,
  rankingQuerySchema,
  tableQuerySchema,
} from '#contract/insight';
import type { Database } from '#platform/database/database';
import { fileAnswer, type Route, routeTable } from '#platform/http/route';
import type { FigureContext } from '../context.ts';
import { askForExport } from './commands/ask-for-export.ts';
import { explainMissedTarget } from './commands/explain-missed-target.ts';
import { getExportFile, listExports } from './queries/get-export.ts';
import { getHours, getIntervals, getSeries, getSummary } from './queries/get-figures.ts';
import { getMissedTargets } from './queries/get-missed-targets.ts';
import { getRanking, getTable } from './queries/get-tables.ts';
import { listScopes } from './scope.ts';

const { get, post } = routeTable<Actor>();
const line = {
  permission: 'insight:view',
  // No user role reads facts or sums: whose they are, `scope.ts` decides, because a province is no branch of the tree.
  runsAs: 'service',
  audit: { nothingPersonal: 'Counts and times of many incidents; no incident, place or person is named.' },
} as const;

export function figureRoutes(context: FigureContext & { db: Database }): Route<Actor>[] {
  const asked = { ...line, query: figuresQuerySchema };
  return [
    get({
      ...line,
      path: '/api/v1/insight/scopes',
      summary: 'Whose figures I may read: the nation, provinces, stations',
      answer: insightScopesSchema,
      run: async (_work, { actor }) => listScopes(context.jurisdiction, actor),
    }),
    get({
      ...asked,
      path: '/api/v1/insight/summary',
      summary: 'Incidents of a time: by type, channel and disposition, against as many days before; exercises apart',
      answer: insightSummarySchema,
      run: ({ tx }, { actor, query }) => getSummary(context, tx, actor, query),
    }),
    get({
      ...asked,
      path: '/api/v1/insight/series',
      summary: 'Incidents of each day, or of each month of a long time',
      answer: insightSeriesSchema,
      run: ({ tx }, { actor, query }) => getSeries(context, tx, actor, query),
    }),
    get({
      ...asked,
      path: '/api/v1/insight/intervals',
      summary: 'How long people waited: percentiles from ten on, share in target, and how often it was not recorded',
      answer: insightIntervalsSchema,
      run: ({ tx }, { actor, query }) => getIntervals(context, tx, actor, query),
    }),
    get({
      ...asked,
      path: '/api/v1/insight/hour-of-week',
      summary: 'Incidents by hour of the week, of whole months',
      answer: insightHoursSchema,
      run: ({ tx }, { actor, query }) => getHours(context, tx, actor, query),
    }),
    get({
      ...line,
      query: tableQuerySchema,
      path: '/api/v1/insight/table',
      summary:
        'Incidents by one or two of time, area, agency, type, channel and disposition, against as many days before',
      answer: insightTableSchema,
      run: ({ tx }, { actor, query }) => getTable(context, tx, actor, query),
    }),
    get({
      ...line,
      query: rankingQuerySchema,
      path: '/api/v1/insight/ranking',
      summary: 'Provinces by one interval; a rank only from thirty measured values',
      answer: insightRankingSchema,
      run: ({ tx }, { actor, query }) => getRanking(context, tx, actor, query),
    }),
    get({
      path: '/api/v1/insight/missed-targets',
      summary: 'Incidents of a station that took longer than a target, and which of them have no reason yet',
      // Whoever commands the station.
      permission: 'duty:manage',
      runsAs: 'service',
      audit: { nothingPersonal: 'Days, kinds and times of incidents; opening one is a view of its own.' },
      query: missedTargetsQuerySchema,
      answer: insightMissedTargetsSchema,
      run: ({ tx }, { actor, query }) => getMissedTargets(context, tx, actor, query),
    }),
    post({
      path: '/api/v1/insight/missed-targets/:id/reason',
      summary: 'Why this incident took longer than a target; the last reason counts',
      permission: 'duty:manage',
      runsAs: 'service',
      params: z.object({ id: z.uuid() }),
      body: newMissedReasonSchema,
      run: (work, { actor, params: { id }, body }) => explainMissedTarget(context, work, actor, id, body),
    }),
    get({
      ...line,
      path: '/api/v1/insight/exports',
      summary: 'Who took which figures away as a file, and what for: my own, and those of what I may read',
      audit: { view: 'insight/exports', subject: 'person', subjectId: ({ actor }) => actor.userId },
      answer: insightExportListSchema,
      run: ({ tx }, { actor }) => listExports(context, tx, actor),
    }),
    post({
      path: '/api/v1/insight/exports',
      summary: 'Ask for figures as CSV or Excel, with a purpose',
      permission: 'insight:view',
      runsAs: 'service',
      body: newExportSchema,
      answer: z.object({ id: z.uuid() }),
      run: (work, { actor, body }) => askForExport(context, work, actor, body),
    }),
    get({
      ...line,
      path: '/api/v1/insight/exports/:id/file',
      summary: 'The file, once and within a day, made while it is sent',
      audit: { view: 'insight/export', subject: 'insight-export' },
      params: z.object({ id: z.uuid() }),
      answer: fileAnswer,
      run: ({ tx }, { actor, params: { id } }) => getExportFile(context, tx, actor, id),
    }),
  ];
}
