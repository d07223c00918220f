import type { Actor } from '#capabilities/access';
import type { LogEntry } from '#events/event-map';
import type { Capability } from '#platform/capability';
import type { Database } from '#platform/database/database';
import type { Log } from '#platform/log';
import { createPageSetter } from '#platform/print/page-setter';
import { passOverChecks } from './commands/decide-check.ts';
import { askIfReceived, closeConfirmed, sayLate } from './commands/follow-requests.ts';
import { forgetRequests } from './commands/forget-requests.ts';
import { seedDemoRequests } from './commands/seed-demo-requests.ts';
import { tellRequesters } from './commands/tell-requester.ts';
import type { HelpContext } from './context.ts';
import { translateHelpEvents } from './live-topics.ts';
import { registerHelpReactions } from './reactions.ts';
import { createRequestLinks } from './request-link.ts';
import { registerPictureUploads } from './routes/pictures.ts';
import { helpRoutes } from './routes.ts';
import { registerRequesterRoutes } from './routes-link.ts';
import { findNews } from './store/news-rows.ts';
import { moveHelpTimes } from './store/set-back-rows.ts';

export function createHelp(
  context: HelpContext & { db: Database; log: Log; publicUrl: string },
): Capability<Actor, LogEntry> {
  const requester = { ...context, requestLinks: createRequestLinks(context.authSecret, context.publicUrl) };
  const pages = createPageSetter(context.log);
  return {
    routes: helpRoutes({ ...context, setPages: pages.setPages }),
    async registerRoutes(fastify, http) {
      registerRequesterRoutes(fastify, requester, context.db);
      await registerPictureUploads(fastify, requester, { http, db: context.db });
    },
    jobs: [
      { name: 'pass-over-checks', everyMs: 5000, run: () => passOverChecks(context, context.db) },
      { name: 'ask-if-received', everyMs: 5000, run: () => askIfReceived(context, context.db) },
      { name: 'close-confirmed', everyMs: 10_000, run: () => closeConfirmed(context, context.db) },
      { name: 'say-late', everyMs: 10_000, run: () => sayLate(context, context.db) },
      { name: 'forget-requests', everyMs: 3_600_000, run: () => forgetRequests(context, context.db) },
      {
        ...{ name: 'tell-requesters', everyMs: 1000, run: () => tellRequesters(requester, context.db) },
        finds: findNews,
      },
    ],
    reactions: () => registerHelpReactions(requester),
    liveTranslators: [(entries) => translateHelpEvents(context, entries)],
    setBacks: { help: moveHelpTimes },
    seedDemonstration: (findPersonId) => seedDemoRequests(context, context.db, findPersonId),
    stop: pages.stop,
  };
}
