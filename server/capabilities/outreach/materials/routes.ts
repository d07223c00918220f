import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { languageSchema } from '#contract/languages';
import {
  groupMessageSchema,
  materialBatchListSchema,
  materialQuerySchema,
  newMaterialBatchSchema,
} from '#contract/materials';
import type { Database } from '#platform/database/database';
import { fileAnswer, type Route, routeTable } from '#platform/http/route';
import type { OutreachContext } from '../context.ts';
import { getPlacement } from '../record/queries/list-placements.ts';
import { askForMaterials } from './commands/ask-for-materials.ts';
import { groupMessage, linkOf } from './material.ts';
import { getBatchArchive, listMaterialBatches } from './queries/get-batch.ts';
import { getMaterial, type MaterialContext } from './queries/get-material.ts';

const { get, post } = routeTable<Actor>();
const code = z.string().max(40);
const nothingPersonal = 'What hangs in a shop: its name, its code, and what everybody is told.';

/** What is printed and shown for a placement, with its own code; whoever sees the placement may make it. */
export function materialRoutes(context: OutreachContext & MaterialContext & { db: Database }): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/placements/:code/material',
      summary: 'A poster, card, screen or picture of a placement, with its own code',
      permission: 'outreach:view',
      audit: { nothingPersonal },
      params: z.object({ code }),
      query: materialQuerySchema,
      answer: fileAnswer,
      run: async ({ tx }, { actor, params: { code: typed }, query }) => {
        const place = await getPlacement(context, tx, actor, typed);
        return getMaterial(context, place, query, actor.userId);
      },
    }),
    get({
      path: '/api/v1/placements/:code/group-message',
      summary: 'What is sent to a LINE group beside the picture, with the link of the placement',
      permission: 'outreach:view',
      audit: { nothingPersonal },
      params: z.object({ code }),
      query: z.strictObject({ language: languageSchema.default('th') }),
      answer: groupMessageSchema,
      run: async ({ tx }, { actor, params: { code: typed }, query: { language } }) => {
        const place = await getPlacement(context, tx, actor, typed);
        const link = linkOf(context.publicUrl, place.code);
        return { link, text: groupMessage(link, language) };
      },
    }),
    post({
      path: '/api/v1/material-batches',
      summary: 'Ask for the material of many placements as one archive',
      permission: 'outreach:view',
      body: newMaterialBatchSchema,
      answer: z.object({ id: z.uuid() }),
      run: (work, { actor, body }) => askForMaterials(context, work, actor, body),
    }),
    get({
      path: '/api/v1/material-batches',
      summary: 'How far the archives are that the caller has asked for',
      permission: 'outreach:view',
      audit: { nothingPersonal },
      answer: materialBatchListSchema,
      run: ({ tx }, { actor }) => listMaterialBatches(context, tx, actor),
    }),
    get({
      path: '/api/v1/material-batches/:id/archive',
      summary: 'An archive (ZIP) with a sheet for each placement, by province and district, and a list of them',
      permission: 'outreach:view',
      audit: { nothingPersonal },
      params: z.object({ id: z.uuid() }),
      answer: fileAnswer,
      run: ({ tx }, { actor, params: { id } }) => getBatchArchive(context.db, tx, actor, id),
    }),
  ];
}
