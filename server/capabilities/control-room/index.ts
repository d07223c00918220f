import type { Actor } from '#capabilities/access';
import { createOpenConsoleRecorder } from '#capabilities/duty';
import type { LogEntry } from '#events/event-map';
import type { Capability } from '#platform/capability';
import type { AppClock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import type { ControlRoomContext } from './context.ts';
import { registerLiveRoute } from './live-route.ts';
import { translateCallBackEvents } from './live-topics.ts';
import { registerControlRoomReactions } from './reactions.ts';
import { controlRoomRoutes } from './routes.ts';
import { createSharedBoards } from './shared-boards.ts';
import { moveCallBacks } from './store-set-back.ts';

export function createControlRoom(
  context: ControlRoomContext & { db: Database; clock: AppClock },
): Capability<Actor, LogEntry> {
  const { db, clock, jurisdiction } = context;
  const recordOpenConsole = createOpenConsoleRecorder(db, clock);
  return {
    routes: controlRoomRoutes({ ...context, boards: createSharedBoards(clock) }),
    registerRoutes: (fastify, http) => registerLiveRoute(fastify, { ...http, db, jurisdiction, recordOpenConsole }),
    reactions: () => registerControlRoomReactions(context),
    liveTranslators: [async (entries) => translateCallBackEvents(entries)],
    setBacks: { 'control-room': moveCallBacks },
  };
}
