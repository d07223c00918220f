import type { IncidentDetail } from '#contract/incident';

export type PatrolStep = 'en-route' | 'on-scene';

/** The patrol's next action, by what the server permits; `on-scene` may be reported without "on my way" before. */
export function patrolStep(actions: IncidentDetail['actions']): { next: PatrolStep | null; other: PatrolStep | null } {
  const [next, other] = (['en-route', 'on-scene'] as const).filter((step) => actions.includes(step));
  return { next: next ?? null, other: other ?? null };
}
