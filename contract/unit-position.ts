import { z } from 'zod';
import { latLngSchema } from './position.ts';

const at = z.iso.datetime();
const id = z.uuid();
const percent = z.int().min(0).max(100);

/** Where a patrol's phone is, by its own measurement. Only the latest is known anywhere. */
export const sharePositionSchema = z.strictObject({
  ...latLngSchema.shape,
  /** Null when the device does not say. */
  accuracyMetres: z.number().min(0).max(100_000).nullable(),
  at,
  batteryPercent: percent.nullable().optional(),
});
export type SharedPosition = z.infer<typeof sharePositionSchema>;

/** Within this a position is exact: a minute's drive off at most, so that a promise can follow it. */
export const EXACT_WITHIN_METRES = 500;
/** Why a position is not believed to the metre. */
export const POSITION_DOUBTS = [
  'outside-thailand',
  'too-old',
  'clock-ahead',
  'no-accuracy',
  'too-vague',
  'too-fast',
] as const;
export type PositionDoubt = (typeof POSITION_DOUBTS)[number];

/**
 * What became of the position. `exact`: the unit's latest now. `vague`: shown as vague, and no promise follows it.
 * `ignored`: not kept. A phone can mend neither, so that it is told why and not refused.
 */
export const positionTakenSchema = z
  .object({
    unitId: id,
    callSign: z.string(),
    use: z.enum(['exact', 'vague', 'ignored']),
    doubt: z.enum(POSITION_DOUBTS).nullable(),
  })
  .meta({ id: 'PositionTaken' });
export type PositionTaken = z.infer<typeof positionTakenSchema>;

/** A unit on a console's map. It is there only as long as it is sent to something. */
export const unitPositionSchema = z
  .object({
    unitId: id,
    callSign: z.string(),
    status: z.string(),
    agencyId: id,
    ...latLngSchema.shape,
    accuracyMetres: z.number().nullable(),
    at,
    /** Not to be believed to the metre. */
    isVague: z.boolean().default(false),
    batteryPercent: percent.nullable(),
  })
  .meta({ id: 'UnitPosition' });
export type UnitPosition = z.infer<typeof unitPositionSchema>;

/** What `/api/v1/positions/live` says: first all, then each second what changed, and which units are no longer shown. */
export const positionsEventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('all-positions'), positions: z.array(unitPositionSchema) }),
  z.object({ event: z.literal('positions'), positions: z.array(unitPositionSchema), gone: z.array(id) }),
]);
export type PositionsEvent = z.infer<typeof positionsEventSchema>;
