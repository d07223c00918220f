import { z } from 'zod';
import { namedAgencySchema } from './incident.ts';
import { dispositionSchema } from './incident-status-schemas.ts';
import { incidentTypeSchema } from './incident-type.ts';
import { administrativePlaceSchema } from './jurisdiction.ts';

/** Enough for a centre to know that somebody needs care: no name, no phone, the subdistrict only. */
export const handOverSchema = z
  .object({
    id: z.uuid(),
    code: z.string(),
    at: z.iso.datetime(),
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
