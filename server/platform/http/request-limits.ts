import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../app-error.ts';
import type { Stopwatch } from '../clock.ts';
import { countedAddress, isLoopback } from '../ip-address.ts';
import { createRate, createSlots, type Rate } from './rates.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Never refused for what others do: LINE's webhooks and health checks. */
    isNeverLimited?: true;
    /** Open for hours: counted where streams are, not among what is being answered. */
    isStream?: true;
    /** Called so often that the route has limits of its own. */
    limitsItself?: true;
    /** A password is hashed here; only so many side by side. Not for passkeys and codes: strangers must not fill their places. */
    hashesPassword?: true;
  }
}

/** How much is taken in. One account may be shared by a whole shift, one address by a whole police station. */
export type Limits = {
  address: Rate;
  addressAtOnce: number;
  account: Rate;
  /** Actions: even a busy station presses no more than a few buttons a second. */
  accountActions: Rate;
  accountAtOnce: number;
  /** Passwords hashed side by side: each costs 19 MB and a core, and the alerts need the cores. */
  signInsAtOnce: number;
  /** All together; the rest is refused as overloaded and comes back, instead of making everybody wait. */
  atOnce: number;
  /** Live streams of one account: the consoles of a station that share it. */
  streamsOfAccount: number;
  streams: number;
};

export const LIMITS: Limits = {
  address: { burst: 1500, perSecond: 150 },
  addressAtOnce: 150,
  account: { burst: 300, perSecond: 30 },
  accountActions: { burst: 60, perSecond: 5 },
  accountAtOnce: 20,
  signInsAtOnce: 8,
  atOnce: 300,
  streamsOfAccount: 40,
  streams: 5000,
};

/** The same limits for a larger or smaller installation: every number times the factor. */
export function scaleLimits(limits: Limits, factor: number): Limits {
  const rate = ({ burst, perSecond }: Rate) => ({ burst: burst * factor, perSecond: perSecond * factor });
  return {
    address: rate(limits.address),
    account: rate(limits.account),
    accountActions: rate(limits.accountActions),
    addressAtOnce: limits.addressAtOnce * factor,
    accountAtOnce: limits.accountAtOnce * factor,
    signInsAtOnce: limits.signInsAtOnce * factor,
    atOnce: limits.atOnce * factor,
    streamsOfAccount: limits.streamsOfAccount * factor,
    streams: limits.streams * factor,
  };
}

/** Takes a slot for an account; call the returned function when the answer is ready. */
export type AccountLimits = (account: string, request: FastifyRequest) => () => void;

/** Limits by address and in all, on every route that is not exempt. Counts in this process. */
export function limitRequests(fastify: FastifyInstance, clock: Stopwatch, limits: Limits): AccountLimits {
  const addressRate = createRate(limits.address, clock);
  const addressSlots = createSlots(limits.addressAtOnce);
  const signInSlots = createSlots(limits.signInsAtOnce);
  const allSlots = createSlots(limits.atOnce);
  const accountRate = createRate(limits.account, clock);
  const actionRate = createRate(limits.accountActions, clock);
  const accountSlots = createSlots(limits.accountAtOnce);

  fastify.addHook('onRequest', async (request) => {
    if (isExempt(request) || isLoopback(request.ip)) return;
    refuseWhenTooFast(addressRate(countedAddress(request.ip)));
  });
  // After the body: a slow sender takes a connection, not a slot.
  fastify.addHook('preHandler', async (request, reply) => {
    if (isExempt(request) || request.routeOptions.config?.isStream) return;
    if (!isLoopback(request.ip)) {
      leaveAtEnd(reply, addressSlots(countedAddress(request.ip)) ?? refuse('request/too-many'));
    }
    leaveAtEnd(reply, allSlots('') ?? refuse('server/overloaded'));
    if (request.routeOptions.config?.hashesPassword) leaveAtEnd(reply, signInSlots('') ?? refuse('server/overloaded'));
  });
  return (account, request) => {
    refuseWhenTooFast(accountRate(account));
    if (request.method !== 'GET') refuseWhenTooFast(actionRate(account));
    return accountSlots(account) ?? refuse('request/too-many');
  };
}

function isExempt(request: FastifyRequest): boolean {
  const { isNeverLimited, limitsItself } = request.routeOptions.config ?? {};
  return isNeverLimited === true || limitsItself === true;
}

function leaveAtEnd(reply: FastifyReply, leave: () => void): void {
  reply.raw.once('close', leave);
}

function refuseWhenTooFast(waitMs: number): void {
  if (waitMs > 0) refuse('request/too-many', Math.ceil(waitMs / 1000));
}

function refuse(code: 'request/too-many' | 'server/overloaded', seconds = 1): never {
  throw new AppError(code, { params: { seconds } });
}
