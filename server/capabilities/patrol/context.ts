import type { IncidentContext } from '#capabilities/incident';

/** What the commands of this capability work with: an incident's acts run in the same transaction. */
export type PatrolContext = IncidentContext;
