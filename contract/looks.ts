import { z } from 'zod';
import { namedAgencySchema } from './incident.ts';

const at = z.iso.datetime();
const id = z.uuid();

/** Who looked: the name as it is today, the service as it was at the time. */
const lookerSchema = z.object({
  id: z.string(),
  /** Null for somebody who is no longer among the people of the house. */
  name: z.string().nullable(),
  serves: z.array(z.object({ agency: namedAgencySchema.nullable(), role: z.string() })),
});

/** Why a way of looking is unusual; `oversight/unusual-looking.ts` on the server says from which number on. */
export const UNUSUAL = [
  'many-incidents',
  'off-duty',
  'outside-own-area',
  'repeated-after-end',
  'long-after-end',
] as const;
export const unusualSchema = z.enum(UNUSUAL);
export type Unusual = z.infer<typeof unusualSchema>;

/** What one person did from one address without a long pause. */
export const visitSchema = z.object({
  firstAt: at,
  lastAt: at,
  /** Network address. */
  from: z.string(),
  /** Tells two sign-ins of one person apart; says nothing else. */
  session: z.string().nullable(),
  /** What was seen or done, e.g. `incident/look`, `incident/look-at-attachment`, `incident/acknowledged`. */
  parts: z.array(
    z.object({
      act: z.string(),
      kind: z.enum(['act', 'look']),
      times: z.int(),
      /** Reason codes that were given, e.g. when a phone number was unmasked. */
      reasons: z.array(z.string()),
    }),
  ),
});

/** `GET /api/v1/incidents/{id}/looks`: newest first. */
export const incidentLooksSchema = z
  .object({
    people: z.array(z.object({ person: lookerSchema, unusual: z.array(unusualSchema), visits: z.array(visitSchema) })),
    /** True when older looks were left out. */
    isCut: z.boolean(),
  })
  .meta({ id: 'IncidentLooks' });
export type IncidentLooks = z.infer<typeof incidentLooksSchema>;

/** `GET /api/v1/audit/unusual-looks`: what is worth a question, newest first. */
export const unusualLooksSchema = z
  .object({
    since: at,
    findings: z.array(
      z.object({
        person: lookerSchema,
        why: unusualSchema,
        firstAt: at,
        lastAt: at,
        looks: z.int(),
        /** The incidents looked at, at most twenty of them. */
        incidents: z.array(z.object({ id, code: z.string() })),
        incidentCount: z.int(),
      }),
    ),
    /** True when there were more looks than could be judged: ask for fewer days. */
    isCut: z.boolean(),
  })
  .meta({ id: 'UnusualLooks' });
export type UnusualLooks = z.infer<typeof unusualLooksSchema>;
