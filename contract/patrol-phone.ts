import { z } from 'zod';
import { assignmentStatusSchema } from './unit-status.ts';

const at = z.iso.datetime();
const id = z.uuid();

/**
 * The status of a job of one's own unit, also when the incident can no longer be seen: a phone that was offline must be
 * able to explain why an entry was refused. Of the incident only how it ended.
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

/** The key with which this person's phone encrypts unsent entries: 32 bytes, base64url. */
export const deviceKeySchema = z.object({ key: z.string().regex(/^[\w-]{43}$/) }).meta({ id: 'DeviceKey' });

/** A picture taken by a patrol. The link works for five minutes, and only for the person who got it. */
export const patrolPhotoSchema = z
  .object({ id, assignmentId: id, callSign: z.string(), happenedAt: at, receivedAt: at, url: z.string().nullable() })
  .meta({ id: 'PatrolPhoto' });
export const patrolPhotosSchema = z.object({ photos: z.array(patrolPhotoSchema) });
export type PatrolPhotos = z.infer<typeof patrolPhotosSchema>;
