import { z } from 'zod';
import { namedAgencySchema } from './incident.ts';

/** The results of one station as reporters rated them. Exercises are not counted. */
const stationOutcomeSchema = z
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
export const stationOutcomesSchema = z.object({ since: z.iso.datetime(), stations: z.array(stationOutcomeSchema) });
export type StationOutcomes = z.infer<typeof stationOutcomesSchema>;
