import type { FastifyInstance } from 'fastify';
import type { DemoAccounts, Me } from '#contract/access';
import type { Clock } from '#platform/clock';
import type { Connection, Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import type { Route } from '#platform/http/route';
import type { Log } from '#platform/log';
import type { Actor } from './actor.ts';
import { type AuthConfig, createBetterAuth } from './better-auth.ts';
import { dropSession } from './commands/drop-session.ts';
import { createSignInLimit } from './commands/limit-sign-in.ts';
import { recordRefusedSignIn, recordSignIn, recordSignOut } from './commands/record-sign-in.ts';
import { seedDemoPeople } from './commands/seed-demo-people.ts';
import { type Authenticate, createAuthenticate } from './queries/find-actor.ts';
import { type FindAgency, getMe } from './queries/get-me.ts';
import { listDemoAccounts } from './queries/list-demo-accounts.ts';
import { registerDemoAccountsRoute } from './routes/demo-accounts.ts';
import { meRoutes } from './routes/me.ts';
import { registerSignInRoutes } from './routes/sign-in.ts';

export { type Actor, agenciesWith, permits } from './actor.ts';
export { addMembership, type NewMembership } from './commands/add-membership.ts';
export { type Author, createPerson } from './commands/create-person.ts';
export { keepAuthSecret } from './commands/keep-auth-secret.ts';
export { refuseDemoAccounts } from './commands/refuse-demo-accounts.ts';
export type { FindAgency, ShownAgency } from './queries/get-me.ts';
export { listStaff, type Staff } from './queries/list-staff.ts';

/** `demonstration`: invented accounts exist and are shown on the sign-in page. */
export type AccessConfig = AuthConfig & { demonstration: boolean };

export type Access = {
  /** Who sends these headers from this address; undefined without a session that counts. Answers are kept for 5 seconds. */
  authenticate: Authenticate;
  getMe(connection: Connection, actor: Actor, findAgency: FindAgency): Promise<Me>;
  demoAccounts(findAgencyByCode: FindAgency): Promise<DemoAccounts>;
  /** Puts the invented people in place. @throws Error outside a demonstration */
  seedDemoPeople(findAgencyIdByCode: (code: string) => string | undefined | Promise<string | undefined>): Promise<void>;
  /** `/api/auth/…` and `/api/v1/demo-accounts`: what one may ask before signing in. */
  registerAuthRoutes(fastify: FastifyInstance, findAgencyByCode: FindAgency): void;
  /** The lines for the house's route table. */
  routes(findAgency: FindAgency): Route<Actor>[];
};

type Deps = { db: Database; clock: Clock; log: Log; config: AccessConfig };

export async function createAccess({ db, clock, log, config }: Deps): Promise<Access> {
  const auth = createBetterAuth(db, config, log);
  const authenticate = await createAuthenticate(auth, db, clock);
  const { demonstration, authSecret: secret } = config;
  const access: Access = {
    authenticate,
    getMe: (connection, actor, findAgency) => getMe(connection, actor, { findAgency, demonstration }),
    demoAccounts: (findAgencyByCode) => listDemoAccounts(db, findAgencyByCode),
    async seedDemoPeople(findAgencyIdByCode) {
      if (!demonstration) throw new Error('demonstration accounts belong to a demonstration only');
      await inTransaction(db, (work) => seedDemoPeople(work, findAgencyIdByCode, clock.now()));
    },
    routes: (findAgency) => meRoutes({ getMe: access.getMe, findAgency }),
    registerAuthRoutes(fastify, findAgencyByCode) {
      const listAccounts = () => access.demoAccounts(findAgencyByCode);
      registerDemoAccountsRoute(fastify, { demonstration, listDemoAccounts: listAccounts });
      registerSignInRoutes(fastify, {
        publicUrl: config.publicUrl,
        answer: auth.handler,
        limit: createSignInLimit(db, clock, secret),
        recordSignIn: (userId, from) => inTransaction(db, (work) => recordSignIn(work, userId, from, clock.now())),
        recordRefusal: (email, from) =>
          inTransaction(db, (work) => recordRefusedSignIn(work, { email, secret }, from, clock.now())),
        dropSession: (token) => dropSession(db, token),
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
  };
  return access;
}
