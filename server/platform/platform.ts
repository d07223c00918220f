import { join } from 'node:path';
import { createAttachments } from './attachments/attachments.ts';
import { createFileCleaner } from './attachments/file-cleaner.ts';
import { createLinkSigner } from './attachments/signed-link.ts';
import { sweepFiles } from './attachments/sweep-files.ts';
import type { Capability } from './capability.ts';
import type { AppClock } from './clock.ts';
import type { Databases } from './database/open-databases.ts';
import { createEvents } from './events/event-bus.ts';
import { createEventLog } from './events/event-log.ts';
import { createNotifier } from './events/notifier.ts';
import { deleteExpiredKeys } from './http/idempotency.ts';
import type { Caller } from './http/route.ts';
import type { Log } from './log.ts';
import { createServerProcess } from './process/server-process.ts';
import type { FaultCounter } from './process/storage-fault.ts';
import { translateSystemAlertEvents } from './system-alerts/live-topics.ts';
import { type RecordAction, systemAlertRoutes } from './system-alerts/routes.ts';
import { createSystemAlerts, type SystemAlertEvents } from './system-alerts/system-alerts.ts';

type Deps<EventMap> = {
  databases: Pick<Databases, 'service' | 'serviceUrl'>;
  faults: FaultCounter;
  clock: AppClock;
  log: Log;
  dataDir: string;
  authSecret: string;
  /** The events that are also kept in the event log. */
  loggedEvents: readonly (keyof EventMap)[];
};

/** What the platform gives to every part of the application, and what it does of its own. */
export function createPlatform<EventMap, Logged extends SystemAlertEvents>(deps: Deps<EventMap>) {
  const { databases, faults, clock, log, dataDir, authSecret, loggedEvents } = deps;
  const db = databases.service;
  const notifier = createNotifier(db, databases.serviceUrl, log, () => serverProcess.isAlone());
  const eventLog = createEventLog<Logged>(db, notifier);
  const systemAlerts = createSystemAlerts(db, clock, eventLog);
  const serverProcess = createServerProcess({
    url: databases.serviceUrl,
    ...{ db, log },
    raiseSystemAlert: systemAlerts.raise,
    countFault: faults.count,
  });
  const fileCleaner = createFileCleaner(log);
  const filesAt = join(dataDir, 'attachments');
  const attachments = createAttachments(filesAt, fileCleaner.clean);
  const links = createLinkSigner(authSecret);
  const events = createEvents<EventMap>({ types: loggedEvents, log: eventLog });
  return {
    services: { db, clock, log, notifier, eventLog, events, systemAlerts, serverProcess, attachments, links },
    /** What the platform shows and tidies itself, shaped like a capability. */
    createHousekeeping: <Actor extends Caller>(recordAction: RecordAction<Actor>): Capability<Actor> => ({
      routes: systemAlertRoutes(systemAlerts, recordAction),
      jobs: [
        { name: 'delete-expired-keys', everyMs: 60_000, run: () => deleteExpiredKeys(db, clock.now()) },
        { name: 'delete-old-log-entries', everyMs: 60_000, run: () => eventLog.deleteOldEntries(clock.now()) },
        // Files that belong to nothing can't be opened by anybody; an hour more does not matter.
        { name: 'sweep-files', everyMs: 3_600_000, run: () => sweepFiles(db, filesAt, clock.now()) },
      ],
      liveTranslators: [(entries) => translateSystemAlertEvents(systemAlerts, entries)],
      stop: fileCleaner.stop,
    }),
  };
}
