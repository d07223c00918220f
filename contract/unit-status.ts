import { z } from 'zod';

/** How a unit moves; the estimate of its travel time starts from this. */
export const UNIT_KINDS = ['car', 'motorcycle', 'foot', 'boat'] as const;
export const unitKindSchema = z.enum(UNIT_KINDS);
export type UnitKind = z.infer<typeof unitKindSchema>;

/** What one job of a unit can be; `done` was worked on to its end, `withdrawn` was taken away. */
export const ASSIGNMENT_STATUSES = ['assigned', 'en-route', 'on-scene', 'done', 'withdrawn'] as const;
export const assignmentStatusSchema = z.enum(ASSIGNMENT_STATUSES);
export type AssignmentStatus = z.infer<typeof assignmentStatusSchema>;

const OPEN = ['assigned', 'en-route', 'on-scene'] as const;

/**
 * The whole state machine of one job. Steps may be skipped forwards, because a unit can be there at once; nothing leads
 * back: a unit that is sent again gets a new job. The server's guard and the phone's buttons both read this table.
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

/** What a unit is doing, in words of the radio. */
export const UNIT_STATUSES = ['available', 'assigned', 'en-route', 'on-scene', 'returning', 'out-of-service'] as const;
export const unitStatusSchema = z.enum(UNIT_STATUSES);
export type UnitStatus = z.infer<typeof unitStatusSchema>;

/** A unit that does not say that it is back counts as back after this: nobody should be passed over for a forgotten tap. */
export const RETURNING_FOR_MS = 20 * 60_000;

/** What a unit's status is derived from. Times as instants. */
export type UnitFacts = {
  isOutOfService: boolean;
  /** Status of each open job that the reader may see. */
  openJobs: readonly AssignmentStatus[];
  /** How many open jobs there are, also those that the reader may not know of. */
  openCount: number;
  /** When its last job ended to which it had set out. */
  lastEndedAt: Date | null;
  backAt: Date | null;
};

/**
 * A unit's status is never kept beside its jobs: it follows from them, so that no change of one job can contradict
 * another. Of several jobs the farthest counts. A job that must not be known to the reader reads as out of service.
 */
export function unitStatusOf(facts: UnitFacts, now: Date): UnitStatus {
  if (facts.isOutOfService) return 'out-of-service';
  const farthest = OPEN.findLast((status) => facts.openJobs.includes(status));
  if (farthest) return farthest;
  if (facts.openCount > 0) return 'out-of-service';
  return facts.lastEndedAt !== null && isReturning(facts.lastEndedAt, facts.backAt, now) ? 'returning' : 'available';
}

function isReturning(lastEndedAt: Date, backAt: Date | null, now: Date): boolean {
  if (backAt !== null && backAt >= lastEndedAt) return false;
  return now.getTime() - lastEndedAt.getTime() < RETURNING_FOR_MS;
}
