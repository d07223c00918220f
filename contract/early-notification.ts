import { z } from 'zod';
import { namedAgencySchema, namedPersonSchema } from './incident.ts';
import { administrativePlaceSchema } from './jurisdiction.ts';

/** What makes a social worker come along while an incident is open. */
export const CARE_FACTS = ['child', 'sexual-violence'] as const;
export const careFactSchema = z.enum(CARE_FACTS);
export type CareFact = z.infer<typeof careFactSchema>;

/** In how many minutes somebody of the centre is there; without it they help by telephone. */
export const acknowledgeEarlySchema = z.strictObject({ arrivesInMinutes: z.int().min(1).max(600).nullable() });
export type AcknowledgeEarly = z.infer<typeof acknowledgeEarlySchema>;
/** Choices of the button, in minutes. */
export const ARRIVAL_CHOICES = [15, 30, 60] as const;

const at = z.iso.datetime();

/** Who of the centre answered, and when they are there; without a time they help by telephone. */
const answeredSchema = z.object({ at, by: namedPersonSchema, arrivesAt: at.nullable() });

/** What a centre learns while the incident is open: no name, no telephone, the subdistrict only. */
export const earlyNotificationSchema = z
  .object({
    id: z.uuid(),
    facts: z.array(careFactSchema),
    incidentCode: z.string(),
    place: administrativePlaceSchema,
    /** Reported in silence: nobody may call there or be seen. */
    silent: z.boolean(),
    knownAt: at,
    /** Whom it is for: the centre of the place, or the provincial office. */
    agency: namedAgencySchema,
    /** When the provincial office was alerted, because nobody had answered. */
    provinceAt: at.nullable(),
    answered: answeredSchema.nullable(),
  })
  .meta({ id: 'EarlyNotification' });
export type EarlyNotification = z.infer<typeof earlyNotificationSchema>;
export const earlyNotificationsSchema = z.object({ notifications: z.array(earlyNotificationSchema) });

/** What the police see of it on the incident. */
export const socialWorkerSchema = z.object({
  agency: namedAgencySchema,
  knownAt: at,
  provinceAt: at.nullable(),
  answered: answeredSchema.nullable(),
});
export type SocialWorker = z.infer<typeof socialWorkerSchema>;
