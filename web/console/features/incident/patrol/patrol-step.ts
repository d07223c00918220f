import type { IncidentDetail } from '#contract/incident';
import type { IncidentStatus } from '#contract/incident-status';

export type PatrolStep = 'en-route' | 'on-scene';

/** The patrol's next action, by what the server permits; `on-scene` may be reported without "on my way" before. */
export function patrolStep(actions: IncidentDetail['actions']): { next: PatrolStep | null; other: PatrolStep | null } {
  const [next, other] = (['en-route', 'on-scene'] as const).filter((step) => actions.includes(step));
  return { next: next ?? null, other: other ?? null };
}

/** Jobs not started first (newest first: somebody has just been sent), then those on the way, then those on scene. */
const RANKS: Partial<Record<IncidentStatus, number>> = { 'en-route': 1, 'on-scene': 2 };

export function orderJobs<Job extends { status: IncidentStatus; alertedAt: string }>(jobs: Iterable<Job>): Job[] {
  return [...jobs].sort(
    (a, b) => (RANKS[a.status] ?? 0) - (RANKS[b.status] ?? 0) || Date.parse(b.alertedAt) - Date.parse(a.alertedAt),
  );
}
