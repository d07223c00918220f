import type { FastifyInstance } from 'fastify';
import { type Actor, createAccess, refuseDemoAccounts } from '#capabilities/access';
import { createAccessReview } from '#capabilities/access-review';
import { createAlerting, createDeliveries } from '#capabilities/alerting';
import { createActionRecorder, createAudit, hasRecordedAction } from '#capabilities/audit';
import { createCare } from '#capabilities/care';
import { createControlRoom } from '#capabilities/control-room';
import { createDuty } from '#capabilities/duty';
import { createEef } from '#capabilities/eef';
import { createEscalation } from '#capabilities/escalation';
import { createHelp } from '#capabilities/help';
import { actorSettings, createIncident } from '#capabilities/incident';
import { createInsight } from '#capabilities/insight';
import { createIntake, TRANSLATED_FILES } from '#capabilities/intake';
import { createJurisdiction, loadDemonstrationAgencies, loadReferenceData } from '#capabilities/jurisdiction';
import { createOutreach, TRANSLATED_LANDING_FILES, TRANSLATED_MATERIAL_FILES } from '#capabilities/outreach';
import { createRecognition } from '#capabilities/recognition';
import { createReferral } from '#capabilities/referral';
import { createSelfReliance } from '#capabilities/self-reliance';
import { createServices } from '#capabilities/services';
import { createUnits } from '#capabilities/units';
import { createCitizenPage } from '#channels/citizen-page';
import { createGateways } from '#channels/gateway';
import { createLineChannel, showScreen } from '#channels/line';
import { createRoadTimes } from '#channels/roads';
import { createWebPush, keepVapidKeys } from '#channels/web-push';
import { type EventMap, LOGGED_EVENTS, type LogEntry, type LoggedEvents } from '#events/event-map';
import type { AppError } from '#platform/app-error';
import type { Capability } from '#platform/capability';
import type { AppClock } from '#platform/clock';
import { createClockWatch } from '#platform/clock-watch';
import type { Database } from '#platform/database/database';
import { type StartedDatabases, startDatabases } from '#platform/database/start-databases';
import { openHttp } from '#platform/http/open-http';
import { LIMITS, scaleLimits } from '#platform/http/request-limits';
import type { Route } from '#platform/http/route';
import { transactFor } from '#platform/http/transact-for';
import { findAny } from '#platform/jobs/find-any';
import { createTicker } from '#platform/jobs/ticker';
import { createLiveStreams, translateWith } from '#platform/live/live-streams';
import type { Log } from '#platform/log';
import { createPostOutside } from '#platform/outbound/post-outside';
import { createPlatform } from '#platform/platform';
import { createFaultCounter, type FaultCounter } from '#platform/process/storage-fault';
import type { Config } from './config.ts';
import { createStartAndStop } from './start-and-stop.ts';

export type App = {
  fastify: FastifyInstance;
  db: Database;
  /** Every line of the route tables: who may call what, and with what. */
  routes: readonly Route<Actor>[];
  /** Starts streams, deliveries and timers; the caller listens on the port. */
  start(): Promise<void>;
  /** Runs the timed work of the next so many milliseconds at once: whoever turns the clock need not wait for the timers. */
  runJobsWithin(milliseconds: number): Promise<void>;
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

/** Puts the system together. When a part fails, connections and the embedded database are closed again. */
export async function createApp(config: Config, { writeLine = () => {}, ...surroundings }: Surroundings): Promise<App> {
  const { authSecret, databaseServiceUrl: serviceUrl, databaseUserUrl: userUrl, databaseUrl: url, dataDir } = config;
  const { log } = surroundings;
  const demonstration = config.mode === 'demonstration';
  const faults = createFaultCounter();
  const databases = await startDatabases(
    { ...{ url, dataDir, authSecret, serviceUrl, userUrl, log, writeLine }, onFailure: faults.countError },
    async (owner) => {
      if (!demonstration) await refuseDemoAccounts(owner);
      await loadReferenceData(owner);
      if (demonstration) await loadDemonstrationAgencies(owner);
    },
  );
  try {
    return await composeApp(config, { ...surroundings, databases, faults });
  } catch (error) {
    // People must read why it did not start, not what failed while closing.
    await databases
      .close()
      .catch((fault: unknown) => log.error({ error: fault }, 'a failed start left something open'));
    throw error;
  }
}

/** The composition root: every part of the system, in the order it is put together. */
async function composeApp(
  config: Config,
  {
    clock,
    log,
    giveUp = () => {},
    databases,
    faults,
  }: Surroundings & { databases: StartedDatabases; faults: FaultCounter },
): Promise<App> {
  const { authSecret, dataDir, organisation, publicUrl } = config;
  const demonstration = config.mode === 'demonstration';
  const platform = createPlatform<EventMap, LoggedEvents>({
    ...{ databases, faults, clock, log, dataDir, authSecret },
    loggedEvents: LOGGED_EVENTS,
  });
  const { db, notifier, serverProcess } = platform.services;
  const line = createLineChannel({ ...platform.services, config: config.line, processId: serverProcess.id });
  serverProcess.onEnded(line.freeLeases);
  // People name these addresses: never one inside our network, except on a demonstration's own machine.
  const postOutside = createPostOutside({ allowInside: demonstration });
  const vapid = config.vapid ?? (demonstration ? await keepVapidKeys(dataDir) : undefined);
  const channels = {
    push: vapid && createWebPush(vapid, postOutside),
    line: config.line.staff && { send: line.sendToStaff, withdraw: line.withdraw },
    gateway: createGateways(authSecret, postOutside),
  };
  const roadTimes = config.osrmUrl ? createRoadTimes(config.osrmUrl, clock, log) : undefined;

  const areas = await createJurisdiction(platform.services);
  const { jurisdiction } = areas;
  const accessConfig = { publicUrl, authSecret, demonstration, organisation };
  const access = await createAccess({
    ...platform.services,
    ...{ triesDb: databases.tries, config: accessConfig, agencies: jurisdiction },
  });
  const accessReview = createAccessReview({ clock, jurisdiction });
  const located = { ...platform.services, publicUrl, jurisdiction };
  const outreach = await createOutreach({ ...located, lineAccount: config.lineAccount });
  const geography = { ...jurisdiction, findPlacement: outreach.findPlace };
  const intake = createIntake({ ...located, geography, showScreen, nameLineAccount: line.nameAccount });
  const deliveries = createDeliveries({ processId: serverProcess.id });
  // What incident and every capability downstream of it is given.
  const { listScreens, listOthersOfNetwork } = intake;
  const services = {
    ...{ ...located, geography, access, authSecret, channels, deliveries },
    ...{ listScreens, listOthersOfNetwork },
  };
  const pastYear = config.pastYear ?? false;
  const incident = createIncident({ ...services, pastYear });
  const duty = createDuty(services);
  const alerting = createAlerting({ ...services, allowInside: demonstration, pastYear });
  const escalation = createEscalation(services);
  const units = createUnits({ ...services, roadTimes });

  // In this order they react to events, are started and are stopped. One that nothing else is wired to is made here.
  const parts: Capability<Actor, LogEntry>[] = [
    ...[incident, intake, units],
    createControlRoom(services),
    createCare({ ...services, demonstration }),
    createServices(services),
    createReferral({ ...services, demonstration }),
    createSelfReliance(services),
    createEef({ ...services, demonstration }),
    createHelp({ ...services, demonstration }),
    await createRecognition(services),
    outreach,
    ...[escalation, alerting, duty, areas, access, accessReview],
    // After all whose past is counted.
    createInsight({ ...services, pastYear }),
    createAudit<Actor>(platform.services),
    platform.createHousekeeping<Actor>(createActionRecorder(clock)),
  ];
  if (demonstration) {
    const people = await access.seedDemoPeople((code) => jurisdiction.findAgencyByCode(code)?.id);
    for (const part of parts) await part.seedDemonstration?.((email) => people.get(email));
    await jurisdiction.refresh();
  }
  for (const part of parts) part.reactions?.();

  const live = createLiveStreams({
    ...platform.services,
    translate: translateWith(parts.flatMap((part) => part.liveTranslators ?? [])),
  });
  access.onRevocation(live.checkNow);
  // First what alerts people; the others follow in their order.
  const urgent = { ...escalation.setBacks, ...incident.setBacks, line: line.moveTries, ...alerting.setBacks };
  const moves = Object.assign(urgent, units.setBacks, duty.setBacks, ...parts.map((part) => part.setBacks));
  const clockWatch = createClockWatch({ ...platform.services, moves });
  const ticker = createTicker({
    ...{ log, notifier, before: clockWatch.agree },
    findAny: (questions) => findAny(db, questions),
  });
  for (const part of [line, ...parts]) ticker.add(part.jobs ?? []);

  const mapOrigins = config.mapStyleUrl ? [new URL(config.mapStyleUrl).origin] : [];
  const citizenPage = createCitizenPage({
    ...{
      clock,
      publicUrl,
      translations: [...TRANSLATED_FILES, ...TRANSLATED_LANDING_FILES, ...TRANSLATED_MATERIAL_FILES],
    },
    findPlacement: outreach.findPlace,
    countPractice: outreach.countPractice,
    mapOrigins,
    liffId: config.line.liffId,
  });
  const { fastify, routes } = await openHttp<Actor>(
    [{ registerRoutes: line.registerWebhooks }, citizenPage, ...parts],
    {
      ...{ log, live, hasRecordedAction, recordView: accessReview.recordView },
      ...{ authenticate: access.authenticate, checkProof: access.checkProof, nameWinner: access.nameWinner },
      transact: transactFor<Actor>(databases, (actor) => actorSettings(jurisdiction, actor)),
      options: {
        ...{ publicUrl, clock, trustProxy: config.trustProxy },
        mapOrigins,
        limits: scaleLimits(LIMITS, config.limitFactor),
      },
      health: { db, process: serverProcess, faults, metricsToken: config.metricsToken },
      mapConfig: () => ({
        mapStyleUrl: config.mapStyleUrl,
        attribution: jurisdiction.listAttributions().join(' · '),
        approximate: true,
      }),
    },
  );

  const receivers = {
    receive: intake.receiveFromReporter,
    reportersAt: intake.reportersAt,
    mediaStored: intake.noteMediaStored,
    // The first with an answer wins. Linking answers every stranger, the last one everybody else.
    staffListeners: [
      ...[alerting.answerStaff, duty.receiveFromStaff, access.receiveFromStaff],
      duty.answerUnknownMessage,
    ],
    receiveFromGroup: alerting.receiveFromGroup,
  };
  const startAndStop = createStartAndStop({
    ...{ services: platform.services, databases, fastify, live, clockWatch, ticker, parts, giveUp },
    line: { start: () => line.start(receivers), stop: line.stop },
  });
  return { fastify, db, routes, ...startAndStop };
}
