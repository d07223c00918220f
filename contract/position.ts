import { z } from 'zod';

/** A point on the earth: WGS 84 degrees. */
export const latLngSchema = z.object({ lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) });
export type LatLng = z.infer<typeof latLngSchema>;

/** The source of a position. A LINE pin can be dropped anywhere: it is a claim, not a measurement. */
export const POSITION_SOURCES = [
  'line-pin',
  'device-gps',
  'typed',
  'qr-place',
  /** Put on the map by a clerk, from what a caller told them. */
  'console-pin',
  /** Put on the map by the reporter, on the citizen page. */
  'web-pin',
  /** Written into a picture by the camera that took it, maybe elsewhere and long ago. */
  'photo',
] as const;

/** A position with its source and accuracy. `accuracyMetres` is null when it was not measured. */
export const reportedPositionSchema = latLngSchema
  .extend({
    source: z.enum(POSITION_SOURCES),
    at: z.iso.datetime(),
    accuracyMetres: z.number().nonnegative().nullable(),
    /** Text that came with it (title or address of a LINE pin), unchecked. */
    label: z.string().nullable(),
  })
  .meta({ id: 'ReportedPosition' });
export type ReportedPosition = z.infer<typeof reportedPositionSchema>;
