import { z } from 'zod';
import { namedAgencySchema } from './incident.ts';
import { dispositionSchema } from './incident-status.ts';
import { incidentTypeSchema } from './incident-type.ts';
import { administrativePlaceSchema } from './jurisdiction.ts';

const at = z.iso.datetime();
const id = z.uuid();

/** Enough for a centre to know that somebody needs care: no name, no phone, the subdistrict only. */
export const handOverSchema = z
  .object({
    id,
    code: z.string(),
    at,
    from: namedAgencySchema,
    to: namedAgencySchema,
    type: incidentTypeSchema,
    disposition: dispositionSchema,
    victims: z.boolean(),
    children: z.boolean(),
    /** Reported in silence: a call or a visit may put somebody in danger. */
    silent: z.boolean(),
    place: administrativePlaceSchema,
  })
  .meta({ id: 'HandOver' });
export type HandOver = z.infer<typeof handOverSchema>;
export const handOversSchema = z.object({ handOvers: z.array(handOverSchema) });
export type HandOvers = z.infer<typeof handOversSchema>;

/** The results of one station as reporters rated them. Exercises are not counted. */
export const stationOutcomeSchema = z
  .object({
    agency: namedAgencySchema,
    closed: z.int(),
    /** How often a reporter answered afterwards that nobody had come. */
    nobodyCame: z.int(),
    ratings: z.int(),
    /** Mean of the stars, 1 to 5; null without a rating. */
    stars: z.number().nullable(),
  })
  .meta({ id: 'StationOutcome' });
export type StationOutcome = z.infer<typeof stationOutcomeSchema>;
export const stationOutcomesSchema = z.object({ since: at, stations: z.array(stationOutcomeSchema) });
export type StationOutcomes = z.infer<typeof stationOutcomesSchema>;
