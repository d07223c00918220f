import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { type AccessConfig, createAccess } from '#capabilities/access';
import { createViewRecorder, hasRecordedAction } from '#capabilities/audit';
import { type AppClock, systemClock } from '#platform/clock';
import { createHttpServer } from '#platform/http/http-server';
import { registerRoutes } from '#platform/http/register-routes';
import { LIMITS, scaleLimits } from '#platform/http/request-limits';
import { transactFor } from '#platform/http/transact-for';
import { createLog } from '#platform/log';
import type { Database } from '../../server/platform/database/database.ts';

/** A clock that a test can set. It starts at the real time, because better-auth uses that. */
export function createTurnableClock() {
  let now = new Date();
  let elapsed = 0;
  return {
    now: () => now,
    elapsed: () => elapsed,
    turn: (milliseconds: number) => {
      now = new Date(now.getTime() + milliseconds);
      elapsed += milliseconds;
    },
    /** Sets the wall clock; no time passes. */
    set: (milliseconds: number) => {
      now = new Date(now.getTime() + milliseconds);
    },
  };
}

type Options = Partial<AccessConfig> & {
  clock?: AppClock;
  /** Like `serverProcess.recoverFromOutage`. */
  recoverFromOutage?: () => Promise<void>;
  /** Kinds and parents of agencies; by default a station without a parent. */
  tree?: Record<string, { kind: string; parent?: string }>;
};

/** The access capability alone on an HTTP server, with agencies named after their ids. */
export async function createAccessServer(db: Database, options: Options = {}) {
  const { clock = systemClock, tree = {}, recoverFromOutage = async () => {}, ...changes } = options;
  const config = { publicUrl: 'http://127.0.0.1:4400', authSecret: 'k3'.repeat(20), demonstration: true, ...changes };
  const log = createLog('silent');
  const fastify: FastifyInstance = await createHttpServer(log, {
    publicUrl: config.publicUrl,
    mapOrigins: [],
    trustProxy: false,
    clock,
    limits: scaleLimits(LIMITS, 100),
  });
  const findAgency = (id: string) => ({ id, nameTh: `สถานี ${id}`, nameEn: null, kind: tree[id]?.kind ?? 'station' });
  const isWithin = (id: string | undefined, branchId: string): boolean =>
    id === branchId || (id !== undefined && isWithin(tree[id]?.parent, branchId));
  const findAgencyByCode = () => findAgency('00000000-0000-4000-8000-000000000001');
  const access = await createAccess({
    ...{ db, clock, log, config },
    agencies: { findAgency, findAgencyByCode, isWithin },
    serverProcess: { recoverFromOutage, onOutage: () => {} },
  });
  access.registerRoutes(fastify);
  const { authenticate, checkProof } = access;
  const transact = transactFor({ service: db, user: db }, () => ({}));
  registerRoutes(
    fastify,
    { transact, authenticate, recordView: createViewRecorder(clock), hasRecordedAction, checkProof },
    access.routes,
  );
  const signIn = (email: string, password: string, headers: Record<string, string> = {}) =>
    fastify.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email, password }, headers });
  return { access, fastify, config, signIn };
}

/** The `Cookie` header a browser would send after this response. */
export function cookieHeader(answer: LightMyRequestResponse): { cookie: string } {
  const cookies = answer.cookies.filter(({ value }) => value !== '');
  return { cookie: cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ') };
}
