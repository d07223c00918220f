import { z } from 'zod';
import { ORDER_KINDS } from './alert-kind.ts';
import { namedAgencySchema, namedPersonSchema } from './incident.ts';
import { etaMinutesSchema } from './incident-actions.ts';
import { dispositionSchema } from './incident-status.ts';
import { incidentTypeSchema } from './incident-type.ts';
import { administrativePlaceSchema } from './jurisdiction.ts';
import { latLngSchema } from './position.ts';
import { optionalText, requiredName, requiredText } from './text.ts';
import { assignmentStatusSchema, unitKindSchema, unitStatusSchema } from './unit-status.ts';

const at = z.iso.datetime();
const id = z.uuid();

/**
 * The last order about a job: whether somebody of the crew has seen it. `unseen`: after a minute nobody had, and whoever
 * gave it was told. `isSentByChannel`: a channel beside an open page took it.
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

/** One job of one unit: its own status and times, whatever the incident's other units do. */
export const assignmentSchema = z
  .object({
    id,
    incidentId: id,
    unitId: id,
    /** As it was called when it was sent. */
    callSign: z.string(),
    kind: unitKindSchema,
    status: assignmentStatusSchema,
    /** A further job, given knowingly while another was open. */
    isQueued: z.boolean(),
    version: z.int(),
    assignedAt: at,
    /** When it happened, as the unit says it. */
    enRouteAt: at.nullable(),
    onSceneAt: at.nullable(),
    endedAt: at.nullable(),
    etaAt: at.nullable(),
    note: z.string().nullable(),
    disposition: dispositionSchema.nullable(),
    /** Null where it was not asked for, and for a job that was given before orders were followed. */
    order: orderStateSchema.nullable().default(null),
  })
  .meta({ id: 'Assignment' });
export type Assignment = z.infer<typeof assignmentSchema>;
export const assignmentsSchema = z.object({ assignments: z.array(assignmentSchema) });

/** The incident as somebody who is sent there needs it at a glance. */
const jobIncidentSchema = z.object({
  id,
  code: z.string(),
  type: incidentTypeSchema,
  silent: z.boolean(),
  isExercise: z.boolean(),
  position: latLngSchema,
  place: administrativePlaceSchema,
});
/** One job with where it leads to. */
export const jobSchema = z.object({ assignment: assignmentSchema, incident: jobIncidentSchema }).meta({ id: 'Job' });
export type Job = z.infer<typeof jobSchema>;
export const jobsSchema = z.object({
  now: at,
  unit: z.object({ id, callSign: z.string() }).nullable(),
  jobs: z.array(jobSchema),
  /** Incidents at which the unit is done, of those that it still sees: no longer a job. */
  doneIncidentIds: z.array(id),
  /** Orders that were taken back and that I have not acknowledged: their incident is no longer mine to see. */
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
    /** Why it is out of service, in an officer's words. */
    outOfServiceReason: z.string().nullable(),
    outOfServiceAt: at.nullable(),
    /** Until then it counts as returning if nobody says that it is back; null when it is not returning. */
    returningUntil: at.nullable(),
    /** Its open jobs that the reader may see, the first one first. */
    jobs: z.array(z.object({ assignment: assignmentSchema, incidentCode: z.string() })),
    /** What the reader may do with it. */
    actions: z.array(z.enum(['edit', 'set-out-of-service', 'set-in-service', 'set-back'])),
    updatedAt: at,
  })
  .meta({ id: 'Unit' });
export type Unit = z.infer<typeof unitSchema>;
export const unitsSchema = z.object({ now: at, units: z.array(unitSchema) });
export type Units = z.infer<typeof unitsSchema>;

/** Who can be put into a unit, and in which they are already. */
export const crewSchema = z.object({
  people: z.array(namedPersonSchema.extend({ unit: z.object({ id, callSign: z.string() }).nullable() })),
});
export type Crew = z.infer<typeof crewSchema>;

export const makeUnitSchema = z.strictObject({
  callSign: requiredName(60),
  kind: unitKindSchema,
  memberIds: z.array(id).max(20).default([]),
});
/** What is left out stays as it is. */
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

/** A unit that could go and what speaks for and against it; the console says it in words. */
export const unitSuggestionSchema = z
  .object({
    unitId: id,
    callSign: z.string(),
    kind: unitKindSchema,
    status: unitStatusSchema.exclude(['out-of-service']),
    openJobs: z.int(),
    /** Of its people, those who are not known to be off duty. */
    members: z.int(),
    travelMinutes: z.int(),
    /** By road, as reckoned. */
    metres: z.int(),
    /** From where it was reckoned: its own position, or its station because nobody knows better. */
    from: z.enum(['position', 'station']),
    positionAt: at.nullable(),
  })
  .meta({ id: 'UnitSuggestion' });
export type UnitSuggestion = z.infer<typeof unitSuggestionSchema>;
/** `estimate-instead`: there is a routing service and it did not answer, so that the times are estimates. */
export const unitSuggestionsSchema = z.object({
  now: at,
  via: z.enum(['road', 'estimate', 'estimate-instead']),
  /** Metres within which the place lies; where it is known roughly no minutes and metres to it may be shown. */
  placeAccuracyMetres: z.number().nonnegative().nullable(),
  /** Best first. */
  suggestions: z.array(unitSuggestionSchema),
  /** Units that could go if anybody of them were on duty, by call sign. */
  withoutCrew: z.array(z.string()).default([]),
});
export type UnitSuggestions = z.infer<typeof unitSuggestionsSchema>;

/** Who goes: a unit of the register, or a name alone (a car that is in no register). */
export const assignSchema = z
  .strictObject({
    unitId: id.optional(),
    unitName: requiredName(60).optional(),
    etaMinutes: etaMinutesSchema.optional(),
    /** People of the responsible agency who go beside the unit's own; a patrol sees only what it is sent to. */
    officerIds: z.array(id).max(20).optional(),
    /** True: the unit may get it although it has another job. Never by accident. */
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
 * One tap of the patrol. `happenedAt` is the phone's time, for a tap that is sent later: it is taken between the job's
 * last step and now, and what the server's clock said on hearing it is kept beside it.
 */
export const stepSchema = z.strictObject({
  happenedAt: at.optional(),
  etaMinutes: etaMinutesSchema.optional(),
  note: optionalText(2000).optional(),
});
export type Step = z.infer<typeof stepSchema>;
/** Who is there promises no time any more. */
export const arrivalSchema = stepSchema.omit({ etaMinutes: true });
/** What the patrol says it came to; the incident's own outcome is said by who answers for it. */
export const doneSchema = stepSchema.omit({ etaMinutes: true }).extend({
  disposition: dispositionSchema.optional(),
});
export type Done = z.infer<typeof doneSchema>;

/** A word from the scene that ends no step; a note without words says nothing. */
const happenedAt = at.optional();
export const reportNoteSchema = z.strictObject({ happenedAt, note: requiredText(2000) });
/** A call for back-up goes out at once, with or without a word why. */
export const backUpSchema = z.strictObject({ happenedAt, note: optionalText(2000).optional() });
export type JobReport = z.infer<typeof backUpSchema>;
