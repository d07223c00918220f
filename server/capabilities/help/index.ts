import type { Actor } from '#capabilities/access';
import type { LogEntry } from '#events/event-map';
import type { Capability } from '#platform/capability';
import type { Database } from '#platform/database/database';
import type { Log } from '#platform/log';
import { createPageSetter } from '#platform/print/page-setter';
import { passOverChecks } from './commands/decide-check.ts';
import type { HelpContext } from './context.ts';
import { translateHelpEvents } from './live-topics.ts';
import { helpRoutes } from './routes.ts';
import { moveHelpTimes } from './store/set-back-rows.ts';

export function createHelp(context: HelpContext & { db: Database; log: Log }): Capability<Actor, LogEntry> {
  const pages = createPageSetter(context.log);
  return {
    routes: helpRoutes({ ...context, setPages: pages.setPages }),
    jobs: [{ name: 'pass-over-checks', everyMs: 5000, run: () => passOverChecks(context, context.db) }],
    liveTranslators: [(entries) => translateHelpEvents(context, entries)],
    setBacks: { help: moveHelpTimes },
    stop: pages.stop,
  };
}
