import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { commitImportSchema, importPartSchema, newImportSchema, placementImportSchema } from '#contract/outreach';
import { fileAnswer, type Route, routeTable } from '#platform/http/route';
import type { OutreachContext } from '../context.ts';
import { commitImport } from './commands/commit-import.ts';
import { beginImport, checkImport, readImportPart } from './commands/read-import.ts';
import { getImport, listImportProblems } from './queries/get-import.ts';

const { get, post } = routeTable<Actor>();
const byId = z.object({ id: z.uuid() });
const nothingPersonal = 'Rows of a file of shops and schools.';
/** A part, with what JSON adds to it. */
const LARGEST_PART_BYTES = 2_000_000;

/** As the service role: a policy would be asked for each of hundreds of thousands of rows. Whose they are, the commands decide. */
export function importRoutes(context: OutreachContext): Route<Actor>[] {
  return [
    post({
      path: '/api/v1/placement-imports',
      summary: 'Begin to read a file of placements (CSV); nothing of it counts before it is committed',
      permission: 'outreach:edit',
      runsAs: 'service',
      body: newImportSchema,
      answer: byId,
      run: (work, { actor, body }) => beginImport(context, work, actor, body),
    }),
    post({
      path: '/api/v1/placement-imports/:id/parts',
      summary: 'The next part of the file',
      permission: 'outreach:edit',
      runsAs: 'service',
      largestBody: LARGEST_PART_BYTES,
      params: byId,
      body: importPartSchema,
      answer: z.object({ rows: z.int() }),
      run: (work, { actor, params: { id }, body }) => readImportPart(context, work, actor, { id, ...body }),
    }),
    post({
      path: '/api/v1/placement-imports/:id/check',
      summary: 'The file has come whole: what would it change?',
      permission: 'outreach:edit',
      runsAs: 'service',
      params: byId,
      run: (work, { actor, params: { id } }) => checkImport(context, work, actor, id),
    }),
    get({
      path: '/api/v1/placement-imports/:id',
      summary: 'What a file of placements would change, and its wrong rows',
      permission: 'outreach:edit',
      runsAs: 'service',
      audit: { nothingPersonal },
      params: byId,
      answer: placementImportSchema,
      run: ({ tx }, { actor, params: { id } }) => getImport(context, tx, actor, id),
    }),
    get({
      path: '/api/v1/placement-imports/:id/problems.csv',
      summary: 'All wrong rows of a file of placements as CSV',
      permission: 'outreach:edit',
      runsAs: 'service',
      audit: { nothingPersonal },
      params: byId,
      answer: fileAnswer,
      run: async ({ tx }, { actor, params: { id } }) => ({
        ...{ contentType: 'text/csv; charset=utf-8', name: 'placement-problems.csv' },
        text: await listImportProblems(context, tx, actor, id),
      }),
    }),
    post({
      path: '/api/v1/placement-imports/:id/commit',
      summary: 'Make placements of a file that was read, all or none',
      permission: 'outreach:edit',
      runsAs: 'service',
      params: byId,
      body: commitImportSchema,
      answer: z.object({ added: z.int(), changed: z.int() }),
      run: (work, { actor, params: { id }, body }) => commitImport(context, work, actor, { id, ...body }),
    }),
  ];
}
