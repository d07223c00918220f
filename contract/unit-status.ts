import { z } from 'zod';

/** How a unit moves; the travel time is estimated from this. */
export const UNIT_KINDS = ['car', 'motorcycle', 'foot', 'boat'] as const;
export const unitKindSchema = z.enum(UNIT_KINDS);
export type UnitKind = z.infer<typeof unitKindSchema>;

/** The status of one job; `done` was finished by the unit, `withdrawn` was taken from it. */
export const ASSIGNMENT_STATUSES = ['assigned', 'en-route', 'on-scene', 'done', 'withdrawn'] as const;
export const assignmentStatusSchema = z.enum(ASSIGNMENT_STATUSES);
export type AssignmentStatus = z.infer<typeof assignmentStatusSchema>;

const OPEN = ['assigned', 'en-route', 'on-scene'] as const;

/**
 * The state table of one job. Steps may be skipped, because a unit can be on scene at once; nothing leads back: a unit
 * that is sent again gets a new job. The server and the buttons of the phone both use this table.
 */
export const ASSIGNMENT_ACTIONS = {
  'en-route': { from: ['assigned'], to: 'en-route' },
  'on-scene': { from: ['assigned', 'en-route'], to: 'on-scene' },
  done: { from: OPEN, to: 'done' },
  withdraw: { from: OPEN, to: 'withdrawn' },
} as const satisfies Record<string, { from: readonly AssignmentStatus[]; to: AssignmentStatus }>;
export type AssignmentAction = keyof typeof ASSIGNMENT_ACTIONS;

export function canStep(status: AssignmentStatus, action: AssignmentAction): boolean {
  return (ASSIGNMENT_ACTIONS[action].from as readonly AssignmentStatus[]).includes(status);
}

export function isOpenAssignment(status: AssignmentStatus): boolean {
  return (OPEN as readonly AssignmentStatus[]).includes(status);
}

/** What a unit is doing, as it would be said over the radio. */
export const UNIT_STATUSES = ['available', 'assigned', 'en-route', 'on-scene', 'returning', 'out-of-service'] as const;
export const unitStatusSchema = z.enum(UNIT_STATUSES);
export type UnitStatus = z.infer<typeof unitStatusSchema>;

/** After this a unit counts as back, even if its crew forgot to report it. */
export const RETURNING_FOR_MS = 20 * 60_000;

/** The facts from which a unit's status is derived. */
export type UnitFacts = {
  isOutOfService: boolean;
  /** Status of each open job that the reader may see. */
  openJobs: readonly AssignmentStatus[];
  /** Number of open jobs, including those the reader may not see. */
  openCount: number;
  /** When the last job ended for which it had set out. */
  lastEndedAt: Date | null;
  backAt: Date | null;
};

/**
 * A unit's status is not stored; it follows from its jobs, so that both can never contradict each other. Of several jobs
 * the most advanced counts. A unit with a job that the reader may not see looks out of service.
 */
export function unitStatusOf(facts: UnitFacts, now: Date): UnitStatus {
  if (facts.isOutOfService) return 'out-of-service';
  const mostAdvanced = OPEN.findLast((status) => facts.openJobs.includes(status));
  if (mostAdvanced) return mostAdvanced;
  if (facts.openCount > 0) return 'out-of-service';
  return facts.lastEndedAt !== null && isReturning(facts.lastEndedAt, facts.backAt, now) ? 'returning' : 'available';
}

function isReturning(lastEndedAt: Date, backAt: Date | null, now: Date): boolean {
  if (backAt !== null && backAt >= lastEndedAt) return false;
  return now.getTime() - lastEndedAt.getTime() < RETURNING_FOR_MS;
}
