import type { FastifyInstance } from 'fastify';
import type { AppEvents, EventMap } from '#events/event-map';
import type { SetBacks } from '#platform/capability';
import type { AppClock } from '#platform/clock';
import type { Connection, Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { createEvents } from '#platform/events/event-bus';
import type { Notifier } from '#platform/events/notifier';
import type { Route } from '#platform/http/route';
import type { Job } from '#platform/jobs/ticker';
import type { Log } from '#platform/log';
import type { ServerProcess } from '#platform/process/server-process';
import type { SetBack } from '#platform/set-back';
import type { Actor } from './actor.ts';
import type { Agencies } from './agencies.ts';
import { type AuthConfig, createBetterAuth } from './better-auth.ts';
import { checkProof, confirmProof } from './commands/confirm-proof.ts';
import { createTryLimit } from './commands/limit-tries.ts';
import { receiveFromStaff } from './commands/link-line-user.ts';
import { recordSignOut } from './commands/record-sign-in.ts';
import { createRevocationSignal } from './commands/revocation-signal.ts';
import { seedDemoPeople } from './commands/seed-demo-people.ts';
import { createOrganisationSignIn, type OrganisationConfig } from './commands/sign-in-by-organisation.ts';
import type { AccessContext } from './context.ts';
import { createCookies } from './cookies.ts';
import { siteOf } from './passkey.ts';
import { type Authenticate, createAuthenticate } from './queries/find-actor.ts';
import { nameWinner } from './queries/find-winner.ts';
import { listDemoAccounts } from './queries/list-demo-accounts.ts';
import { registerDemoAccountsRoute } from './routes/demo-accounts.ts';
import { registerLinkRoutes } from './routes/links.ts';
import { meRoutes } from './routes/me.ts';
import { registerOrganisationRoutes } from './routes/organisation.ts';
import { peopleRoutes } from './routes/people.ts';
import { registerSignInRoutes } from './routes/sign-in.ts';
import { keyFor } from './sealing.ts';
import { findActorOfLineUser, findActorOfPerson } from './store-actor.ts';
import { endLinksOfFormerMakers } from './store-invitations.ts';
import { addUnusable, deleteEndedSessions } from './store-sessions.ts';
import { moveEnds, moveSpentSteps } from './store-set-back.ts';
import { stepOf } from './totp.ts';

export { type Actor, agenciesWith, permits } from './actor.ts';
export type { Agencies } from './agencies.ts';
export { addMembership } from './commands/add-membership.ts';
export { createPerson } from './commands/create-person.ts';
export { keepAuthSecret } from './commands/keep-auth-secret.ts';
export { refuseDemoAccounts } from './commands/refuse-demo-accounts.ts';
export { nameWinner } from './queries/find-winner.ts';
export {
  listLineUsers,
  listStaff,
  listStaffNumbers,
  type NameOf,
  nameStaff,
  type Staff,
  toStaff,
} from './queries/list-staff.ts';
export { lineLinksOf, type StaffRow, staffOfAgencies } from './store-published-people.ts';

/** Notifies all processes that sessions or permissions were revoked. */
const REVOCATION_TOPIC = 'access-ended';

/** `demonstration`: demonstration accounts exist, are listed on the sign-in page and need no second factor. */
export type AccessConfig = AuthConfig & { demonstration: boolean; organisation?: OrganisationConfig | undefined };

export type Access = {
  /** The actor of a request; undefined without a valid session. Results are cached for 5 seconds. */
  authenticate: Authenticate;
  /** Requires a recent proof, checked in the action's transaction. @throws AppError `access/re-authentication-needed` */
  checkProof(work: Work, actor: Actor): Promise<void>;
  /** The same for an action on one's own account, which it locks until the end of the transaction. @throws AppError */
  confirmProof(work: Work, actor: Actor): Promise<void>;
  /** A person with today's permissions, signed in or not; undefined for somebody disabled or unknown. */
  findActorOfPerson(work: Work, personId: string): Promise<Actor | undefined>;
  /** Creates the demonstration accounts. @returns their ids by e-mail address  @throws Error outside a demonstration */
  seedDemoPeople(findAgencyIdByCode: (code: string) => string | undefined): Promise<Map<string, string>>;
  /** `/api/auth/…` and the few routes of `/api/v1/` that need no session. */
  registerRoutes(fastify: FastifyInstance): void;
  routes: Route<Actor>[];
  jobs: Job[];
  /** Moves all end times, so that nothing lasts longer and nobody waits longer to sign in. */
  setBacks: SetBacks;
  /** Completes a refusal of a lost race with who was faster; see `find-winner.ts`. */
  nameWinner(connection: Connection, error: unknown): Promise<unknown>;
  /** Calls `listener` in every process after sessions or permissions were revoked in any. */
  onRevocation(listener: () => void): void;
  /** Handles a message to the staff LINE account from a private chat. @returns the reply, if there is one */
  receiveFromStaff(work: Work, message: { lineUserId: string; text: string | null }): Promise<string | undefined>;
  /** The actor behind a LINE user of the staff account: linked, not disabled, with today's permissions. */
  findActorOfLineUser(work: Work, lineUserId: string): Promise<Actor | undefined>;
  /** True when sessions or permissions were revoked in any process; this process's cache is then cleared. */
  checkRevocations(): Promise<boolean>;
  /** After an outage of the database: its duration does not count as time without use. */
  skipOutage(work: Work, outage: { ms: number }): Promise<void>;
  /** Deletes what has expired. */
  tidy(): Promise<void>;
};

type Deps = {
  db: Database;
  /** For counting sign-in tries while a request's transaction is open: a separate pool, so that there is no deadlock. */
  triesDb?: Database;
  clock: AppClock;
  log: Log;
  /** Where account changes are published; nowhere by default. */
  events?: AppEvents;
  config: AccessConfig;
  agencies: Agencies;
  /** Tells the other processes when sessions or permissions were revoked; nobody by default. */
  notifier?: Pick<Notifier, 'send' | 'on'>;
  /** Passes each outage to `skipOutage` before anybody is looked up; there is none by default. */
  serverProcess?: Pick<ServerProcess, 'recoverFromOutage' | 'onOutage'>;
};

export async function createAccess(deps: Deps): Promise<Access> {
  const { db, triesDb = db, clock, log, config, agencies, notifier, serverProcess } = deps;
  const { events = createEvents<EventMap>() } = deps;
  const auth = createBetterAuth(db, config, log);
  const { demonstration, publicUrl } = config;
  const authenticate = await createAuthenticate(auth, db, clock, {
    requireSecondFactor: !demonstration,
    recoverFromOutage: serverProcess?.recoverFromOutage ?? (async () => {}),
  });
  const revocationSignal = createRevocationSignal(db, () => {
    authenticate.forgetAll();
    notifier?.send(REVOCATION_TOPIC);
  });
  const context: AccessContext = {
    db,
    transact: (work) => inTransaction(db, work),
    clock,
    auth,
    cookies: createCookies(publicUrl),
    site: siteOf(publicUrl),
    limit: createTryLimit(triesDb, clock),
    keys: keysFrom(config.authSecret),
    origin: new URL(publicUrl).origin,
    revocationSignal,
    events,
  };
  const organisation = config.organisation && createOrganisationSignIn(context, config.organisation, log);
  const revocationListeners: (() => void)[] = [];
  const tidy = async (): Promise<void> => {
    await deleteEndedSessions(db);
    await endLinksOfFormerMakers(db, clock.now());
  };
  const moveEndsBack = async (work: Work, setBack: SetBack): Promise<void> => {
    await moveEnds(work.tx, setBack);
    await moveSpentSteps(work.tx, stepOf(setBack.now), stepOf(new Date(setBack.byMs)));
    // Every process must load its sessions again.
    await revocationSignal.give(work);
  };
  const access: Access = {
    authenticate,
    checkProof: (work, actor) => checkProof(work, actor, clock.now()),
    confirmProof: (work, actor) => confirmProof(work, actor, clock.now()),
    findActorOfPerson: (work, personId) => findActorOfPerson(work.tx, personId, clock.now()),
    async seedDemoPeople(findAgencyIdByCode) {
      if (!demonstration) throw new Error('demonstration accounts can only be created in a demonstration');
      return inTransaction(db, (work) => seedDemoPeople(work, findAgencyIdByCode, clock.now()));
    },
    routes: [...meRoutes(context, { agencies, demonstration }), ...peopleRoutes(context, agencies)],
    registerRoutes(fastify) {
      registerDemoAccountsRoute(fastify, {
        demonstration,
        listDemoAccounts: () => listDemoAccounts(db, agencies.findAgencyByCode),
      });
      registerLinkRoutes(fastify, context, { agencies, organisation: organisation?.name ?? null });
      registerOrganisationRoutes(fastify, organisation, context.origin);
      registerSignInRoutes(fastify, {
        context,
        async signOut(headers, from, leave) {
          const actor = await authenticate(headers, from);
          const response = await leave();
          if (!response.ok) return response;
          authenticate.forget(headers);
          if (actor) await inTransaction(db, (work) => recordSignOut(work, actor, clock.now()));
          return response;
        },
      });
    },
    receiveFromStaff: (work, message) => receiveFromStaff(context, work, message),
    findActorOfLineUser: (work, lineUserId) => findActorOfLineUser(work.tx, lineUserId, clock.now()),
    async checkRevocations() {
      const ended = await revocationSignal.check();
      if (ended) authenticate.forgetAll();
      return ended;
    },
    onRevocation: (listener) => void revocationListeners.push(listener),
    skipOutage: (work, { ms }) => addUnusable(work.tx, ms, clock.now()),
    tidy,
    jobs: [{ name: 'tidy-access', everyMs: 60_000, run: tidy }],
    setBacks: { access: moveEndsBack },
    nameWinner: (connection, error) => nameWinner(agencies.findAgency, connection, error),
  };
  serverProcess?.onOutage(access.skipOutage);
  notifier?.on(REVOCATION_TOPIC, () => {
    access
      .checkRevocations()
      .then((ended) => ended && revocationListeners.forEach((listener) => void listener()))
      .catch((error) => log.warn({ error }, 'could not check for revoked rights'));
  });
  return access;
}

function keysFrom(secret: string): AccessContext['keys'] {
  const [totp, recoveryCode] = [keyFor(secret, 'totp'), keyFor(secret, 'recovery-code')];
  return { totp, recoveryCode, lineCode: keyFor(secret, 'line-code'), tries: keyFor(secret, 'tries') };
}
