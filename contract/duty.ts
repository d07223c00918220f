import { z } from 'zod';
import { readinessSchema } from './jurisdiction.ts';
import { latLngSchema } from './position.ts';

/** What somebody does during a shift. */
export const POSTS = ['radio-room', 'patrol-unit', 'duty-chief'] as const;
export const postSchema = z.enum(POSTS);
export type Post = z.infer<typeof postSchema>;

/** `checked-in`: they confirmed it themselves; `planned`: they are on the roster and have not checked out. */
export const PRESENCES = ['checked-in', 'planned'] as const;
export const presenceSchema = z.enum(PRESENCES);
export type Presence = z.infer<typeof presenceSchema>;

/** A day in Thailand, `YYYY-MM-DD`, Christian era. */
export const thaiDaySchema = z.iso.date();

export const ABSENCE_KINDS = ['sick', 'leave', 'training'] as const;
export const absenceKindSchema = z.enum(ABSENCE_KINDS);
export type AbsenceKind = z.infer<typeof absenceKindSchema>;
/** Why a shift no longer counts. */
export const CANCEL_REASONS = [...ABSENCE_KINDS, 'swapped', 'withdrawn', 'left-agency'] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];
/** `absent` replaces sick, leave and training for those who do not plan the roster. */
export const shownReasonSchema = z.enum([...CANCEL_REASONS, 'absent']);

/** One shift of a cycle: on which day of it (0 is the first), from which minute after midnight, for how long. */
export const turnSchema = z.strictObject({
  day: z.number().int().min(0).max(55),
  startsAt: z
    .number()
    .int()
    .min(0)
    .max(24 * 60 - 1),
  minutes: z
    .number()
    .int()
    .min(30)
    .max(36 * 60),
});
export type Turn = z.infer<typeof turnSchema>;

export const newPatternSchema = z.strictObject({
  personId: z.uuid(),
  post: postSchema,
  firstDay: thaiDaySchema,
  /** Last day on which a shift begins; null: no end. */
  untilDay: thaiDaySchema.nullable(),
  /** 1: every day, 7: every week, 3: one day on and two off … */
  cycleDays: z.number().int().min(1).max(56),
  turns: z.array(turnSchema).min(1).max(56),
});
export type NewPattern = z.infer<typeof newPatternSchema>;

export const newShiftSchema = z.strictObject({
  personId: z.uuid(),
  post: postSchema,
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
});

export const newAbsenceSchema = z.strictObject({
  personId: z.uuid(),
  kind: absenceKindSchema,
  firstDay: thaiDaySchema,
  untilDay: thaiDaySchema,
});

const person = z.object({ id: z.uuid(), name: z.string() });

export const onDutySchema = z.object({
  person,
  agencyId: z.uuid(),
  post: postSchema,
  presence: presenceSchema,
  since: z.iso.datetime(),
  until: z.iso.datetime(),
});
export type OnDutyPerson = z.infer<typeof onDutySchema>;

export const shiftSchema = z.object({
  id: z.uuid(),
  person,
  post: postSchema,
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  patternId: z.uuid().nullable(),
  /** Whose shift this person has taken over. */
  standsInFor: person.nullable(),
  cancelled: shownReasonSchema.nullable(),
  /** Somebody else has taken it over. */
  isCovered: z.boolean(),
});
export type Shift = z.infer<typeof shiftSchema>;

export const patternSchema = newPatternSchema.omit({ personId: true }).extend({ id: z.uuid(), person });
export type Pattern = z.infer<typeof patternSchema>;

/** `nobody`: alerts pass over the station. Else the post that is empty while others are there. */
export const gapSchema = z.object({
  what: z.enum(['nobody', 'radio-room', 'duty-chief']),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
});
export type Gap = z.infer<typeof gapSchema>;

export const rosterSchema = z
  .object({
    agencyId: z.uuid(),
    now: z.iso.datetime(),
    /** Whether the agency has ever had a roster or a check-in. */
    hasRoster: z.boolean(),
    mayManage: z.boolean(),
    onDuty: z.array(onDutySchema),
    shifts: z.array(shiftSchema),
    patterns: z.array(patternSchema),
    /** People who may be planned here. */
    people: z.array(person),
    gaps: z.array(gapSchema),
  })
  .meta({ id: 'Roster' });
export type Roster = z.infer<typeof rosterSchema>;

export const gapListSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  agencies: z.array(
    z.object({
      agency: z.object({ id: z.uuid(), nameTh: z.string(), nameEn: z.string().nullable() }),
      /** Null: no roster yet, so gaps are unknown. */
      gaps: z.array(gapSchema).nullable(),
    }),
  ),
});
export type GapList = z.infer<typeof gapListSchema>;

export const myDutySchema = z.object({
  now: z.iso.datetime(),
  agencies: z.array(
    z.object({
      agency: z.object({ id: z.uuid(), nameTh: z.string(), nameEn: z.string().nullable() }),
      onDuty: onDutySchema.nullable(),
      next: z.array(shiftSchema),
      /** Set while the daily heartbeat is unanswered. */
      heartbeatDueAt: z.iso.datetime().nullable(),
    }),
  ),
});
export type MyDuty = z.infer<typeof myDutySchema>;

export const heartbeatSchema = z.object({
  askedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().nullable(),
  answeredBy: z.enum(['console', 'line', 'presence']).nullable(),
  hasFailed: z.boolean(),
});

export const exerciseSchema = z.object({
  id: z.uuid(),
  incidentId: z.uuid(),
  begunAt: z.iso.datetime(),
  acknowledgedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** Started by the schedule, not by a person. */
  isMonthly: z.boolean(),
});
export type Exercise = z.infer<typeof exerciseSchema>;

/** One station in the overview of a branch. */
export const stationReadinessSchema = z.object({
  agency: z.object({ id: z.uuid(), nameTh: z.string(), nameEn: z.string().nullable(), position: latLngSchema }),
  readiness: readinessSchema,
  peopleOnDuty: z.number(),
  heartbeat: heartbeatSchema.nullable(),
  /** The latest ones, newest first. */
  exercises: z.array(exerciseSchema),
  mayExercise: z.boolean(),
});
export type StationReadiness = z.infer<typeof stationReadinessSchema>;
export const readinessListSchema = z.object({ now: z.iso.datetime(), stations: z.array(stationReadinessSchema) });
export type ReadinessList = z.infer<typeof readinessListSchema>;

/** Limit in bytes: a month of a large station is about 30 kB, and 1 MB leaves space for a picture or two. */
export const LARGEST_WORKBOOK = 1_000_000;
export const LONGEST_ROSTER_TEXT = 400_000;
export const rosterFileSchema = z.strictObject({
  /** The whole table. */
  text: z.string().min(1).max(LONGEST_ROSTER_TEXT).optional(),
  /** Instead of text, an Excel workbook (.xlsx) in base64. */
  workbook: z
    .base64()
    .min(1)
    .max(Math.ceil(LARGEST_WORKBOOK / 3) * 4)
    .optional(),
  /** The sheet to read, if not the one with the roster's columns. */
  sheet: z.string().max(100).optional(),
  /** Whether shifts of an earlier import that this file lacks are removed (`replace`) or stay (`add`). */
  mode: z.enum(['replace', 'add']).default('replace'),
  isPreview: z.boolean(),
});
export type RosterFile = z.output<typeof rosterFileSchema>;

const rowTroubleSchema = z.enum([
  ...(['no-day', 'days-differ', 'no-time', 'no-post', 'no-person', 'several-people'] as const),
  ...(['unfit-time', 'overlaps', 'absent'] as const),
]);
export type RowTrouble = z.infer<typeof rowTroubleSchema>;
const plannedSchema = z.object({
  name: z.string(),
  post: postSchema,
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
});
export const rosterImportRowSchema = z.object({
  line: z.number(),
  /** As in the file. */
  name: z.string(),
  /** The matching person here; null when nobody was found. */
  person: z.string().nullable(),
  post: postSchema.nullable(),
  startsAt: z.iso.datetime().nullable(),
  endsAt: z.iso.datetime().nullable(),
  /** Why it can't be planned; null when it can. */
  trouble: rowTroubleSchema.nullable(),
  /** `unchanged`: planned already. `past`: over, not imported. Null with trouble. */
  change: z.enum(['added', 'changed', 'unchanged', 'past']).nullable(),
  /** The planned shift that it replaces. */
  was: plannedSchema.nullable(),
});
export type RosterImportRow = z.infer<typeof rosterImportRowSchema>;
export const rosterImportSchema = z.object({
  rows: z.array(rosterImportRowSchema),
  /** Shifts of an earlier import, on the days and posts of this file, that are no longer in it. */
  removed: z.array(plannedSchema),
  wrong: z.number(),
  /** Lines below the header that are not shifts: remarks, signatures. */
  skipped: z.array(z.number()),
  /** The sheet that was read, and other sheets with a roster. */
  sheet: z.string().nullable(),
  otherSheets: z.array(z.string()),
});
export type RosterImport = z.infer<typeof rosterImportSchema>;
