import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import {
  campaignListSchema,
  campaignSchema,
  changedCampaignSchema,
  changedPlacementSchema,
  checkedPlacementSchema,
  newCampaignSchema,
  newPlacementSchema,
  placementClusterSchema,
  placementKindSchema,
  placementListSchema,
  placementSchema,
  placementStatusSchema,
} from '#contract/outreach';
import type { RouteServices } from '#platform/capability';
import { registerPictureUpload } from '#platform/http/picture-upload';
import { fileAnswer, type Route, routeTable } from '#platform/http/route';
import type { OutreachContext } from '../context.ts';
import { addPhoto, getMineToPhotograph } from './commands/add-photo.ts';
import { addCampaign, changeCampaign } from './commands/change-campaign.ts';
import { addPlacement, changePlacement, checkPlacement } from './commands/change-placement.ts';
import { getCampaign, listCampaigns } from './queries/list-campaigns.ts';
import { getPlacement, getPlacementPhoto, listClusters, listPlacements } from './queries/list-placements.ts';

const { get, post } = routeTable<Actor>();
const byId = z.object({ id: z.uuid() });
const byCode = z.object({ code: z.string().max(40) });
const nothingPersonal = 'Campaigns, shops and counts; no person is named and nobody who opened a code is known.';
/** `16.1,99.8,17.2,101.1`: south, west, north, east. */
const bounds = z
  .string()
  .regex(/^-?\d{1,3}(\.\d+)?(,-?\d{1,3}(\.\d+)?){3}$/)
  .transform((text) => {
    const [south = 0, west = 0, north = 0, east = 0] = text.split(',').map(Number);
    return { south, west, north, east };
  });
const filter = {
  campaign: z.uuid().optional(),
  kind: placementKindSchema.optional(),
};

export function recordRoutes(context: OutreachContext): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/campaigns',
      summary: 'Campaigns with their placements and how often these were opened',
      permission: 'outreach:view',
      audit: { nothingPersonal },
      answer: campaignListSchema,
      run: ({ tx }, { actor }) => listCampaigns(context, tx, actor),
    }),
    get({
      path: '/api/v1/campaigns/:id',
      summary: 'One campaign',
      permission: 'outreach:view',
      audit: { nothingPersonal },
      params: byId,
      answer: campaignSchema,
      run: ({ tx }, { actor, params: { id } }) => getCampaign(context, tx, actor, id),
    }),
    post({
      path: '/api/v1/campaigns',
      summary: 'Begin a campaign',
      permission: 'outreach:edit',
      body: newCampaignSchema,
      answer: z.object({ id: z.uuid() }),
      run: (work, { actor, body }) => addCampaign(context, work, actor, body),
    }),
    post({
      path: '/api/v1/campaigns/:id',
      summary: 'Change a campaign',
      permission: 'outreach:edit',
      params: byId,
      body: changedCampaignSchema,
      answer: z.object({ version: z.int() }),
      run: (work, { actor, params: { id }, body }) => changeCampaign(context, work, actor, { id, ...body }),
    }),
    get({
      path: '/api/v1/placements',
      summary: 'Placements by name, reference or code, in the order of their codes',
      permission: 'outreach:view',
      audit: { nothingPersonal },
      query: z.strictObject({
        ...filter,
        text: z.string().trim().min(1).max(100).optional(),
        status: placementStatusSchema.optional(),
        area: z
          .string()
          .regex(/^\d{2}(\d{2}){0,2}$/)
          .optional(),
        after: z.string().max(8).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
      answer: placementListSchema,
      run: ({ tx }, { actor, query: { campaign, ...query } }) =>
        listPlacements(context, tx, actor, { campaignId: campaign, ...query }),
    }),
    get({
      path: '/api/v1/placement-map',
      summary: 'Placements as marks of a map; those close together are one',
      permission: 'outreach:view',
      audit: { nothingPersonal },
      query: z.strictObject({ ...filter, bounds, zoom: z.coerce.number().min(0).max(22) }),
      answer: placementClusterSchema,
      run: ({ tx }, { query: { campaign, ...query } }) => listClusters(tx, { campaignId: campaign, ...query }),
    }),
    get({
      path: '/api/v1/placements/:code',
      summary: 'One placement by its code',
      permission: 'outreach:view',
      audit: { nothingPersonal },
      params: byCode,
      answer: placementSchema,
      run: ({ tx }, { actor, params: { code } }) => getPlacement(context, tx, actor, code),
    }),
    get({
      path: '/api/v1/placements/:code/photo',
      summary: 'A photo of a sign where it hangs, by its id',
      permission: 'outreach:view',
      audit: { view: 'outreach/view-photo', subject: 'placement', subjectId: ({ params: { code } }) => code },
      params: byCode,
      query: z.strictObject({ of: z.string().max(40) }),
      answer: fileAnswer,
      run: ({ tx }, { actor, params: { code }, query: { of } }) => getPlacementPhoto(context, tx, actor, code, of),
    }),
    post({
      path: '/api/v1/placements',
      summary: 'Add a placement; it gets a code',
      permission: 'outreach:edit',
      body: newPlacementSchema,
      answer: z.object({ code: z.string() }),
      run: (work, { actor, body }) => addPlacement(context, work, actor, body),
    }),
    post({
      path: '/api/v1/placements/:code',
      summary: 'Change a placement; its code stays',
      permission: 'outreach:edit',
      params: byCode,
      body: changedPlacementSchema,
      answer: z.object({ version: z.int() }),
      run: (work, { actor, params: { code }, body }) => changePlacement(context, work, actor, { code, ...body }),
    }),
    post({
      path: '/api/v1/placements/:code/checked',
      summary: 'Somebody saw that it hangs, or that it does not',
      permission: 'outreach:check',
      params: byCode,
      body: checkedPlacementSchema,
      answer: z.object({ version: z.int() }),
      run: (work, { actor, params: { code }, body }) => checkPlacement(context, work, actor, { code, ...body }),
    }),
  ];
}

/** Receives a photo of a sign where it hangs, of whoever looks after the placement. */
export function registerPhotoUpload(
  fastify: FastifyInstance,
  context: OutreachContext,
  http: RouteServices<Actor>,
): Promise<void> {
  return registerPictureUpload(fastify, http, {
    path: '/api/v1/placements/:id/photos',
    summary: 'Add a photo of a sign where it hangs; it takes the place of the one before',
    permissions: ['outreach:check'],
    id: z.string().max(40),
    query: z.strictObject({}),
    prepare: context.attachments.prepare,
    mayAdd: (work, actor, code) => getMineToPhotograph(context, work, actor, code),
    add: (work, actor, code, { file }) => addPhoto(context, work, actor, code, file),
  });
}
