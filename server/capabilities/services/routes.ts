import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { domainSchema, serviceCodeSchema } from '#contract/case-forms';
import { latLngSchema } from '#contract/position';
import {
  changedServiceSchema,
  freePlacesSchema,
  newServiceSchema,
  searchTextSchema,
  serviceImportReportSchema,
  serviceImportSchema,
  serviceListSchema,
  serviceSchema,
  suggestionQuestionSchema,
  suggestionsSchema,
} from '#contract/services';
import { fileAnswer, type Route, routeTable } from '#platform/http/route';
import { addService, changeService, checkService, countFreePlaces } from './commands/change-service.ts';
import { importServices } from './commands/import-services.ts';
import type { ServicesContext } from './context.ts';
import { suggestServices } from './queries/find-suggestions.ts';
import { getService } from './queries/get-service.ts';
import { listPortableServices } from './queries/list-portable-services.ts';
import { listServices } from './queries/list-services.ts';

const { get, post } = routeTable<Actor>();
const byId = z.object({ id: z.uuid() });
const nothingPersonal = 'What agencies offer, and which officer last checked it; nobody in need is named.';
/** `16.82,100.26` */
const near = z
  .string()
  .regex(/^-?\d{1,3}(\.\d+)?,-?\d{1,3}(\.\d+)?$/)
  .transform((text) => {
    const [lat, lng] = text.split(',').map(Number);
    return { lat, lng };
  })
  .pipe(latLngSchema);
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const ofProvider = z.strictObject({ provider: z.uuid().optional() });
const questionText = z.string().max(2000);

export function servicesRoutes(context: ServicesContext): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/services',
      summary: 'The directory of services: by name, need, code, provider or area; nearest first when near is given',
      permission: 'service:view',
      audit: { nothingPersonal },
      query: z.strictObject({
        text: searchTextSchema.optional(),
        need: domainSchema.optional(),
        code: serviceCodeSchema.optional(),
        provider: z.uuid().optional(),
        mine: flag.optional(),
        area: z.uuid().optional(),
        near: near.optional(),
        toCheck: flag.optional(),
        withEnded: flag.optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
      answer: serviceListSchema,
      run: ({ tx }, { actor, query }) => listServices(context, tx, actor, query),
    }),
    get({
      path: '/api/v1/services.csv',
      summary: 'The directory as CSV, as it can be imported again',
      permission: 'service:view',
      audit: { nothingPersonal },
      query: ofProvider,
      answer: fileAnswer,
      run: async ({ tx }, { query: { provider } }) => ({
        ...{ contentType: 'text/csv; charset=utf-8', name: 'services.csv' },
        text: await listPortableServices(context, tx, { format: 'csv', provider }),
      }),
    }),
    get({
      path: '/api/v1/services.json',
      summary: 'The directory as Open Referral HSDS 3 JSON, as it can be imported again',
      permission: 'service:view',
      audit: { nothingPersonal },
      query: ofProvider,
      answer: fileAnswer,
      run: async ({ tx }, { query: { provider } }) => ({
        ...{ contentType: 'application/json; charset=utf-8', name: 'services.json' },
        text: await listPortableServices(context, tx, { format: 'hsds', provider }),
      }),
    }),
    post({
      path: '/api/v1/service-imports',
      summary: 'Import services from CSV or HSDS 3 JSON, all or nothing; a preview says what would happen',
      permission: 'service:edit',
      largestBody: 4_000_000,
      body: serviceImportSchema,
      answer: serviceImportReportSchema,
      run: (work, { actor, body }) => importServices(context, work, actor, body),
    }),
    get({
      path: '/api/v1/services/:id',
      summary: 'One service',
      permission: 'service:view',
      audit: { nothingPersonal },
      params: byId,
      answer: serviceSchema,
      run: ({ tx }, { actor, params: { id } }) => getService(context, tx, actor, id),
    }),
    get({
      path: '/api/v1/service-suggestions',
      summary: 'Services for a need, the best first with reasons, and those left out with theirs',
      permission: 'service:view',
      audit: { nothingPersonal: 'The question has no name and no number in it; the answer names services only.' },
      query: z.strictObject({
        /** The question as JSON: `contract/services.ts`, suggestionQuestionSchema. */
        question: questionText.transform(parseJson).pipe(suggestionQuestionSchema),
      }),
      answer: suggestionsSchema,
      run: ({ tx }, { actor, query: { question } }) => suggestServices(context, tx, actor, question),
    }),
    post({
      path: '/api/v1/services',
      summary: 'Add a service to the directory',
      permission: 'service:edit',
      body: newServiceSchema,
      answer: z.object({ id: z.uuid() }),
      run: (work, { actor, body }) => addService(context, work, actor, body),
    }),
    post({
      path: '/api/v1/services/:id',
      summary: 'Change a service',
      permission: 'service:edit',
      params: byId,
      body: changedServiceSchema,
      answer: z.object({ version: z.int() }),
      run: (work, { actor, params: { id }, body }) => changeService(context, work, actor, { id, ...body }),
    }),
    post({
      path: '/api/v1/services/:id/checked',
      summary: 'All that is written of this service was checked with its provider today',
      permission: 'service:edit',
      params: byId,
      answer: z.object({ version: z.int() }),
      run: (work, { actor, params: { id } }) => checkService(context, work, actor, id),
    }),
    post({
      path: '/api/v1/services/:id/free-places',
      summary: 'How many this service can take now',
      permission: 'service:edit',
      params: byId,
      body: freePlacesSchema,
      answer: z.object({ version: z.int() }),
      run: (work, { actor, params: { id }, body }) => countFreePlaces(context, work, actor, { id, ...body }),
    }),
  ];
}

function parseJson(text: string, issues: z.core.$RefinementCtx<string>): unknown {
  try {
    return JSON.parse(text);
  } catch {
    issues.addIssue({ code: 'custom', message: 'is no JSON' });
    return z.NEVER;
  }
}
