import { z } from 'zod';
import { ORDER_KINDS } from './alert-kind.ts';
import { namedAgencySchema, namedPersonSchema } from './incident.ts';
import { etaMinutesSchema } from './incident-actions.ts';
import { dispositionSchema } from './incident-status-schemas.ts';
import { incidentTypeSchema } from './incident-type.ts';
import { administrativePlaceSchema } from './jurisdiction.ts';
import { latLngSchema } from './position.ts';
import { optionalText, requiredName, requiredText } from './text.ts';
import { assignmentStatusSchema, unitKindSchema, unitStatusSchema } from './unit-status.ts';

const at = z.iso.datetime();
const id = z.uuid();

/**
 * The last order about a job: whether somebody of the crew has seen it. `unseen`: nobody had after a minute, and its
 * sender was notified. `isSentByChannel`: it was also sent by a channel other than an open page.
 */
export const orderStateSchema = z.object({
  kind: z.enum(ORDER_KINDS),
  state: z.enum(['sent', 'unseen', 'seen', 'acknowledged']),
  sentAt: at,
  isSentByChannel: z.boolean(),
  seenAt: at.nullable(),
  acknowledgedAt: at.nullable(),
  senderNotifiedAt: at.nullable(),
});
export type OrderState = z.infer<typeof orderStateSchema>;

/** One job of one unit, with a status and times of its own, independent of the incident's other units. */
export const assignmentSchema = z
  .object({
    id,
    incidentId: id,
    unitId: id,
    /** The call sign at the time it was sent. */
    callSign: z.string(),
    kind: unitKindSchema,
    status: assignmentStatusSchema,
    /** A further job, given on purpose while another was open. */
    isQueued: z.boolean(),
    version: z.int(),
    assignedAt: at,
    /** When it happened, as reported by the unit. */
    enRouteAt: at.nullable(),
    onSceneAt: at.nullable(),
    endedAt: at.nullable(),
    etaAt: at.nullable(),
    note: z.string().nullable(),
    disposition: dispositionSchema.nullable(),
    /** Null where it is not asked for. */
    order: orderStateSchema.nullable().default(null),
  })
  .meta({ id: 'Assignment' });
export type Assignment = z.infer<typeof assignmentSchema>;
export const assignmentsSchema = z.object({ assignments: z.array(assignmentSchema) });

/** What somebody who is sent to the incident must see at a glance. */
const jobIncidentSchema = z.object({
  id,
  code: z.string(),
  type: incidentTypeSchema,
  silent: z.boolean(),
  isExercise: z.boolean(),
  position: latLngSchema,
  place: administrativePlaceSchema,
});
/** One job with its incident. */
export const jobSchema = z.object({ assignment: assignmentSchema, incident: jobIncidentSchema }).meta({ id: 'Job' });
export type Job = z.infer<typeof jobSchema>;
export const jobsSchema = z.object({
  now: at,
  unit: z.object({ id, callSign: z.string() }).nullable(),
  jobs: z.array(jobSchema),
  /** Incidents the unit can still see where its job is done. */
  doneIncidentIds: z.array(id),
  /** Withdrawn orders that I have not acknowledged; I can no longer see their incidents. */
  withdrawn: z.array(z.object({ alertId: id, code: z.string(), at })).default([]),
});
export type Jobs = z.infer<typeof jobsSchema>;

export const unitSchema = z
  .object({
    id,
    version: z.int(),
    agency: namedAgencySchema,
    callSign: z.string(),
    kind: unitKindSchema,
    status: unitStatusSchema,
    members: z.array(namedPersonSchema),
    /** Why it is out of service, as an officer wrote it. */
    outOfServiceReason: z.string().nullable(),
    outOfServiceAt: at.nullable(),
    /** Until then it counts as returning, unless its crew reports that it is back; null when it is not returning. */
    returningUntil: at.nullable(),
    /** Its open jobs that the reader may see, the current one first. */
    jobs: z.array(z.object({ assignment: assignmentSchema, incidentCode: z.string() })),
    /** What the reader may do with it. */
    actions: z.array(z.enum(['edit', 'set-out-of-service', 'set-in-service', 'set-back'])),
    updatedAt: at,
  })
  .meta({ id: 'Unit' });
export type Unit = z.infer<typeof unitSchema>;
export const unitsSchema = z.object({ now: at, units: z.array(unitSchema) });
export type Units = z.infer<typeof unitsSchema>;

/** People who can join a unit, with their present unit. */
export const crewSchema = z.object({
  people: z.array(namedPersonSchema.extend({ unit: z.object({ id, callSign: z.string() }).nullable() })),
});
export type Crew = z.infer<typeof crewSchema>;

export const makeUnitSchema = z.strictObject({
  callSign: requiredName(60),
  kind: unitKindSchema,
  memberIds: z.array(id).max(20).default([]),
});
/** Fields that are left out do not change. */
export const changeUnitSchema = z.strictObject({
  callSign: requiredName(60).optional(),
  kind: unitKindSchema.optional(),
  memberIds: z.array(id).max(20).optional(),
});
/** `back`: a returning unit is at its post again. */
export const unitServiceSchema = z.strictObject({
  service: z.enum(['in-service', 'out-of-service', 'back']),
  reason: optionalText(200).optional(),
});

/** A unit that could go, with the facts for its ranking; the console formats them as text. */
export const unitSuggestionSchema = z
  .object({
    unitId: id,
    callSign: z.string(),
    kind: unitKindSchema,
    status: unitStatusSchema.exclude(['out-of-service']),
    openJobs: z.int(),
    /** Number of members who are not known to be off duty. */
    members: z.int(),
    travelMinutes: z.int(),
    /** By road, estimated. */
    metres: z.int(),
    /** The starting point: its own position, or its station if the position is not known. */
    from: z.enum(['position', 'station']),
    positionAt: at.nullable(),
  })
  .meta({ id: 'UnitSuggestion' });
export type UnitSuggestion = z.infer<typeof unitSuggestionSchema>;
/** `estimate-instead`: there is a routing service but it did not answer, so the times are estimates. */
export const unitSuggestionsSchema = z.object({
  now: at,
  via: z.enum(['road', 'estimate', 'estimate-instead']),
  /** Accuracy of the place; if it is only known roughly, no minutes and metres may be shown. */
  placeAccuracyMetres: z.number().nonnegative().nullable(),
  /** Best first. */
  suggestions: z.array(unitSuggestionSchema),
  /** Call signs of units that could go if a member were on duty. */
  withoutCrew: z.array(z.string()).default([]),
});
export type UnitSuggestions = z.infer<typeof unitSuggestionsSchema>;

/** Who goes: a registered unit, or a name alone for a car that is not registered. */
export const assignSchema = z
  .strictObject({
    unitId: id.optional(),
    unitName: requiredName(60).optional(),
    etaMinutes: etaMinutesSchema.optional(),
    /** People of the responsible agency who go in addition to the unit's crew. */
    officerIds: z.array(id).max(20).optional(),
    /** True: the unit may get this job although it has another one. */
    queue: z.boolean().optional(),
  })
  .refine(({ unitId, unitName }) => (unitId === undefined) !== (unitName === undefined), {
    path: ['unitId'],
    message: 'either unitId or unitName',
  });
export type Assign = z.infer<typeof assignSchema>;
export const sendUnitSchema = z.strictObject({
  unitId: id,
  etaMinutes: etaMinutesSchema.optional(),
  queue: z.boolean().optional(),
});
export type SendUnit = z.infer<typeof sendUnitSchema>;
export const withdrawUnitSchema = z.strictObject({ reason: optionalText(500).optional() });

/**
 * One tap of the patrol. `happenedAt` is the phone's time, for a tap that is sent later; it is limited to the time between
 * the job's last step and now. The time of receipt is stored as well.
 */
export const stepSchema = z.strictObject({
  happenedAt: at.optional(),
  etaMinutes: etaMinutesSchema.optional(),
  note: optionalText(2000).optional(),
});
export type Step = z.infer<typeof stepSchema>;
/** A unit on scene has no ETA. */
export const arrivalSchema = stepSchema.omit({ etaMinutes: true });
/** The result as the patrol reports it; the incident's disposition is set by the responsible station. */
export const doneSchema = stepSchema.omit({ etaMinutes: true }).extend({
  disposition: dispositionSchema.optional(),
});
export type Done = z.infer<typeof doneSchema>;

/** A report from the scene that is not a step; a note needs text. */
const happenedAt = at.optional();
export const reportNoteSchema = z.strictObject({ happenedAt, note: requiredText(2000) });
/** A call for back-up is sent at once, with or without a note. */
export const backUpSchema = z.strictObject({ happenedAt, note: optionalText(2000).optional() });
export type JobReport = z.infer<typeof backUpSchema>;
