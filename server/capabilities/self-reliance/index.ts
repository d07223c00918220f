import type { Actor } from '#capabilities/access';
import type { LogEntry } from '#events/event-map';
import type { Capability } from '#platform/capability';
import type { FamilyContext } from './context.ts';
import { selfRelianceRoutes } from './routes.ts';
import { moveFamilyTimes } from './store/set-back-rows.ts';

export function createSelfReliance(context: FamilyContext): Capability<Actor, LogEntry> {
  return { routes: selfRelianceRoutes(context), setBacks: { 'self-reliance': moveFamilyTimes } };
}
