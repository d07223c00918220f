import { z } from 'zod';
import { latLngSchema } from './position.ts';

const at = z.iso.datetime();
const id = z.uuid();
const percent = z.int().min(0).max(100);

/** The position of a patrol's phone, as it measured it. Only the latest is stored anywhere. */
export const sharePositionSchema = z.strictObject({
  ...latLngSchema.shape,
  /** Null if the device does not report it. */
  accuracyMetres: z.number().min(0).max(100_000).nullable(),
  at,
  batteryPercent: percent.nullable().optional(),
});

/** Up to this accuracy a position is exact: at most a minute's drive off, so that an ETA can follow it. */
export const EXACT_WITHIN_METRES = 500;
/** Why a position is not exact. */
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
 * What the position was used for. `exact`: it is now the unit's latest. `vague`: shown as vague, and no ETA follows it.
 * `ignored`: not stored. The phone cannot fix either, so the answer gives the reason instead of refusing the request.
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

/** A unit on a console's map. It is shown only while it has an open job. */
export const unitPositionSchema = z
  .object({
    unitId: id,
    callSign: z.string(),
    status: z.string(),
    agencyId: id,
    ...latLngSchema.shape,
    accuracyMetres: z.number().nullable(),
    at,
    /** The position is doubtful. */
    isVague: z.boolean().default(false),
    batteryPercent: percent.nullable(),
  })
  .meta({ id: 'UnitPosition' });
export type UnitPosition = z.infer<typeof unitPositionSchema>;

/** Events of `/api/v1/positions/live`: first all positions, then each second the changes and the units no longer shown. */
export const positionsEventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('all-positions'), positions: z.array(unitPositionSchema) }),
  z.object({ event: z.literal('positions'), positions: z.array(unitPositionSchema), gone: z.array(id) }),
]);
export type PositionsEvent = z.infer<typeof positionsEventSchema>;
