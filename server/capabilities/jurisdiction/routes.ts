import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import {
  agencyKindSchema,
  agencyListSchema,
  agencySchema,
  foundAreaListSchema,
  foundPlaceListSchema,
  placeDescriptionSchema,
  provinceListSchema,
  stationReadinessCountsSchema,
} from '#contract/jurisdiction';
import { latLngSchema } from '#contract/position';
import { type Route, routeTable } from '#platform/http/route';
import type { Jurisdiction } from './jurisdiction.ts';
import { countStationReadiness } from './queries/count-station-readiness.ts';
import { getPlaceDescription } from './queries/get-place-description.ts';

const { get } = routeTable<Actor>();

const degrees = z.string().regex(/^-?\d{1,3}(\.\d+)?$/);
/** `16.82,100.26` */
const near = z
  .string()
  .regex(/^-?\d{1,3}(\.\d+)?,-?\d{1,3}(\.\d+)?$/)
  .transform((text) => {
    const [lat, lng] = text.split(',').map(Number);
    return { lat, lng };
  })
  .pipe(latLngSchema);

const kinds = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(agencyKindSchema));

/** Agencies are not personal data: whoever may see agencies may see all, to transfer an incident or call the next one. */
export function jurisdictionRoutes({ jurisdiction }: { jurisdiction: Jurisdiction }): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/agencies',
      summary: 'Active agencies by kind and name; nearest first when near is given',
      permission: 'agency:view',
      audit: { nothingPersonal: 'Agencies are offices, not people.' },
      query: z.strictObject({
        /** One or more kinds, separated by commas. */
        kind: kinds.optional(),
        text: z.string().max(100).optional(),
        near: near.optional(),
        /** Only this agency and those below it. */
        within: z.uuid().optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
      answer: agencyListSchema,
      run: async (_work, { query: { kind, within, ...filter } }) => ({
        agencies: jurisdiction.listAgencies({
          ...filter,
          kinds: kind,
          onlyActive: true,
          ...(within !== undefined && { branch: jurisdiction.getAgency(within).path }),
        }),
      }),
    }),
    get({
      path: '/api/v1/station-readiness',
      summary: "How many stations of one's branches are ready, have no roster, or are passed over",
      permission: 'agency:view',
      audit: { nothingPersonal: 'Agencies are offices, not people.' },
      answer: stationReadinessCountsSchema,
      run: async (_work, { actor }) =>
        countStationReadiness(
          jurisdiction,
          actor.memberships.map(({ agencyId }) => agencyId),
        ),
    }),
    get({
      path: '/api/v1/agencies/:id',
      summary: 'One agency',
      permission: 'agency:view',
      audit: { nothingPersonal: 'An office, not a person.' },
      params: z.object({ id: z.uuid() }),
      answer: agencySchema,
      run: async (_work, { params: { id } }) => jurisdiction.getAgency(id),
    }),
    get({
      path: '/api/v1/areas/search',
      summary: 'Subdistricts and districts by their names; those near a place first',
      permission: 'agency:view',
      audit: { nothingPersonal: 'Names of areas; the query does not say where anybody is.' },
      query: z.strictObject({ text: z.string().max(100), near: near.optional() }),
      answer: foundAreaListSchema,
      run: async (_work, { query: { text, near: from } }) => ({
        areas: jurisdiction.searchPlaces(text, { near: from, limit: 8, only: 'areas' }),
      }),
    }),
    get({
      path: '/api/v1/areas/provinces',
      summary: 'All provinces, as Thais sort them',
      permission: 'agency:view',
      audit: { nothingPersonal: 'Names of areas.' },
      answer: provinceListSchema,
      run: async () => ({ provinces: [...jurisdiction.listProvinces()] }),
    }),
    get({
      path: '/api/v1/places/search',
      summary: 'Areas and agencies that a text may mean, by nearness and by how well they fit',
      permission: 'agency:view',
      audit: { nothingPersonal: 'Names of areas and agencies; the query does not say where anybody is.' },
      query: z.object({
        text: z.string().max(200),
        near: near.optional(),
        only: z.enum(['areas', 'agencies']).optional(),
        /** Only these kinds of agencies, separated by commas. */
        kind: kinds.optional(),
        limit: z.coerce.number().int().min(1).max(50).default(8),
      }),
      answer: foundPlaceListSchema,
      run: async (_work, { query: { text, kind, ...options } }) => ({
        places: jurisdiction.searchPlaces(text, {
          ...options,
          accept: (agency) => agency.isActive && (kind === undefined || kind.includes(agency.kind)),
        }),
      }),
    }),
    get({
      path: '/api/v1/areas/describe',
      summary: 'The name of a place, and which station is responsible for it and why',
      permission: 'agency:view',
      audit: { nothingPersonal: 'A place that the caller names, and the office that answers for it.' },
      query: z.strictObject({
        lat: degrees.transform(Number).pipe(latLngSchema.shape.lat),
        lng: degrees.transform(Number).pipe(latLngSchema.shape.lng),
      }),
      answer: placeDescriptionSchema,
      run: async (_work, { query }) => getPlaceDescription(jurisdiction, query),
    }),
  ];
}
