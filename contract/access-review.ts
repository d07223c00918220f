import { z } from 'zod';
import { namedAgencySchema } from './incident.ts';

const at = z.iso.datetime();
const id = z.uuid();

/** A viewer: with their name today and their memberships at the time. */
const viewerSchema = z.object({
  id: z.string(),
  /** Null for somebody whose account no longer exists. */
  name: z.string().nullable(),
  serves: z.array(z.object({ agency: namedAgencySchema.nullable(), role: z.string() })),
});

/** Why views are unusual; `access-review/unusual-viewing.ts` on the server has the limits. */
export const UNUSUAL = [
  'many-incidents',
  'off-duty',
  'outside-own-area',
  'repeated-after-end',
  'long-after-end',
] as const;
export const unusualSchema = z.enum(UNUSUAL);
export type Unusual = z.infer<typeof unusualSchema>;

/** What one person viewed or did from one address without a long pause. */
export const visitSchema = z.object({
  firstAt: at,
  lastAt: at,
  /** Network address. */
  from: z.string(),
  /** Only distinguishes sessions of one person. */
  session: z.string().nullable(),
  /** What was viewed or done, e.g. `incident/view`, `incident/view-attachment`, `incident/acknowledged`. */
  parts: z.array(
    z.object({
      action: z.string(),
      kind: z.enum(['action', 'view']),
      times: z.int(),
      /** Reason codes given by the person, e.g. for unmasking a phone number. */
      reasons: z.array(z.string()),
    }),
  ),
});

/** `GET /api/v1/incidents/{id}/views`: newest first. */
export const incidentViewsSchema = z
  .object({
    people: z.array(z.object({ person: viewerSchema, unusual: z.array(unusualSchema), visits: z.array(visitSchema) })),
    /** True when older views were left out. */
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
        /** The viewed incidents, at most twenty. */
        incidents: z.array(z.object({ id, code: z.string() })),
        incidentCount: z.int(),
      }),
    ),
    /** True when there were too many views to judge all: choose fewer days. */
    isCut: z.boolean(),
  })
  .meta({ id: 'UnusualViews' });
export type UnusualViews = z.infer<typeof unusualViewsSchema>;
