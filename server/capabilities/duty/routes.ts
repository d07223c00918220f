import type { Actor } from '#capabilities/access';
import type { Route } from '#platform/http/route';
import type { DutyContext } from './context.ts';
import { exerciseRoutes } from './routes/exercises.ts';
import { myDutyRoutes } from './routes/my-duty.ts';
import { needRoutes } from './routes/needs.ts';
import { planningRoutes } from './routes/planning.ts';
import { rosterRoutes } from './routes/roster.ts';

export function dutyRoutes(context: DutyContext): Route<Actor>[] {
  return [
    ...[...rosterRoutes(context), ...planningRoutes(context), ...needRoutes(context)],
    ...[...myDutyRoutes(context), ...exerciseRoutes(context)],
  ];
}
