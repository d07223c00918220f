import { z } from 'zod';
import { assignmentStatusSchema } from './unit-status.ts';

const at = z.iso.datetime();
const id = z.uuid();

/**
 * What became of a job of one's own unit, also when the incident is no longer theirs to see: a phone that was without
 * signal must be able to say why what it sent was not taken. Nothing of the incident but how it ended.
 */
export const myJobSchema = z
  .object({
    id,
    status: assignmentStatusSchema,
    since: at,
    by: z.string().nullable(),
    incident: z.enum(['open', 'resolved', 'closed', 'cancelled']).nullable(),
  })
  .meta({ id: 'MyJob' });
export type MyJob = z.infer<typeof myJobSchema>;

/** With what this person's phone seals what it could not send yet: 32 bytes, base64url. */
export const deviceKeySchema = z.object({ key: z.string().regex(/^[\w-]{43}$/) }).meta({ id: 'DeviceKey' });

/** A picture that a patrol took; where it can be opened, by the person who was given it and for five minutes. */
export const patrolPhotoSchema = z
  .object({ id, assignmentId: id, callSign: z.string(), happenedAt: at, receivedAt: at, url: z.string().nullable() })
  .meta({ id: 'PatrolPhoto' });
export const patrolPhotosSchema = z.object({ photos: z.array(patrolPhotoSchema) });
export type PatrolPhotos = z.infer<typeof patrolPhotosSchema>;
