import { z } from 'zod';

/** A point on the earth: WGS 84 degrees. */
export const latLngSchema = z.object({ lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) });
export type LatLng = z.infer<typeof latLngSchema>;

/** How we came to know a position. A LINE pin can be dropped anywhere: it is a claim, not a measurement. */
export const POSITION_SOURCES = [
  'line-pin',
  'device-gps',
  'typed',
  'qr-place',
  /** A clerk put it on the map by what a caller said. */
  'console-pin',
] as const;

/** From so many metres on a place is an area: a distance or minutes to it would claim more than is known. */
const VAGUE_METRES = 500;

/** Whether a place is known so roughly that only "± 4 km" may be said of it. */
export function isVague(accuracyMetres: number | null): accuracyMetres is number {
  return accuracyMetres !== null && accuracyMetres >= VAGUE_METRES;
}

/** A position and what is known of its worth (DESIGN 2.6). `accuracyMetres` is null when nobody measured it. */
export const reportedPositionSchema = latLngSchema
  .extend({
    source: z.enum(POSITION_SOURCES),
    at: z.iso.datetime(),
    accuracyMetres: z.number().nonnegative().nullable(),
    /** The words that came with it (title or address of a LINE pin), unchecked. */
    label: z.string().nullable(),
  })
  .meta({ id: 'ReportedPosition' });
export type ReportedPosition = z.infer<typeof reportedPositionSchema>;
