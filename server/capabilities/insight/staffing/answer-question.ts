import {
  FEWEST_REPLICATIONS,
  HOURS_OF_A_SHIFT,
  HOURS_OF_THE_WEEK,
  hoursOfShift,
  SHIFTS_OF_THE_WEEK,
  type ShownEstimate,
  type SimulationResult,
  type StaffingFigures,
  type StaffingQuestion,
  type StaffingTarget,
} from '#contract/staffing';
import {
  allowAid,
  type Comparison,
  changeUnits,
  compareRosters,
  type Estimate,
  findSmallestRoster,
  moveOneUnit,
  RUN_LENGTH,
  type Scenario,
  type Shift,
  type StaffingResult,
  simulate,
} from '../methods/staffing-scenarios.ts';
import type { Roster } from '../methods/staffing-simulation.ts';
import type { StaffingModel } from './staffing-model.ts';

/** A question with all that its answer depends on: the same job has the same answer. Runs apart from the server. */
export type SimulationJob = {
  model: StaffingModel;
  /** Their ids, in the order of the areas. */
  agencyIds: readonly string[];
  question: StaffingQuestion;
  target: StaffingTarget;
  seed: number;
  replications: number;
  /** What an earlier run with fewer replications has answered. */
  earlier?: SimulationResult | null;
};

/** Fridays, Saturdays and Sundays have evenings and nights of their own; the other days are alike. */
const LAST_DAYS_FROM = 4;

export function answerQuestion(job: SimulationJob): SimulationResult {
  const { agencyIds, question, target } = job;
  const scenario = toScenario(job);
  const areaOf = (agencyId: string): number => agencyIds.indexOf(agencyId);
  const found = ((): { compared: Comparison; after: Roster['unitsByHour'] } | SimulationResult['outcome'] => {
    const { unitsByHour } = scenario.roster;
    switch (question.kind) {
      case 'as-is':
        return 'answered';
      case 'aid':
        return { compared: allowAid(scenario, job.model.aid, target), after: unitsByHour };
      case 'move': {
        const [from, to] = [areaOf(question.fromAgencyId), areaOf(question.toAgencyId)];
        const compared = moveOneUnit(scenario, from, to, question.hours, target);
        if (compared === 'no-unit-to-move') return 'no-unit';
        const moved = changeUnits(unitsByHour, from, question.hours, -1);
        return { compared, after: changeUnits(moved, to, question.hours, 1) };
      }
      case 'fewer': {
        const [area, hours] = [areaOf(question.agencyId), hoursOfShift(question.shift)];
        if (hours.some((hour) => (unitsByHour[area]?.[hour] ?? 0) < 1)) return 'no-unit';
        const after = changeUnits(unitsByHour, area, hours, -1);
        return { compared: compareRosters(scenario, { ...scenario.roster, unitsByHour: after }, target), after };
      }
      case 'smallest': {
        const after = findSmallest(scenario, job);
        if (after === 'no-roster') return after;
        const roster = { ...scenario.roster, unitsByHour: after, aid: after.map(() => []) };
        return { compared: compareRosters(scenario, roster, target), after };
      }
    }
  })();
  const { replications } = scenario;
  const { unitsByHour } = scenario.roster;
  if (typeof found !== 'string') {
    const { compared, after } = found;
    return {
      ...{ outcome: 'answered', replications },
      ...{ before: showFigures(compared.before), after: showFigures(compared.after) },
      change: showEstimate(compared.change),
      changeByStation: compared.changeByArea.map(showEstimate),
      units: showUnits(unitsByHour, after),
    };
  }
  return {
    ...{ outcome: found, replications },
    ...{ before: found === 'no-unit' ? null : showFigures(simulate(scenario, target)), after: null },
    ...{ change: null, changeByStation: [], units: showUnits(unitsByHour, unitsByHour) },
  };
}

/** Stations of other provinces are part of it only where they are asked to help. */
function toScenario({ model, question, seed, replications }: SimulationJob): Scenario {
  const { demand, roster, own } = model;
  const areas = question.kind === 'aid' ? roster.unitsByHour.length : own;
  return {
    demand: { ...demand, callsPerHour: demand.callsPerHour.slice(0, areas) },
    roster: {
      unitsByHour: roster.unitsByHour.slice(0, areas),
      travelMinutes: roster.travelMinutes.slice(0, areas).map((ways) => ways.slice(0, areas)),
      aid: roster.aid.slice(0, areas),
    },
    ...{ seed, replications, days: RUN_LENGTH.days, warmUpHours: RUN_LENGTH.warmUpHours },
  };
}

/** Three parts of the day, Monday to Thursday and Friday to Sunday. */
function listSearchedShifts(): Shift[] {
  const hours = Array.from({ length: HOURS_OF_THE_WEEK }, (_, hour) => hour);
  const parts = Map.groupBy(hours, (hour) => {
    const isLast = Math.floor(hour / 24) >= LAST_DAYS_FROM;
    return `${isLast} ${Math.floor((hour % 24) / HOURS_OF_A_SHIFT)}`;
  });
  return [...parts.values()].map((own) => ({ hours: own }));
}

/** Searched with few replications, once: the others only check what was found. */
function findSmallest(scenario: Scenario, { earlier, target }: SimulationJob): number[][] | 'no-roster' {
  if (earlier?.outcome === 'no-roster') return 'no-roster';
  if (earlier) return earlier.units.after.map(toHours);
  const shifts = listSearchedShifts();
  const alone = { ...scenario.roster, aid: scenario.roster.aid.map(() => []) };
  const few = { ...scenario, roster: alone, replications: Math.min(scenario.replications, FEWEST_REPLICATIONS) };
  const found = findSmallestRoster(few, shifts, target);
  if (found === 'no-roster') return found;
  const shiftOf = Array.from({ length: HOURS_OF_THE_WEEK }, (_, hour) =>
    shifts.findIndex(({ hours }) => hours.includes(hour)),
  );
  return found.units.map((byShift) => shiftOf.map((shift) => byShift[shift] ?? 0));
}

/** The most units of any hour of each shift: what must be planned so that the hour has them. */
function toWeek(unitsByHour: readonly number[]): number[] {
  return Array.from({ length: SHIFTS_OF_THE_WEEK }, (_, shift) =>
    Math.max(...unitsByHour.slice(shift * HOURS_OF_A_SHIFT, (shift + 1) * HOURS_OF_A_SHIFT)),
  );
}

const toHours = (week: readonly number[]): number[] =>
  week.flatMap((units) => new Array<number>(HOURS_OF_A_SHIFT).fill(units));

function showUnits(before: Roster['unitsByHour'], after: Roster['unitsByHour']): SimulationResult['units'] {
  const hoursOf = (units: Roster['unitsByHour']): number => units.flat().reduce((sum, n) => sum + n, 0);
  return {
    ...{ before: before.map(toWeek), after: after.map(toWeek) },
    ...{ hoursBefore: hoursOf(before), hoursAfter: hoursOf(after) },
  };
}

function showEstimate(estimate: Estimate): ShownEstimate {
  if (estimate === null) return null;
  const { value, low, high } = estimate;
  return { value, low: Number.isFinite(low) ? low : null, high: Number.isFinite(high) ? high : null };
}

function showFigures(result: StaffingResult): StaffingFigures {
  const { calls, unanswered, within, waitMinutes, byHourOfWeek, withinByArea, utilisation } = result;
  return {
    ...{ calls, unanswered, within: showEstimate(within), waitMinutes: showEstimate(waitMinutes) },
    byHour: byHourOfWeek,
    byStation: withinByArea.map((one, area) => ({
      within: showEstimate(one),
      utilisation: utilisation[area] ?? 0,
    })),
  };
}
