import { z } from 'zod';
import en from './texts/staffing.en.json' with { type: 'json' };
import th from './texts/staffing.th.json' with { type: 'json' };

// Units for a province: what is known of calls, ways and rosters, and what a simulation of them answers.

export const STAFFING_TEXTS: Record<'th' | 'en', typeof th> = { th, en };

/** Parts of a day for which units are counted, in Thailand's time; stations change at 08:00, 16:00 and 00:00. */
export const STAFFING_SHIFTS = ['night', 'morning', 'evening'] as const;
export const staffingShiftSchema = z.enum(STAFFING_SHIFTS);
export type StaffingShift = z.infer<typeof staffingShiftSchema>;
export const HOURS_OF_A_SHIFT = 8;
export const HOURS_OF_THE_WEEK = 168;
/** Monday night, Monday morning, Monday evening, Tuesday night, … */
export const SHIFTS_OF_THE_WEEK = 21;

/** Hours of the week (0: Monday 00:00) of a part of the day, on all days. */
export function hoursOfShift(shift: StaffingShift): number[] {
  const first = STAFFING_SHIFTS.indexOf(shift) * HOURS_OF_A_SHIFT;
  return Array.from({ length: HOURS_OF_THE_WEEK }, (_, hour) => hour).filter(
    (hour) => hour % 24 >= first && hour % 24 < first + HOURS_OF_A_SHIFT,
  );
}

/** Units of each shift of a week. */
export const weekOfUnitsSchema = z.array(z.int().min(0).max(200)).length(SHIFTS_OF_THE_WEEK);
export type WeekOfUnits = z.infer<typeof weekOfUnitsSchema>;

/** Below so many incidents of a year nothing is said. */
export const FEWEST_INCIDENTS = 30;

/** What the answer rests on and is not known for certain; `n`, `minutes`, … stand in its text. */
export const ASSUMPTIONS = [
  ...(['roster-week', 'no-roster', 'no-units', 'other-agencies'] as const),
  ...(['handling-observed', 'handling-assumed', 'scene-observed', 'scene-assumed'] as const),
  ...(['two-units-observed', 'two-units-assumed', 'way-observed', 'way-estimated'] as const),
  ...(['shape-of-province', 'urgency', 'free-at-once', 'neighbours-without-calls'] as const),
] as const;
export const assumptionSchema = z.object({
  code: z.enum(ASSUMPTIONS),
  params: z.record(z.string(), z.union([z.number(), z.string()])),
});
export type Assumption = z.infer<typeof assumptionSchema>;

const province = z.string().regex(/^\d{2}$/);
export const staffingQuerySchema = z.strictObject({ province });

const named = z.object({ agencyId: z.uuid(), nameTh: z.string(), nameEn: z.string().nullable() });
export const staffingStationSchema = named.extend({
  /** Of another province: it can only help. */
  isNeighbour: z.boolean(),
  /** Incidents of the year. */
  n: z.int(),
  /** Units in service. */
  units: z.int(),
  /** `roster`: units whose crew is planned on patrol; `units`: no such roster, so all of them at all hours. */
  basis: z.enum(['roster', 'units', 'none']),
  unitsByHour: z.array(z.int()).length(HOURS_OF_THE_WEEK),
  /** From being sent until on scene, within its own area. */
  wayMinutes: z.number(),
  waySource: z.enum(['station', 'province', 'distance']),
});
export type StaffingStation = z.infer<typeof staffingStationSchema>;

export const staffingSchema = z
  .object({
    province,
    from: z.iso.date(),
    to: z.iso.date(),
    /** Incidents that the stations of the province were responsible for. */
    n: z.int(),
    /** Fewer than 30: no simulation. */
    isEnough: z.boolean(),
    /** Mean incidents an hour, by hour of the week, of the whole province. */
    callsByHour: z.array(z.number()).length(HOURS_OF_THE_WEEK),
    stations: z.array(staffingStationSchema),
    assumptions: z.array(assumptionSchema),
  })
  .meta({ id: 'Staffing' });
export type Staffing = z.infer<typeof staffingSchema>;

export const staffingTargetSchema = z.strictObject({
  /** From the first contact. */
  minutes: z.int().min(1).max(240),
  /** 0.9: nine of ten. */
  share: z.number().min(0.5).max(0.99),
  /** Until all units that a call needs are there. */
  team: z.boolean(),
});
export type StaffingTarget = z.infer<typeof staffingTargetSchema>;

const hours = z
  .array(
    z
      .int()
      .min(0)
      .max(HOURS_OF_THE_WEEK - 1),
  )
  .min(1)
  .max(HOURS_OF_THE_WEEK);
export const staffingQuestionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('as-is') }),
  /** From which no unit can be taken without missing the target. */
  z.strictObject({ kind: z.literal('smallest') }),
  z.strictObject({ kind: z.literal('move'), fromAgencyId: z.uuid(), toAgencyId: z.uuid(), hours }),
  /** One unit less in this part of every day. */
  z.strictObject({ kind: z.literal('fewer'), agencyId: z.uuid(), shift: staffingShiftSchema }),
  /** Stations nearby, also of other provinces, may send their units. */
  z.strictObject({ kind: z.literal('aid') }),
]);
export type StaffingQuestion = z.infer<typeof staffingQuestionSchema>;

export const FEWEST_REPLICATIONS = 20;
export const MOST_REPLICATIONS = 200;
export const newSimulationSchema = z.strictObject({
  province,
  question: staffingQuestionSchema,
  target: staffingTargetSchema,
  /** The same seed has the same calls, and so the same answer. */
  seed: z.int().min(0).max(2_147_483_647).default(1),
  replications: z.int().min(FEWEST_REPLICATIONS).max(MOST_REPLICATIONS).default(MOST_REPLICATIONS),
});
export type NewSimulation = z.output<typeof newSimulationSchema>;

/** With the ends of its 95 % interval; null where no call was of that kind. */
export const estimateSchema = z
  .object({ value: z.number(), low: z.number().nullable(), high: z.number().nullable() })
  .nullable();
export type ShownEstimate = z.infer<typeof estimateSchema>;

export const staffingFiguresSchema = z.object({
  /** Simulated calls, and those to which nobody came. */
  calls: z.int(),
  unanswered: z.int(),
  /** Share in time, 0 to 1. */
  within: estimateSchema,
  /** Minutes until a unit was free. */
  waitMinutes: estimateSchema,
  byHour: z.array(z.object({ calls: z.int(), within: z.int() })).length(HOURS_OF_THE_WEEK),
  /** In the order of the stations. */
  byStation: z.array(z.object({ within: estimateSchema, utilisation: z.number() })),
});
export type StaffingFigures = z.infer<typeof staffingFiguresSchema>;

export const SIMULATION_OUTCOMES = ['answered', 'no-roster', 'no-unit'] as const;
export const simulationResultSchema = z.object({
  /** `no-roster`: no number of units meets the target; `no-unit`: there is none to take in each of these hours. */
  outcome: z.enum(SIMULATION_OUTCOMES),
  /** How many times four weeks were simulated for it. */
  replications: z.int(),
  before: staffingFiguresSchema.nullable(),
  after: staffingFiguresSchema.nullable(),
  change: estimateSchema,
  changeByStation: z.array(estimateSchema),
  /** Units of each station in each shift of a week, and their hours in a week. */
  units: z.object({
    before: z.array(weekOfUnitsSchema),
    after: z.array(weekOfUnitsSchema),
    hoursBefore: z.int(),
    hoursAfter: z.int(),
  }),
});
export type SimulationResult = z.infer<typeof simulationResultSchema>;

/** `waiting`: nothing yet, or the first replications only. `too-long`: given up. */
export const SIMULATION_STATES = ['waiting', 'done', 'too-long'] as const;
export const simulationSchema = z
  .object({
    id: z.uuid(),
    state: z.enum(SIMULATION_STATES),
    askedAt: z.iso.datetime(),
    asked: newSimulationSchema,
    /** What it was asked of: what is known may have changed since. */
    staffing: staffingSchema,
    result: simulationResultSchema.nullable(),
    /** Stations that have been sent the result as a proposal. */
    proposedTo: z.array(z.uuid()),
  })
  .meta({ id: 'Simulation' });
export type Simulation = z.infer<typeof simulationSchema>;

/** Of one province, or of all that one may read; `after`: the last one that is shown. */
export const simulationsQuerySchema = z.strictObject({ province: province.optional(), after: z.uuid().optional() });
export const simulationListSchema = z
  .object({
    /** The newest first. */
    simulations: z.array(
      simulationSchema.pick({ id: true, state: true, askedAt: true }).extend({
        province,
        askedBy: z.string(),
        question: staffingQuestionSchema,
        target: staffingTargetSchema,
        /** Stations that the question names, in its order. */
        stations: z.array(named),
        /** Null as long as nothing is known. */
        result: z
          .object({
            outcome: z.enum(SIMULATION_OUTCOMES),
            /** Shares in time, and what the change is worth. */
            before: estimateSchema,
            after: estimateSchema,
            change: estimateSchema,
            /** Units' hours in a week. */
            hoursBefore: z.int(),
            hoursAfter: z.int(),
          })
          .nullable(),
      }),
    ),
    /** Give this as `after` for the next ones. */
    next: z.uuid().nullable(),
  })
  .meta({ id: 'SimulationList' });
export type SimulationList = z.infer<typeof simulationListSchema>;

/** A need of units that a station's planner changes, accepts or declines. */
export const ROSTER_PROPOSAL_STATES = ['open', 'accepted', 'declined', 'replaced'] as const;
export const rosterProposalSchema = z.object({
  id: z.uuid(),
  state: z.enum(ROSTER_PROPOSAL_STATES),
  proposedAt: z.iso.datetime(),
  proposedBy: z.string(),
  /** Of a hundred incidents, so many within so many minutes. */
  target: z.object({ minutes: z.int(), percent: z.int() }),
  simulationId: z.uuid(),
  /** As proposed; after acceptance as the planner has changed it. */
  units: weekOfUnitsSchema,
});
export type RosterProposal = z.infer<typeof rosterProposalSchema>;
export const rosterNeedSchema = z
  .object({
    mayDecide: z.boolean(),
    /** The fewest people planned on patrol at any moment of each shift of the seven days from tomorrow. */
    planned: weekOfUnitsSchema,
    accepted: rosterProposalSchema.nullable(),
    open: rosterProposalSchema.nullable(),
  })
  .meta({ id: 'RosterNeed' });
export type RosterNeed = z.infer<typeof rosterNeedSchema>;
