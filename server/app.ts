import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { type Actor, type Agencies, createAccess, nameWinner, refuseDemoAccounts } from '#capabilities/access';
import { accessReviewRoutes, viewerContextOf } from '#capabilities/access-review';
import {
  ALERTING_TOPIC,
  type AlertingParts,
  alertingRoutes,
  createCodeHasher,
  createDeliverer,
  listenToStaff,
  moveTries,
  receiveFromGroup,
  registerAlertingReactions,
  translateAlertEvents,
} from '#capabilities/alerting';
import {
  auditRoutes,
  createActionRecorder,
  createSealer,
  createViewRecorder,
  hasRecordedAction,
  listSealerNumbers,
  recordSetBack,
} from '#capabilities/audit';
import { createCare } from '#capabilities/care';
import {
  controlRoomRoutes,
  moveCalls,
  registerControlRoomReactions,
  registerLiveRoute,
  translateCallBackEvents,
} from '#capabilities/control-room';
import {
  answerUnknownMessage,
  createOpenConsoleRecorder,
  createRosterReader,
  dutyRoutes,
  listDutyJobs,
  moveDuty,
  READINESS_TOPIC,
  receiveDutyMessage,
  registerDutyReactions,
  seedDemoRosters,
} from '#capabilities/duty';
import {
  createEscalationRunner,
  ESCALATION_TOPIC,
  escalationRoutes,
  executePassedOverSteps,
  moveRuns,
  notifyWaitingReporters,
  registerEscalationReactions,
  startMissingRuns,
} from '#capabilities/escalation';
import {
  actorSettings,
  endOverdueGuests,
  incidentRoutes,
  moveDueTimes,
  raiseUnansweredQuestions,
  recordPassedEtas,
  registerIncidentReactions,
  translateIncidentEvents,
} from '#capabilities/incident';
import {
  chaseUnfinished,
  giveUpUnfinished,
  listScreens,
  moveDueQuestions,
  moveStatementTimes,
  noteMediaStored,
  receiveFromReporter,
  registerIntakeReactions,
  translateReportEvents,
} from '#capabilities/intake';
import {
  isInBranch,
  jurisdictionRoutes,
  loadDemonstrationAgencies,
  loadJurisdiction,
  loadReferenceData,
} from '#capabilities/jurisdiction';
import {
  createArrivalWatch,
  createDeviceKeys,
  createUnitPositions,
  followUpDueOrders,
  moveOrders,
  registerPhotoUpload,
  registerUnitsReactions,
  seedDemoUnits,
  translateUnitEvents,
  unitsRoutes,
} from '#capabilities/units';
import { createGateways } from '#channels/gateway';
import { createLineChannel, showScreen } from '#channels/line';
import { createRoadTimes } from '#channels/roads';
import { createWebPush, keepVapidKeys } from '#channels/web-push';
import { type AppEventLog, type EventMap, LOGGED_EVENTS } from '#events/event-map';
import type { StaffListener } from '#events/outgoing-message';
import type { AppError } from '#platform/app-error';
import { createAttachments } from '#platform/attachments/attachments';
import { createFileCleaner } from '#platform/attachments/file-cleaner';
import { createLinkSigner } from '#platform/attachments/signed-link';
import { sweepFiles } from '#platform/attachments/sweep-files';
import type { AppClock } from '#platform/clock';
import { createClockWatch } from '#platform/clock-watch';
import type { Connection, Database } from '#platform/database/database';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#platform/database/embedded-postgres';
import { openDatabases } from '#platform/database/open-databases';
import { createEvents } from '#platform/events/event-bus';
import { createEventLog } from '#platform/events/event-log';
import { createNotifier } from '#platform/events/notifier';
import { registerHealthRoutes } from '#platform/http/health';
import { createHttpServer } from '#platform/http/http-server';
import { deleteExpiredKeys } from '#platform/http/idempotency';
import { registerRoutes } from '#platform/http/register-routes';
import { LIMITS, scaleLimits } from '#platform/http/request-limits';
import type { Route } from '#platform/http/route';
import { registerPages } from '#platform/http/static-pages';
import { transactFor } from '#platform/http/transact-for';
import { createTicker } from '#platform/jobs/ticker';
import { createLiveStreams } from '#platform/live/live-streams';
import { createStreamSlots } from '#platform/live/stream-slots';
import type { Log } from '#platform/log';
import { findUrlFault } from '#platform/outbound/outside-address';
import { createPostOutside } from '#platform/outbound/post-outside';
import { createServerProcess } from '#platform/process/server-process';
import { createFaultCounter } from '#platform/process/storage-fault';
import { translateSystemAlertEvents } from '#platform/system-alerts/live-topics';
import { systemAlertRoutes } from '#platform/system-alerts/routes';
import { createSystemAlerts } from '#platform/system-alerts/system-alerts';
import type { Config } from './config.ts';
import { stopInTurn } from './stopping.ts';

export type App = {
  fastify: FastifyInstance;
  db: Database;
  /** Every line of the route tables: who may call what, and with what. */
  routes: readonly Route<Actor>[];
  /** Starts streams, deliveries and timers; the caller listens on the port. */
  start(): Promise<void>;
  /** Finishes what runs and closes everything. @returns why the embedded database goes on, when it does */
  stop(): Promise<string | undefined>;
};

type Surroundings = {
  clock: AppClock;
  log: Log;
  writeLine?: (line: string) => void;
  /** The embedded database can't be kept running, and nothing works without it. */
  giveUp?: (error: AppError) => void;
};

const ACCESS_ENDED = 'access-ended';
/** Jobs that look for what is due run this often, so nothing is late by more than this. */
const CHECK_DUE_MS = 500;
/** A fifth of what an escalation step may be late by. */
const RUN_ESCALATION_MS = 200;
const WATCH_RUNS_MS = 1000;
const MEND_RUNS_MS = 10_000;
const TIDY_MS = 60_000;
/** After a unit's last job its position is shown to nobody; its row is deleted within this time. */
const FORGET_POSITIONS_MS = 1000;
/** Files that belong to nothing can't be opened by anybody; an hour more does not matter. */
const SWEEP_MS = 3_600_000;
/** How often each process logs where the audit chain ends: at most this much could be cut off without a trace. */
const WITNESS_MS = 3_600_000;
/** Every process sees an import by the command line within this time. */
const REFRESH_MS = 5000;

/** Puts the system together. When a part fails, connections and the embedded database are closed again. */
export async function createApp(config: Config, surroundings: Surroundings): Promise<App> {
  const { dataDir, databaseUrl } = config;
  const embedded = databaseUrl ? undefined : await startEmbeddedPostgres(dataDir, surroundings.writeLine);
  const opened: (() => Promise<unknown>)[] = [];
  try {
    return await composeApp(config, surroundings, embedded, opened);
  } catch (error) {
    const closing = stopInTurn([...opened.reverse(), async () => embedded?.stop()]);
    // People must read why it did not start, not what failed while closing.
    await closing.catch((fault: unknown) =>
      surroundings.log.error({ error: fault }, 'a failed start left something open'),
    );
    throw error;
  }
}

/**
 * The composition root: every part of the system, in the order it is put together.
 * @param opened takes what closes each thing that was opened, should a later part fail
 */
async function composeApp(
  config: Config,
  { clock, log, writeLine = () => {}, giveUp = () => {} }: Surroundings,
  embedded: EmbeddedPostgres | undefined,
  opened: (() => Promise<unknown>)[],
): Promise<App> {
  const demonstration = config.mode === 'demonstration';
  const { authSecret, databaseServiceUrl, databaseUserUrl } = config;
  const url = config.databaseUrl ?? embedded?.url ?? '';
  const logins = { url, authSecret, serviceUrl: databaseServiceUrl, userUrl: databaseUserUrl };
  const faults = createFaultCounter();
  const databases = await openDatabases({ ...logins, writeLine, onFailure: faults.countError }, async (owner) => {
    if (!demonstration) await refuseDemoAccounts(owner);
    await loadReferenceData(owner);
    if (demonstration) await loadDemonstrationAgencies(owner);
  });
  opened.push(databases.close);
  const db = databases.service;

  const notifier = createNotifier(db, databases.serviceUrl, log);
  const eventLog: AppEventLog = createEventLog(db, notifier);
  const events = createEvents<EventMap>({ types: LOGGED_EVENTS, log: eventLog });
  const systemAlerts = createSystemAlerts(db, clock, eventLog);
  const serverProcess = createServerProcess({
    url: databases.serviceUrl,
    db,
    log,
    raiseSystemAlert: systemAlerts.raise,
    countFault: faults.count,
  });
  const filesAt = join(config.dataDir, 'attachments');
  const fileCleaner = createFileCleaner(log);
  const attachments = createAttachments(filesAt, fileCleaner.clean);
  const ticker = createTicker(log, () => clockWatch.agree());
  const jurisdiction = await loadJurisdiction(db);
  const { publicUrl } = config;
  const { organisation } = config;
  const access = await createAccess({
    db,
    triesDb: databases.tries,
    clock,
    log,
    events,
    config: { publicUrl, authSecret, demonstration, organisation },
    notifyAll: () => notifier.send(ACCESS_ENDED),
    recoverFromOutage: serverProcess.recoverFromOutage,
  });
  serverProcess.onOutage(access.skipOutage);
  const rosterReader = createRosterReader(log);
  const duty = { clock, jurisdiction, notifier, events, readRoster: rosterReader.readRoster };
  if (demonstration) {
    const people = await access.seedDemoPeople((code) => jurisdiction.findAgencyByCode(code)?.id);
    await seedDemoUnits(db, jurisdiction, clock.now());
    await seedDemoRosters(duty, db, (email) => people.get(email));
    await jurisdiction.refresh();
  }

  const intake = { clock, events, geography: jurisdiction };
  const links = createLinkSigner(authSecret);
  const incident = {
    clock,
    events,
    jurisdiction,
    attachments,
    links,
    listScreens: listScreens.bind(null, showScreen),
  };
  const roadTimes = config.osrmUrl ? createRoadTimes(config.osrmUrl, clock, log) : undefined;
  const units = { ...incident, roadTimes, notifier, deviceKeyOf: createDeviceKeys(authSecret) };
  // The first listener with an answer wins. Linking answers every stranger, the last one everybody else.
  const staffListeners: StaffListener[] = [
    (work, message) => answerTap(work, message),
    (work, message) =>
      receiveDutyMessage(duty, work, message, () => access.findActorOfLineUser(work, message.lineUserId)),
    (work, { lineUserId, text }) => access.receiveFromStaff(work, { lineUserId, text }),
    (work, { lineUserId }) => answerUnknownMessage(() => access.findActorOfLineUser(work, lineUserId)),
  ];
  const line = createLineChannel({
    db,
    config: config.line,
    clock,
    log,
    events,
    notifier,
    systemAlerts,
    processId: serverProcess.id,
    receive: (work, message) => receiveFromReporter(intake, work, message),
    receiveFromStaff: async (work, message) => {
      for (const listen of staffListeners) {
        const answer = await listen(work, message);
        if (answer !== undefined) return line.sendToStaff(work, message.lineUserId, answer);
      }
    },
    receiveFromGroup: async (work, news) => {
      const answer = await receiveFromGroup(alerting, work, news);
      if (answer !== undefined) await line.sendToStaff(work, news.groupId, answer);
    },
    attachments,
    mediaStored: (work, { messageId, attachmentId }) => noteMediaStored(intake, work, messageId, attachmentId),
  });
  // People name these addresses: never one inside our network, except on a demonstration's own machine.
  const postOutside = createPostOutside({ allowInside: demonstration });
  const vapid = config.vapid ?? (demonstration ? await keepVapidKeys(config.dataDir) : undefined);
  const alerting: AlertingParts = {
    ...{ db, clock, log, events, notifier, systemAlerts, jurisdiction, incident },
    processId: serverProcess.id,
    confirmProof: access.confirmProof,
    findActorOfPerson: access.findActorOfPerson,
    consoleUrl: `${publicUrl}/console`,
    hashCode: createCodeHasher(authSecret),
    findUrlFault: (address) => (demonstration ? undefined : findUrlFault(address)),
    channels: {
      push: vapid && createWebPush(vapid, postOutside),
      line: config.line.staff && { send: line.sendToStaff, withdraw: line.withdraw },
      gateway: createGateways(authSecret, postOutside),
    },
  };
  const escalation = { ...incident, notifier, channels: alerting.channels };
  const answerTap = listenToStaff(alerting, access.findActorOfLineUser);
  const deliverer = createDeliverer(alerting);
  notifier.on(ALERTING_TOPIC, deliverer.deliverDue);
  serverProcess.onEnded(line.freeLeases);
  serverProcess.onEnded(deliverer.freeLeases);
  registerIncidentReactions(incident);
  registerIntakeReactions(intake);
  registerUnitsReactions(units);
  const controlRoom = {
    clock,
    events,
    eventLog,
    jurisdiction,
    intake,
    alerting: { clock, events, notifier },
  };
  registerControlRoomReactions(controlRoom);
  const care = createCare({ db, clock, events, jurisdiction, intake });
  care.reactions();
  registerEscalationReactions(escalation);
  registerAlertingReactions(alerting);
  registerDutyReactions(duty);
  events.on('reporter-menu-requested', (work, { address, menu }) => line.showMenu(work, address, menu));

  const live = createLiveStreams({
    eventLog,
    notifier,
    clock,
    log,
    translate: async (entries) =>
      (
        await Promise.all([
          translateIncidentEvents({ db, jurisdiction, clock, attachments }, entries),
          translateReportEvents({ db, geography: jurisdiction }, entries),
          translateAlertEvents({ db, clock }, entries),
          translateUnitEvents({ db, jurisdiction }, entries),
          translateSystemAlertEvents(systemAlerts, entries),
          translateCallBackEvents(entries),
        ])
      )
        .flat()
        .sort((one, other) => one.seq - other.seq),
  });
  const sealer = createSealer({ db, clock, log, notifier, raiseSystemAlert: systemAlerts.raise });
  const refresh = () => jurisdiction.refresh().catch((error) => log.error({ error }, 'could not refresh the agencies'));
  notifier.on(READINESS_TOPIC, () => void refresh());
  ticker.every(REFRESH_MS, 'refresh-agencies', refresh);
  ticker.every(CHECK_DUE_MS, 'chase-unfinished', () => chaseUnfinished(intake, db));
  ticker.every(CHECK_DUE_MS, 'raise-unanswered-questions', () => raiseUnansweredQuestions(incident, db));
  ticker.every(CHECK_DUE_MS, 'give-up-unfinished', () => giveUpUnfinished(intake, db));
  for (const { everyMs, name, run } of listDutyJobs({ ...duty, incident }, db)) ticker.every(everyMs, name, run);
  const runEscalation = createEscalationRunner(escalation, db);
  notifier.on(
    ESCALATION_TOPIC,
    () =>
      void clockWatch
        .agree()
        .then(runEscalation)
        .catch((error) => log.error({ error }, 'could not run the escalation steps; trying again')),
  );
  ticker.every(RUN_ESCALATION_MS, 'execute-due-steps', runEscalation);
  ticker.every(
    WATCH_RUNS_MS,
    'execute-passed-over-steps',
    async () => void (await executePassedOverSteps(escalation, db)),
  );
  ticker.every(CHECK_DUE_MS, 'follow-up-due-orders', () => followUpDueOrders(units, db));
  ticker.every(CHECK_DUE_MS, 'notify-waiting-reporters', () => notifyWaitingReporters(escalation, db));
  ticker.every(CHECK_DUE_MS, 'record-passed-etas', () => recordPassedEtas(incident, db));
  ticker.every(MEND_RUNS_MS, 'start-missing-runs', () => startMissingRuns(escalation, db));
  for (const { everyMs, name, run } of care.jobs) ticker.every(everyMs, name, run);
  ticker.every(TIDY_MS, 'watch-sealer', sealer.watch);
  ticker.every(WITNESS_MS, 'witness-audit', sealer.witness);
  const positions = createUnitPositions({
    ...{ db, clock, log, jurisdiction, authenticate: access.authenticate },
    watchArrival: createArrivalWatch(units, db, clock),
  });
  ticker.every(FORGET_POSITIONS_MS, 'forget-positions', positions.forget);
  // A revoked right ends open streams too, at once, in every process.
  const endStreams = async () => {
    if (!(await access.checkRevocations())) return;
    live.checkNow();
    positions.checkNow();
  };
  notifier.on(
    ACCESS_ENDED,
    () => void endStreams().catch((error) => log.warn({ error }, 'could not check for revoked rights')),
  );
  const clockWatch = createClockWatch({
    ...{ db, clock, log, systemAlerts },
    moves: {
      escalation: (work, setBack) => moveRuns({ notifier }, work, setBack),
      incident: (work, setBack) => moveDueTimes({ events }, work, setBack),
      line: line.moveTries,
      alerting: moveTries,
      units: moveOrders,
      duty: moveDuty,
      intake: moveDueQuestions,
      statements: moveStatementTimes,
      'control-room': moveCalls,
      ...care.setBacks,
      access: access.moveEndsBack,
      audit: recordSetBack,
    },
  });
  ticker.every(TIDY_MS, 'tidy-access', access.tidy);
  ticker.every(TIDY_MS, 'end-overdue-guests', () => endOverdueGuests(incident, db));
  ticker.every(TIDY_MS, 'delete-expired-keys', () => deleteExpiredKeys(db, clock.now()));
  ticker.every(TIDY_MS, 'delete-old-log-entries', async () => void (await eventLog.deleteOldEntries(clock.now())));
  ticker.every(SWEEP_MS, 'sweep-files', async () => void (await sweepFiles(db, filesAt, clock.now())));

  const limits = scaleLimits(LIMITS, config.limitFactor);
  const fastify = await createHttpServer(log, {
    publicUrl,
    mapOrigins: config.mapStyleUrl ? [new URL(config.mapStyleUrl).origin] : [],
    trustProxy: config.trustProxy,
    clock,
    limits,
  });
  await line.registerWebhooks(fastify);
  const pathOf = (id: string) => jurisdiction.findAgency(id)?.path;
  const agencies: Agencies = {
    find: (id) => jurisdiction.findAgency(id),
    isWithin: (id, branchId) => isInBranch(pathOf(branchId) ?? 'nowhere', pathOf(id) ?? 'unknown'),
  };
  access.registerAuthRoutes(fastify, agencies, (code) => jurisdiction.findAgencyByCode(code));
  registerHealthRoutes(fastify, {
    db,
    process: serverProcess,
    faults,
    openStreams: live.count,
    numbers: listSealerNumbers(db, clock),
    metricsToken: config.metricsToken,
  });
  const routes: Route<Actor>[] = [
    ...access.routes(agencies),
    ...jurisdictionRoutes({ jurisdiction }),
    ...controlRoomRoutes({ ...controlRoom, incident }),
    ...care.routes,
    ...escalationRoutes(escalation),
    ...dutyRoutes({ ...duty, incident }),
    ...incidentRoutes(incident),
    ...unitsRoutes(units),
    ...alertingRoutes(alerting),
    ...accessReviewRoutes({ clock, jurisdiction }),
    ...systemAlertRoutes<Actor>(systemAlerts, createActionRecorder(clock)),
    ...auditRoutes<Actor>(),
  ];
  const { authenticate, checkProof } = access;
  const recordView = createViewRecorder<Actor>(clock, (actor) => viewerContextOf(jurisdiction, actor));
  const transact = transactFor<Actor>(databases, (actor) => actorSettings(jurisdiction, actor));
  const whoWon = (connection: Connection, error: unknown) => nameWinner(jurisdiction.findAgency, connection, error);
  registerRoutes(
    fastify,
    { transact, authenticate, recordView, hasRecordedAction, checkProof, nameWinner: whoWon },
    routes,
  );
  const takeStreamSlot = createStreamSlots(limits);
  const recordOpenConsole = createOpenConsoleRecorder(db, clock);
  registerLiveRoute(fastify, {
    db,
    jurisdiction,
    live,
    recordOpenConsole,
    takeStreamSlot,
    authenticate,
    recordView,
  });
  await registerPhotoUpload(fastify, units, {
    authenticate,
    nameWinner: whoWon,
    transact: (actor) => transact({}, actor),
  });
  positions.registerRoutes(fastify, { takeStreamSlot, recordView });
  await registerPages(fastify, () => ({
    mapStyleUrl: config.mapStyleUrl,
    attribution: jurisdiction.listAttributions().join(' · '),
    approximate: true,
  }));
  fastify.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => fastify.swagger());

  return {
    fastify,
    db,
    routes,
    async start() {
      embedded?.supervise({
        log,
        // The alert counts how often by itself, also across restarts of this process.
        onRestart: ({ seconds }) => systemAlerts.raise('database/embedded-died', 'embedded', { seconds }),
        onWell: () => systemAlerts.clear('database/embedded-died', 'embedded'),
        onGiveUp: giveUp,
      });
      // First of all: frees what earlier processes left half done, before anything looks for work.
      await serverProcess.start();
      await live.start();
      await notifier.start();
      await clockWatch.agree();
      line.start();
      sealer.start();
      positions.start();
      ticker.start();
    },
    async stop() {
      live.stop();
      positions.stop();
      let left: string | undefined;
      await stopInTurn([
        () => fastify.close(),
        ...[ticker.stop, sealer.stop, deliverer.stop],
        // Before LINE's channel, which waits for work under way: a file that was being read is fetched again later.
        () => Promise.all([fileCleaner.stop(), rosterReader.stop()]),
        ...[line.stop, serverProcess.stop, notifier.stop],
        databases.close,
        async () => {
          if ((await embedded?.stop()) === false) left = 'another process goes on with its database';
        },
      ]);
      return left;
    },
  };
}
