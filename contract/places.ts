import { z } from 'zod';
import { INCIDENT_TYPES } from './incident-type.ts';
import { latLngSchema } from './position.ts';

// Repeat places: doors behind which more than one incident happened, and the visits that follow.

/** Fewer are no repetition. */
export const FEWEST_REPEATED = 2;
/** Days after the latest incident on which somebody goes back. */
export const REVISIT_DAYS = [1, 7, 28] as const;
export type RevisitDay = (typeof REVISIT_DAYS)[number];
/** Who goes. */
export const REVISITORS = ['patrol', 'centre', 'both'] as const;
export type Revisitors = (typeof REVISITORS)[number];

/** `replaced`: a newer incident began the row of visits again, or the place is none any more. */
export const REVISIT_STATES = ['open', 'done', 'not-at-home', 'refused', 'referred', 'replaced'] as const;
export type RevisitState = (typeof REVISIT_STATES)[number];
export const REVISIT_OUTCOMES = ['done', 'not-at-home', 'refused', 'referred'] as const;
export type RevisitOutcome = (typeof REVISIT_OUTCOMES)[number];
/** Nobody at home: the next day again, so often in all. */
export const MOST_TRIES = 3;

/** What came of a visit: codes, because a free text would become a file on a household. */
export const CAME_OF = [
  ...(['calm', 'still-afraid', 'injured', 'children-seen', 'weapon-seen', 'threatened-again'] as const),
  ...(['somebody-left', 'advice-given', 'order-wanted', 'help-wanted'] as const),
] as const;
export type CameOf = (typeof CAME_OF)[number];
export const REFERRED_TO = ['centre', 'hospital', 'inquiry-officer', 'shelter', 'mental-health', 'other'] as const;
export type ReferredTo = (typeof REFERRED_TO)[number];

/** Why somebody reads an address; recorded with the view. */
export const PLACE_PURPOSES = ['revisit', 'planning', 'correction', 'supervision'] as const;
export type PlacePurpose = (typeof PLACE_PURPOSES)[number];

/** Why an incident is at its place. */
export const PLACED_BECAUSE = ['first', 'same-pin', 'nearby', 'same-number', 'person'] as const;
export type PlacedBecause = (typeof PLACED_BECAUSE)[number];

const day = z.iso.date();

export const revisitSchema = z
  .object({
    id: z.uuid(),
    day: z.literal([...REVISIT_DAYS]),
    dueOn: day,
    who: z.enum(REVISITORS),
    state: z.enum(REVISIT_STATES),
    tries: z.int(),
    cameOf: z.array(z.enum(CAME_OF)),
    referredTo: z.enum(REFERRED_TO).nullable(),
    answeredAt: z.iso.datetime().nullable(),
    /** Whether whoever asks may say what came of it. */
    isMine: z.boolean(),
  })
  .meta({ id: 'Revisit' });
export type Revisit = z.infer<typeof revisitSchema>;

/** The subdistrict with its district and province. */
const areaNames = { areaTh: z.string(), areaEn: z.string() };

export const repeatPlaceSchema = z
  .object({
    id: z.uuid(),
    /** H3 cell of resolution 8, about 0.7 km²; nothing finer without `place:read` and a purpose. */
    cell: z.string(),
    ...areaNames,
    /** Incidents within a year up to the latest one. */
    n: z.int(),
    firstOn: day,
    lastOn: day,
    /** Nobody at the place may learn that anything was reported; null for those who may not know either. */
    isQuiet: z.boolean().nullable(),
    /** Whether whoever asks may read the address. */
    mayRead: z.boolean(),
    /** Of the latest incident; none for those who may neither read the address nor go there. */
    revisits: z.array(revisitSchema),
  })
  .meta({ id: 'RepeatPlace' });
export type RepeatPlace = z.infer<typeof repeatPlaceSchema>;

export const repeatPlacesSchema = z
  .object({
    asOf: z.iso.datetime(),
    today: day,
    /** Visits that are due first, then the most repeated. */
    places: z.array(repeatPlaceSchema),
    /** More places than are listed. */
    isCut: z.boolean(),
    /** What came of all visits there so far, and how many are open and due. */
    visits: z.object({
      ...{ done: z.int(), notAtHome: z.int(), refused: z.int(), referred: z.int() },
      ...{ open: z.int(), due: z.int() },
    }),
    /**
     * Incidents at the visited doors in as many days before the first visit as have passed since, 90 at most. It proves nothing
     * alone: a door is visited after its worst weeks, and quieter ones follow anyway.
     */
    beforeAfter: z.object({
      places: z.int(),
      before: z.int(),
      after: z.int(),
      /** After against before, with its 95 % interval; null under ten places, or without an incident before. */
      ratio: z.object({ value: z.number(), low: z.number(), high: z.number().nullable() }).nullable(),
    }),
  })
  .meta({ id: 'RepeatPlaces' });
export type RepeatPlaces = z.infer<typeof repeatPlacesSchema>;

export const repeatPlacesQuerySchema = z.strictObject({
  province: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
});
export const placeQuerySchema = z.strictObject({ purpose: z.enum(PLACE_PURPOSES) });

export const placeDetailOfSchema = z
  .object({
    id: z.uuid(),
    ...areaNames,
    position: latLngSchema,
    /** House number, lane, landmark, as people wrote it. */
    detail: z.string().nullable(),
    label: z.string().nullable(),
    isQuiet: z.boolean(),
    incidents: z.array(
      z.object({
        id: z.uuid(),
        code: z.string(),
        on: day,
        type: z.enum(INCIDENT_TYPES),
        disposition: z.string().nullable(),
        because: z.enum(PLACED_BECAUSE),
        /** Taken out of this place by a person; can be put back. */
        isApart: z.boolean(),
        isCounted: z.boolean(),
      }),
    ),
    /** Places that a person joined into this one. */
    joined: z.array(z.object({ id: z.uuid(), n: z.int() })),
    /** Other places within 150 m, which may be the same door. */
    near: z.array(z.object({ id: z.uuid(), n: z.int(), metres: z.int(), lastOn: day })),
    revisits: z.array(revisitSchema),
    mayCorrect: z.boolean(),
  })
  .meta({ id: 'PlaceDetail' });
export type PlaceDetail = z.infer<typeof placeDetailOfSchema>;

export const otherPlaceSchema = z.strictObject({ placeId: z.uuid() });
export const incidentOfPlaceSchema = z.strictObject({ incidentId: z.uuid() });

export const revisitAnswerSchema = z.strictObject({
  outcome: z.enum(REVISIT_OUTCOMES),
  cameOf: z.array(z.enum(CAME_OF)).max(CAME_OF.length),
  /** Where to; means something for `referred` alone, which is to somebody else (`other`) unless it is said. */
  referredTo: z.enum(REFERRED_TO).optional(),
  /** Somebody is in danger there now: a report is made at once. */
  dangerNow: z.boolean(),
});
export type RevisitAnswer = z.infer<typeof revisitAnswerSchema>;
