import { z } from 'zod';
import { namedAgencySchema } from './incident.ts';

const at = z.iso.datetime();
const id = z.uuid();

/** Who looked: the name as it is today, the service as it was at the time. */
const viewerSchema = z.object({
  id: z.string(),
  /** Null for somebody who is no longer among the people of the house. */
  name: z.string().nullable(),
  serves: z.array(z.object({ agency: namedAgencySchema.nullable(), role: z.string() })),
});

/** Why a way of looking is unusual; `access-review/unusual-viewing.ts` on the server says from which number on. */
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
  /** What was seen or done, e.g. `incident/view`, `incident/view-attachment`, `incident/acknowledged`. */
  parts: z.array(
    z.object({
      action: z.string(),
      kind: z.enum(['action', 'view']),
      times: z.int(),
      /** Reason codes that were given, e.g. when a phone number was unmasked. */
      reasons: z.array(z.string()),
    }),
  ),
});

/** `GET /api/v1/incidents/{id}/views`: newest first. */
export const incidentViewsSchema = z
  .object({
    people: z.array(z.object({ person: viewerSchema, unusual: z.array(unusualSchema), visits: z.array(visitSchema) })),
    /** True when older looks were left out. */
    isCut: z.boolean(),
  })
  .meta({ id: 'IncidentViews' });
export type IncidentViews = z.infer<typeof incidentViewsSchema>;

/** `GET /api/v1/access-review/unusual-views`: what is worth a question, newest first. */
export const unusualViewsSchema = z
  .object({
    since: at,
    findings: z.array(
      z.object({
        person: viewerSchema,
        why: unusualSchema,
        firstAt: at,
        lastAt: at,
        views: z.int(),
        /** The incidents looked at, at most twenty of them. */
        incidents: z.array(z.object({ id, code: z.string() })),
        incidentCount: z.int(),
      }),
    ),
    /** True when there were more looks than could be judged: ask for fewer days. */
    isCut: z.boolean(),
  })
  .meta({ id: 'UnusualViews' });
export type UnusualViews = z.infer<typeof unusualViewsSchema>;
