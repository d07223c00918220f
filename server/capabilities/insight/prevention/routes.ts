import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import {
  incidentOfPlaceSchema,
  otherPlaceSchema,
  placeDetailOfSchema,
  placeQuerySchema,
  repeatPlacesQuerySchema,
  repeatPlacesSchema,
  revisitAnswerSchema,
  revisitSchema,
} from '#contract/places';
import {
  mapCellsSchema,
  mapQualitySchema,
  mapScanSchema,
  nearRepeatsSchema,
  provinceMapQuerySchema,
} from '#contract/province-map';
import { type Route, routeTable } from '#platform/http/route';
import type { PreventionContext } from '../context.ts';
import { answerRevisit } from './commands/answer-revisit.ts';
import { joinPlace, partPlace, putBackIncident, separateIncident } from './commands/correct-place.ts';
import { getMapCells, getMapQuality, getMapScan, getNearRepeats } from './queries/get-map.ts';
import { getPlace } from './queries/get-place.ts';
import { listRepeatPlaces } from './queries/list-repeat-places.ts';

const { get, post } = routeTable<Actor>();
const params = z.object({ id: z.uuid() });
// No user role reads places: whose they are, `place-scope.ts` decides.
const ofPlace = { permission: 'place:read', runsAs: 'service', params } as const;
const ofProvince = {
  permission: 'insight:view',
  runsAs: 'service',
  query: provinceMapQuerySchema,
  audit: {
    nothingPersonal:
      'Tests of many incidents and cells of 0.7 km², counted from three incidents on; no place or person is named.',
  },
} as const;

export function preventionRoutes(context: PreventionContext): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/insight/repeat-places',
      summary: 'Doors behind which more than one incident happened, and the visits that are due there; no address',
      permission: ['insight:view', 'place:read', 'place:revisit'],
      runsAs: 'service',
      audit: {
        nothingPersonal: 'A subdistrict, a cell of 0.7 km² and counts; reading the address is a view of its own.',
      },
      query: repeatPlacesQuerySchema,
      answer: repeatPlacesSchema,
      run: (work, { actor, query }) => listRepeatPlaces(context, work, actor, query),
    }),
    get({
      ...ofProvince,
      path: '/api/v1/insight/cells',
      summary: 'Where in a province more is reported than chance would put there, and how that changed in a year',
      answer: mapCellsSchema,
      run: ({ tx }, { actor, query: { province } }) => getMapCells(context, tx, { actor, province }),
    }),
    get({
      ...ofProvince,
      path: '/api/v1/insight/near-repeat',
      summary: 'Whether reports of a province are followed by others close by and soon',
      answer: nearRepeatsSchema,
      run: ({ tx }, { actor, query: { province } }) => getNearRepeats(context, tx, { actor, province }),
    }),
    get({
      ...ofProvince,
      path: '/api/v1/insight/scan',
      summary: 'Whether something is beginning somewhere in a province; looked for once a week',
      answer: mapScanSchema,
      run: ({ tx }, { actor, query: { province } }) => getMapScan(context, tx, { actor, province }),
    }),
    get({
      ...ofProvince,
      path: '/api/v1/insight/quality',
      summary: 'Whether the map of a month ago would have helped, beside the guess that needs no method',
      answer: mapQualitySchema,
      run: ({ tx }, { actor, query: { province } }) => getMapQuality(context, tx, { actor, province }),
    }),
    get({
      path: '/api/v1/insight/places/:id',
      summary: 'Where a repeat place is and what happened there, for a purpose that is recorded',
      permission: ['place:read', 'place:revisit'],
      runsAs: 'service',
      audit: { view: 'insight/view-place', subject: 'place', details: ({ query: { purpose } }) => ({ purpose }) },
      params,
      query: placeQuerySchema,
      answer: placeDetailOfSchema,
      run: (work, { actor, params: { id } }) => getPlace(context, work, actor, id),
    }),
    post({
      ...ofPlace,
      path: '/api/v1/insight/places/:id/join',
      summary: 'Another place is the same door',
      body: otherPlaceSchema,
      run: (work, { actor, params: { id }, body: { placeId } }) => joinPlace(context, work, actor, id, placeId),
    }),
    post({
      ...ofPlace,
      path: '/api/v1/insight/places/:id/part',
      summary: 'A place that was joined is another door after all',
      body: otherPlaceSchema,
      run: (work, { actor, params: { id }, body: { placeId } }) => partPlace(context, work, actor, id, placeId),
    }),
    post({
      ...ofPlace,
      path: '/api/v1/insight/places/:id/separate',
      summary: 'An incident of this place was behind another door',
      body: incidentOfPlaceSchema,
      run: (work, { actor, params: { id }, body: { incidentId } }) =>
        separateIncident(context, work, actor, id, incidentId),
    }),
    post({
      ...ofPlace,
      path: '/api/v1/insight/places/:id/put-back',
      summary: 'An incident that was taken out was behind this door after all',
      body: incidentOfPlaceSchema,
      run: (work, { actor, params: { id }, body: { incidentId } }) =>
        putBackIncident(context, work, actor, id, incidentId),
    }),
    post({
      path: '/api/v1/insight/revisits/:id/answer',
      summary: 'What came of a visit; somebody in danger there is reported at once',
      permission: 'place:revisit',
      runsAs: 'service',
      params,
      body: revisitAnswerSchema,
      answer: revisitSchema,
      run: (work, { actor, params: { id }, body }) => answerRevisit(context, work, actor, id, body),
    }),
  ];
}
