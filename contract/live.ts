import { z } from 'zod';
import { alertKindSchema } from './alert-kind.ts';
import { chatMessageSchema, incidentSummarySchema, unfinishedReportSchema } from './incident.ts';

/** Something an operator must mend: LINE refuses us, a quota is used up, an event can't be processed. */
export const systemAlertSchema = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    raisedAt: z.iso.datetime(),
    lastAt: z.iso.datetime(),
    count: z.int(),
    /** Facts for the operator: status codes, request ids, record ids. Never a reporter's text. */
    details: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .meta({ id: 'SystemAlert' });
export type SystemAlert = z.infer<typeof systemAlertSchema>;

/**
 * What the live stream sends. The event's id is the log's sequence: after a drop the browser resumes with
 * `Last-Event-ID`. `incident-gone` means: no longer yours to see. `reload` means: too far behind, take a snapshot.
 */
export const liveEventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('incident-changed'), incident: incidentSummarySchema }),
  z.object({ event: z.literal('incident-gone'), incidentId: z.uuid() }),
  z.object({ event: z.literal('chat-message'), incidentId: z.uuid(), message: chatMessageSchema }),
  z.object({ event: z.literal('report-unfinished'), report: unfinishedReportSchema }),
  z.object({ event: z.literal('report-finished'), reportId: z.uuid() }),
  z.object({ event: z.literal('unit-changed'), unitId: z.uuid(), agencyId: z.uuid() }),
  z.object({ event: z.literal('call-backs-changed') }),
  /** Says that it changed, not how: each console reads it with its own rights. */
  z.object({ event: z.literal('case-changed'), caseId: z.uuid() }),
  z.object({ event: z.literal('case-gone'), caseId: z.uuid() }),
  z.object({ event: z.literal('early-notifications-changed') }),
  /** Likewise: both sides see it differently. */
  z.object({ event: z.literal('referral-changed'), referralId: z.uuid() }),
  z.object({ event: z.literal('help-request-changed'), requestId: z.uuid() }),
  z.object({ event: z.literal('system-alert'), systemAlert: systemAlertSchema }),
  z.object({ event: z.literal('system-alert-resolved'), systemAlertId: z.uuid() }),
  /** This person is alerted: the console rings, also for an incident that is on the screen already. */
  z.object({
    event: z.literal('alerted'),
    alertId: z.uuid(),
    incidentId: z.uuid().nullable(),
    kind: alertKindSchema,
    step: z.int().nullable(),
  }),
  z.object({ event: z.literal('reload') }),
]);
export type LiveEvent = z.infer<typeof liveEventSchema>;
